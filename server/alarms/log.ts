import type { Alarms } from './alarm';
import { createQuietTime } from './quiet-time';

/** The part of a log that alarms need. */
export interface AlarmLog {
  warn(facts: object, text: string): void;
  error(facts: object, text: string): void;
}

/** Alarms as log lines, one a minute for each key, or as seldom as it asks. `now` in milliseconds. */
export function createLogAlarms(log: AlarmLog, now: () => number = Date.now, quietMs = 60_000): Alarms {
  const quiet = createQuietTime(now, quietMs);
  return {
    raise({ key, level, zh, en, quietMs: atLeastMs }) {
      const heldBack = quiet.admit(key, atLeastMs);
      if (heldBack === undefined) return;
      const facts = { alarm: key, zh, ...(heldBack > 0 && { heldBack }) };
      if (level === 'error') log.error(facts, en);
      else log.warn(facts, en);
    },
  };
}

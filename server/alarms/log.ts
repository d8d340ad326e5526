import type { Alarms } from './alarm';

interface Lines {
  error(facts: object, text: string): void;
  warn(facts: object, text: string): void;
}

/** Alarms as lines of the log. */
export const createLogAlarms = (log: Lines): Alarms => ({
  raise: ({ key, level, en }) => (level === 'error' ? log.error({ alarm: key }, en) : log.warn({ alarm: key }, en)),
});

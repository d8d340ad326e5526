import type { WecomRobot } from '../wechat/wecom-robot';
import type { Alarm, Alarms } from './alarm';
import { createQuietTime } from './quiet-time';
import { wordAlarms, type Waiting } from './word-alarms';

export interface RobotAlarmsOptions {
  readonly robot: Pick<WecomRobot, 'text'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Runs something once after so many milliseconds; answers how to call it off. */
  readonly timer?: (run: () => void, ms: number) => () => void;
  readonly language?: 'zh' | 'en';
  /** The same key is told again only after this long, or what it asks for if that is longer. Default 10 minutes. */
  readonly quietMs?: number;
  /** Whether this node is the first of all to tell an alarm of this key, and no other may for so long. Absent: there is only one. */
  readonly first?: (key: string, forMs: number) => Promise<boolean>;
}

/** What comes together is told together. */
const GATHER_MS = 2_000;
/** WeCom allows 20 messages a minute to one robot; people read fewer. */
const GAP_MS = 30_000;
const MAX_GAP_MS = 600_000;
const MAX_WAITING = 100;

/** Alarms into a WeCom group: gathered, at most one message in 30 s, kept while WeCom cannot be reached. */
export function createRobotAlarms(options: RobotAlarmsOptions): Alarms & { close(): Promise<void> } {
  const { robot, now, timer = startTimer, language = 'zh', quietMs = 600_000, first = () => Promise.resolve(true) } = options;
  const quiet = createQuietTime(now, quietMs);
  let waiting = new Map<string, Waiting>();
  let lastAt = -Infinity;
  let failures = 0;
  let callOff: (() => void) | undefined;
  let sending: Promise<void> | undefined;
  let closed = false;

  function plan(): void {
    if (closed || callOff !== undefined || sending !== undefined || waiting.size === 0) return;
    const gap = Math.min(MAX_GAP_MS, GAP_MS * 2 ** Math.min(failures, 10));
    callOff = timer(() => {
      callOff = undefined;
      void flush();
    }, Math.max(GATHER_MS, lastAt + gap - now()));
  }

  function flush(): Promise<void> {
    sending ??= send().finally(() => {
      sending = undefined;
      plan();
    });
    return sending;
  }

  async function send(): Promise<void> {
    const told = await ours(waiting);
    if (told.size === 0) return;
    lastAt = now();
    const result = await robot.text(wordAlarms([...told.values()], language));
    failures = result.ok ? 0 : failures + 1;
    // An alarm told twice does no harm, one that is lost may.
    if (!result.ok) waiting = new Map([...told, ...waiting]);
  }

  /** Takes all that wait; those another node tells are left to it. Whoever cannot be asked about it tells it himself. */
  async function ours(all: ReadonlyMap<string, Waiting>): Promise<Map<string, Waiting>> {
    waiting = new Map();
    const asked = await Promise.all([...all].map(async ([key, one]): Promise<[string, Waiting][]> => {
      // Until its quiet time here is over and no longer, or what comes right after that would be taken for told.
      const isOurs = one.isOurs ?? await first(key, Math.max(1, one.quietUntil - now())).catch(() => true);
      return isOurs ? [[key, { ...one, isOurs }]] : [];
    }));
    return new Map(asked.flat());
  }

  return {
    raise(alarm: Alarm) {
      const heldBack = quiet.admit(alarm.key, alarm.quietMs);
      if (closed || heldBack === undefined) return;
      const quietUntil = now() + Math.max(quietMs, alarm.quietMs ?? 0);
      if (waiting.has(alarm.key) || waiting.size < MAX_WAITING) waiting.set(alarm.key, { alarm, heldBack, quietUntil });
      plan();
    },
    /** Tells what still waits, once, and stops. */
    async close() {
      closed = true;
      callOff?.();
      callOff = undefined;
      await sending;
      if (waiting.size > 0) await send();
    },
  };
}

function startTimer(run: () => void, ms: number): () => void {
  const handle = setTimeout(run, ms);
  return () => clearTimeout(handle);
}

import type { WecomRobot } from '../wechat/wecom-robot';
import type { Alarm, Alarms } from './alarm';

/** The same key is quiet for this long after it was told. */
const QUIET_MS = 600_000;
/** What comes within this time goes in one message; WeCom takes 20 a minute from one robot. */
const GATHER_MS = 30_000;
const MOST_LINES = 20;

export interface RobotAlarmsOptions {
  robot: Pick<WecomRobot, 'text'>;
  now(): number;
  /** Runs `task` after `ms`; answers how to give it up. */
  after?(ms: number, task: () => void): () => void;
}

/** Alarms to a WeCom group robot: the first at once, the next ones gathered, each key once per quiet time. */
export function createRobotAlarms({ robot, now, after = timer }: RobotAlarmsOptions): Alarms & { close(): Promise<void> } {
  const toldAt = new Map<string, number>();
  let gathered: Alarm[] = [];
  let sentAt = -Infinity;
  let giveUp: (() => void) | undefined;
  let sending: Promise<unknown> = Promise.resolve();

  function send(): void {
    giveUp = undefined;
    if (gathered.length === 0) return;
    const lines = gathered.slice(0, MOST_LINES).map((alarm) => `${alarm.level === 'error' ? '【故障】' : '【提醒】'}${alarm.zh}`);
    if (gathered.length > MOST_LINES) lines.push(`……另有 ${gathered.length - MOST_LINES} 条，请查看后台。`);
    gathered = [];
    sentAt = now();
    sending = robot.text(lines.join('\n'));
  }

  return {
    raise(alarm) {
      const before = toldAt.get(alarm.key);
      if (before !== undefined && now() - before < QUIET_MS) return;
      for (const [key, at] of toldAt) if (now() - at >= QUIET_MS) toldAt.delete(key);
      toldAt.set(alarm.key, now());
      gathered.push(alarm);
      const wait = Math.max(0, sentAt + GATHER_MS - now());
      if (wait === 0) send();
      else giveUp ??= after(wait, send);
    },
    async close() {
      giveUp?.();
      send();
      await sending;
    },
  };
}

function timer(ms: number, task: () => void): () => void {
  const set = setTimeout(task, ms);
  set.unref();
  return () => clearTimeout(set);
}

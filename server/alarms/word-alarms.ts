import type { Alarm } from './alarm';

export interface Waiting {
  readonly alarm: Alarm;
  /** How often it came again during its quiet time. */
  readonly heldBack: number;
  /** When it may be told again (ms since 1970). */
  readonly quietUntil: number;
  /** No other node tells it. */
  readonly isOurs?: true;
}

/** WeCom: a robot's text has at most 2048 bytes; some are left for the line about those that do not fit. */
const MAX_BYTES = 1_900;

/** One message about all of them, errors first, as many as fit. */
export function wordAlarms(waiting: readonly Waiting[], language: 'zh' | 'en'): string {
  const inOrder = [...waiting].sort((a, b) => rank(a) - rank(b));
  const lines = inOrder.map((one) => wordOne(one, language));
  let bytes = 0;
  const fitting = lines.findIndex((line) => {
    bytes += Buffer.byteLength(line) + 1;
    return bytes > MAX_BYTES;
  });
  // One that is too long by itself is cut by the client; it is better than none.
  const shown = fitting < 0 ? lines : lines.slice(0, Math.max(1, fitting));
  const left = lines.length - shown.length;
  if (left > 0) shown.push(language === 'zh' ? `另有 ${left} 条，请看日志。` : `${left} more; see the log.`);
  return shown.join('\n');
}

function wordOne({ alarm, heldBack }: Waiting, language: 'zh' | 'en'): string {
  if (language === 'zh') return `${alarm.level === 'error' ? '【故障】' : '【提醒】'}${alarm.zh}${heldBack > 0 ? `（此前又发生 ${heldBack} 次）` : ''}`;
  return `[${alarm.level}] ${alarm.en}${heldBack > 0 ? ` (${heldBack} more times before)` : ''}`;
}

function rank({ alarm }: Waiting): number {
  return alarm.level === 'error' ? 0 : 1;
}

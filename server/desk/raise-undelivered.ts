import { whyWords } from '../../shared/why-words';
import type { DeliveryTarget } from '../stores/records/delivery';
import type { DeskContext } from './desk-context';

const what = {
  'visitor': { zh: '给访客的消息', en: 'A message to a visitor' },
  'agent': { zh: '给客服的消息', en: 'A message to an agent' },
  'notice': { zh: '给访客的订阅消息', en: 'A subscribe message to a visitor' },
  'webhook': { zh: '给推送地址的通知', en: 'A call of a webhook' },
} as const;
const become = {
  'failed': { zh: '没有送达', en: 'was not delivered' },
  'unknown': { zh: '可能没有送达', en: 'may not have been delivered' },
} as const;

/** Some of the words stand inside a sentence elsewhere. */
const sentence = (words: string, end: string): string => (/[。.]$/.test(words) ? words : words + end);

/** Tells ops of a delivery that ended without arriving, or nobody knows. The code stands in the key, for an engineer. */
export function raiseUndelivered(ctx: Pick<DeskContext, 'alarms'>, { to, state, why }: { to: DeliveryTarget['to']; state: 'failed' | 'unknown'; why: string }): void {
  const words = whyWords(why);
  ctx.alarms.raise({
    key: `delivery:${to}:${why}`, level: 'warning',
    zh: `${what[to].zh}${become[state].zh}：${sentence(words.zh, '。')}是哪些，见 /api/ops/deliveries。`,
    en: `${what[to].en} ${become[state].en}: ${sentence(words.en, '.')} /api/ops/deliveries tells which.`,
  });
}

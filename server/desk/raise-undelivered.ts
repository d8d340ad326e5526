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
export function raiseUndelivered(ctx: Pick<DeskContext, 'alarms' | 'live' | 'background'>, { to, state, why }: { to: DeliveryTarget['to']; state: 'failed' | 'unknown'; why: string }): void {
  countUndelivered(ctx);
  const words = whyWords(why);
  ctx.alarms.raise({
    key: `delivery:${to}:${why}`, level: 'warning',
    zh: `${what[to].zh}${become[state].zh}：${sentence(words.zh, '。')}是哪些，见 /api/ops/deliveries。`,
    en: `${what[to].en} ${become[state].en}: ${sentence(words.en, '.')} /api/ops/deliveries tells which.`,
  });
}

/** So many over all nodes within this time (ms) are no single visitor's trouble. */
const MANY = 20;
const WITHIN = 600_000;

/** Tells ops once when it is more than single messages. */
function countUndelivered(ctx: Pick<DeskContext, 'alarms' | 'live' | 'background'>): void {
  ctx.background.run('undelivered', 'count what was not delivered', async () => {
    const { count } = await ctx.live.count('undelivered', WITHIN);
    if (count !== MANY) return;
    ctx.alarms.raise({
      key: 'deliveries-failing', level: 'error',
      zh: `10 分钟内有 ${MANY} 条消息没有送达，可能是平台、网络或设置出了问题。请看后台“投递”里的原因，并运行 npm run doctor。`,
      en: `${MANY} messages were not delivered within 10 minutes; a platform, the network or a setting may be broken. See the reasons under Deliveries in the console, and run npm run doctor.`,
    });
  });
}

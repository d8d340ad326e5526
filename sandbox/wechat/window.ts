import type { WechatSettings } from '../settings';

/** How many messages the mini-program may still send to one person, and until when (ms). */
export interface ReplyWindow {
  remaining: number;
  expiresAt: number;
}

type Rules = Pick<WechatSettings, 'messageCount' | 'messageWindowMs' | 'enterCount' | 'enterWindowMs' | 'enterInsideWindow'>;

/** The person wrote: WeChat allows 5 messages within 48 h from now; allowances do not add up. */
export function afterMessage(rules: Rules, now: number): ReplyWindow {
  return { remaining: rules.messageCount, expiresAt: now + rules.messageWindowMs };
}

/** The person entered: 2 messages within 1 minute; with a window still open each limit becomes the larger one (or stays, by setting). */
export function afterEnter(rules: Rules, open: ReplyWindow | null, now: number): ReplyWindow {
  const fresh = { remaining: rules.enterCount, expiresAt: now + rules.enterWindowMs };
  if (!open || open.expiresAt <= now) return fresh;
  if (rules.enterInsideWindow === 'keep') return open;
  return { remaining: Math.max(open.remaining, fresh.remaining), expiresAt: Math.max(open.expiresAt, fresh.expiresAt) };
}

/** Takes one message out of the window. 45015: time over. 45047: count used up. */
export function spend(open: ReplyWindow | null, now: number): { ok: true; window: ReplyWindow } | { ok: false; code: 45015 | 45047 } {
  if (!open || open.expiresAt <= now) return { ok: false, code: 45015 };
  if (open.remaining <= 0) return { ok: false, code: 45047 };
  return { ok: true, window: { ...open, remaining: open.remaining - 1 } };
}

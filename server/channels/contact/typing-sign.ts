import type { MiniProgram } from '../../wechat/mini-program';

/** WeChat: the sign lasts 15 s and may not be repeated meanwhile (45081). */
const SHOWN_MS = 15_000;
const MAX_REMEMBERED = 5_000;

/** Shows "typing" to a visitor at most every 15 s. Cosmetic, so failures are nobody's concern. */
export function createTypingSign(client: Pick<MiniProgram, 'typing'>, now: () => number): (openid: string) => Promise<void> {
  /** In the order of showing, so the first are the oldest. */
  const shownAt = new Map<string, number>();

  return async (openid) => {
    const at = now();
    const last = shownAt.get(openid);
    if (last !== undefined && at - last < SHOWN_MS) return;
    shownAt.delete(openid);
    shownAt.set(openid, at);
    const oldest = shownAt.size > MAX_REMEMBERED ? shownAt.keys().next().value : undefined;
    if (oldest !== undefined) shownAt.delete(oldest);
    await client.typing(openid, true);
  };
}

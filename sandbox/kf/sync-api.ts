import { numberIn, textIn } from '../reading';
import { OK } from '../wecom/errors';
import type { WecomCall } from '../wecom/world';
import { accountIn } from './lookups';
import type { KfWorld } from './world';

const MOST_ITEMS = 1000;
const MINUTE_MS = 60_000;

/** Without a token the calls of a minute are counted for the whole corp. */
function withinLimit(kf: KfWorld): boolean {
  const now = kf.clock.now();
  kf.tokenless = kf.tokenless.filter((at) => at > now - MINUTE_MS);
  if (kf.tokenless.length >= kf.settings().tokenlessPerMinute) return false;
  kf.tokenless.push(now);
  return true;
}

/** `kf/sync_msg`: the items of one account behind a cursor; what send_msg sent is not among them. */
export function syncMessages(kf: KfWorld, call: WecomCall): object {
  const { body, fail } = call;
  const account = accountIn(kf, call);
  if (!account.ok) return account.answer;
  const { openKfId, managed } = account.found;
  const [cursor, token, limit, voice] = [textIn(body, 'cursor'), textIn(body, 'token'), numberIn(body, 'limit') ?? 0, numberIn(body, 'voice_format') ?? 0];
  if (limit < 0 || limit > MOST_ITEMS || (voice !== 0 && voice !== 1)) return fail(40058);
  if (token !== '' && !kf.news.tokenHolds(token, openKfId)) return fail(95007);
  if (token === '' && !withinLimit(kf)) return fail(45009);
  if (!managed) return { ...OK, next_cursor: cursor, has_more: 0, msg_list: [] };
  const page = kf.log.read(openKfId, cursor, limit || MOST_ITEMS, kf.settings().emptyMore);
  if (page) return { ...OK, next_cursor: page.cursor, has_more: page.more ? 1 : 0, msg_list: page.items };
  const { lostCursorErrcode } = kf.settings();
  return lostCursorErrcode === 0 ? { ...OK, next_cursor: cursor, has_more: 0, msg_list: [] } : fail(lostCursorErrcode, 'invalid cursor');
}

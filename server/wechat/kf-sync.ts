import { integerOf, mapBody, recordsOf, textOf, type CallResult, type JsonRecord } from './answer';
import type { TokenCalls } from './with-token';

export interface KfPage {
  readonly items: readonly JsonRecord[];
  /** Members of the list that were no objects. */
  readonly odd: number;
  /** Where the next page begins; '' when WeCom gave none. */
  readonly cursor: string;
  /** There is more, even when this page is empty. */
  readonly more: boolean;
}

const MOST_ITEMS = 1000;
/** Forwarded chats make items of any size: a page too large to be taken comes in pieces, or nothing behind it ever would. */
const FEW_ITEMS = 20;
const TOO_LARGE = 'ERR_BAD_RESPONSE';

/** What customers wrote, what agents wrote in WeCom's own client, and events; never what the application sent. */
export function kfSync(calls: TokenCalls) {
  return {
    /**
     * `cursor`: of the page before; without it the last 3 days come. `token`: of the callback, 10 minutes old at most (95007);
     * without it the calls are strictly limited. Numbers over 2^53 are texts with the same digits.
     */
    async syncMessages(account: string, from: { readonly cursor?: string; readonly token?: string }): Promise<CallResult<KfPage>> {
      const ask = (limit: number) => calls.call({
        method: 'POST', path: '/cgi-bin/kf/sync_msg', timeLimitMs: 30_000,
        json: { ...(from.cursor ? { cursor: from.cursor } : {}), ...(from.token ? { token: from.token } : {}), limit, open_kfid: account },
      });
      const whole = await ask(MOST_ITEMS);
      const result = !whole.ok && whole.kind === 'unknown' && whole.why === TOO_LARGE ? await ask(FEW_ITEMS) : whole;
      return mapBody(result, (body) => {
        const items = recordsOf(body, 'msg_list');
        const listed = Array.isArray(body.msg_list) ? body.msg_list.length : 0;
        return { items, odd: listed - items.length, cursor: textOf(body, 'next_cursor'), more: integerOf(body, 'has_more') === 1 };
      });
    },
  };
}

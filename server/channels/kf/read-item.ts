import { integerOf, textOf, type JsonRecord } from '../../wechat/answer';
import { isRecord, parseJsonRecord } from '../../wechat/json';
import { isPlainId } from '../../wechat/push-facts';
import type { Happened, PulledItem } from '../channel';
import type { Tickets } from '../ticket';
import { itemKey } from './item-key';
import { readBody, unsupported } from './read-body';
import { readEvent } from './read-event';

export interface ItemReader {
  readonly tickets: Tickets;
  /** Milliseconds since 1970; stands in for a missing send_time. */
  readonly now: () => number;
}

/** WeCom: who an item is from. 4 is the system. */
const CUSTOMER = 3;
const SERVICER = 5;
const LAST_SECOND = 99_999_999_999;

/** What one item of sync_msg means. Never throws; what cannot be put down to anybody means nothing. */
export function readItem(account: string, { id, raw }: PulledItem, { tickets, now }: ItemReader): Happened[] {
  const item = parseJsonRecord(raw);
  if (item === undefined) return [];
  const key = itemKey(account, id);
  const at = millisecondsOf(item) ?? now();
  if (textOf(item, 'msgtype') === 'event') return isRecord(item.event) ? readEvent(item.event, { key, account, at }, tickets) : [];

  const subject = textOf(item, 'external_userid');
  if (!isPlainId(subject)) return [];
  const base = { key, identity: { provider: 'wecom-kf', account, subject }, at };
  const origin = integerOf(item, 'origin');
  if (origin === SERVICER) {
    const agent = textOf(item, 'servicer_userid');
    return [{ kind: 'native', ...base, act: { act: 'said', agent: isPlainId(agent) ? agent : '', body: readBody(item, raw) } }];
  }
  // Whose word it is when neither spoke is not told; it is kept, but nobody is made to have said it.
  const body = origin === CUSTOMER ? readBody(item, raw) : unsupported(textOf(item, 'msgtype'), raw);
  return [{ kind: 'said', ...base, body }];
}

function millisecondsOf(item: JsonRecord): number | undefined {
  const seconds = integerOf(item, 'send_time');
  return seconds !== undefined && seconds > 0 && seconds <= LAST_SECOND ? seconds * 1000 : undefined;
}

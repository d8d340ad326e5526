import { isObject, objectIn, textIn, type Json } from '../reading';
import type { KfAccount } from './accounts';
import type { Told } from './news';
import type { KfLine, KfSession } from './sessions';
import type { KfWorld } from './world';

/** What an act of a customer or an agent led to; `told` is null when nothing is pushed. */
export type KfAct = { ok: true; msgid: string | null; told: Told | null } | { ok: false; why: string };

export const refusal = (why: string): KfAct => ({ ok: false, why });

/** Puts an item into the account's log and tells the server. An account not handed to the app records and tells nothing. */
export function record(world: KfWorld, account: KfAccount, item: Json): Told | null {
  world.feed.publish({ type: 'kf' });
  if (!account.managed) return null;
  const event = objectIn(item, 'event');
  const origin = typeof item['origin'] === 'number' ? item['origin'] : 0;
  const kind = origin === 4 ? `event:${textIn(event, 'event_type')}` : textIn(item, 'msgtype');
  const who = textIn(item, 'external_userid') || textIn(event, 'external_userid') || textIn(event, 'servicer_userid');
  const content = origin === 4 ? event : item[kind];
  const entry = world.ledger.item({ openKfId: account.openKfId, who, msgid: textIn(item, 'msgid'), origin, kind, content });
  world.log.append(account.openKfId, item, entry);
  return world.news.tell(account);
}

/** An event: open_kfid and external_userid stand inside it, not at the top. */
export function recordEvent(world: KfWorld, account: KfAccount, eventType: string, fields: Json): KfAct {
  const msgid = world.ids.opaque(32);
  const event = { open_kfid: account.openKfId, event_type: eventType, ...fields };
  const told = record(world, account, { msgid, send_time: world.clock.seconds(), origin: 4, msgtype: 'event', event });
  return { ok: true, msgid, told };
}

type NewLine = Pick<KfLine, 'from' | 'kind' | 'content'> & Partial<Pick<KfLine, 'msgid' | 'servicer' | 'occasion'>>;

/** Adds a line both ends see; media is shown from the corp's own store. */
export function addLine(world: KfWorld, session: KfSession, line: NewLine): KfLine {
  const mediaId = textIn(line.content, 'media_id') || textIn(line.content, 'thumb_media_id');
  const stored: KfLine = {
    msgid: world.ids.opaque(32), occasion: null, servicer: null, ...line, at: world.clock.now(), recalled: false,
    media: mediaId === '' ? null : { mediaId, url: world.wecom.fileUrl(mediaId) },
  };
  session.lines.push(stored);
  return stored;
}

/** A message of the customer (origin 3) or of the agent (origin 5): a line in the chat and an item to sync. */
export function recordMessage(world: KfWorld, session: KfSession, from: { origin: 3 } | { origin: 5; servicer: string }, msgtype: string, body: unknown): KfAct {
  const { account, customer } = session;
  const servicer = from.origin === 5 ? from.servicer : null;
  const line = addLine(world, session, { from: from.origin === 5 ? 'agent' : 'customer', servicer, kind: msgtype, content: isObject(body) ? body : {} });
  const told = record(world, account, {
    msgid: line.msgid, open_kfid: account.openKfId, external_userid: customer.externalUserid, send_time: world.clock.seconds(), origin: from.origin,
    ...(servicer === null ? {} : { servicer_userid: servicer }), msgtype, ...(body === undefined ? {} : { [msgtype]: body }),
  });
  return { ok: true, msgid: line.msgid, told };
}

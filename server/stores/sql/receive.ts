import type { Inbound, Received } from '../records/arrivals';
import type { NewDelivery, News } from '../records/delivery';
import type { MessageBody } from '../../../shared/message';
import { announced } from './announce';
import { type Kept, shown } from './conversation-row';
import { insertConversation, lockConversation, lockOpen, openKey, saveConversation, saveSpoken } from './conversation-store';
import { insertMessage, messageFrom, messageOf, MESSAGES, type NewMessage } from './message-store';
import { latestOf, opening, seen } from './opening';
import { addDelivery, addDeliveries, newsFor } from './outbox-add';
import { packed, unpacked } from './packed-conversation';
import { first, json } from './row';
import { ask, type Operation } from './statement';
import { dropUpload, uploadedBody } from './uploads';
import { findOrMakeVisitor, findVisitor, grant, lockVisitor } from './visitor-store';

/** Almost every message finds its conversation open: identity and conversation in one look. */
const OPEN = `SELECT ${packed} FROM identities i JOIN conversations c ON c.open_key = i.visitor || CAST(? AS TEXT)
  WHERE i.provider = ? AND i.account = ? AND i.subject = ? FOR UPDATE OF c`;

const entryOf = (i: Inbound): string => i.entry ?? i.terms?.entry ?? '';

/** The key of his open conversation without the visitor, whom only the identity tells. */
export const openKeyRest = (i: Inbound): string => openKey('', i.terms?.account ?? i.identity.account, i.scope, entryOf(i));

function* openFor(i: Inbound): Operation<Kept | undefined> {
  const { provider, account, subject } = i.identity;
  const row = first((yield ask(OPEN, openKeyRest(i), provider, account, subject)).rows);
  return row === undefined ? undefined : unpacked(row.packed);
}

function* duplicate(key: string): Operation<Received | undefined> {
  const row = first((yield ask(`${MESSAGES} WHERE m.once_key = ?`, key)).rows);
  if (row === undefined) return undefined;
  const message = messageOf(row);
  const conversation = yield* lockConversation(message.conversation);
  return conversation && { kind: 'duplicate', conversation: shown(conversation), message };
}

/** News for the owner that this message causes: the card if it is a silent visitor's first word, then the words. */
export const wordsFor = (i: Inbound, c: Pick<Kept, 'agent' | 'tell' | 'card'>, seq: number): NewDelivery[] => {
  if (c.agent === null || c.tell === 0) return [];
  const words = newsFor(i.newDelivery, c.agent, { kind: 'words', seq });
  return c.card === null ? [words] : [newsFor(`${i.newDelivery}-card`, c.agent, json<News>(c.card)), words];
};

export const isWord = (body: MessageBody): boolean => body.kind !== 'event';

/** What a visitor's word changes in its conversation; `seq` is counted by the caller. */
export const spoke = (c: Kept, i: Inbound): void => {
  if (!isWord(i.body)) return;
  c.last_visitor_at = i.now;
  c.asked_from ??= c.seq;
  c.card = null;
  if (c.state === 'assigned' && c.rung === 0 && c.ring_ms > 0) {
    c.ring_at = i.now + c.ring_ms;
    c.rung = 1;
  }
  if (c.state === 'left') {
    c.state = 'waiting';
    c.version += 1;
    c.waiting_since = i.now;
    c.wait_until = null;
  }
};

export const inboundMessage = (i: Inbound, c: Kept): NewMessage =>
  ({ id: i.newMessage, conversation: c.id, seq: c.seq, at: i.at, from: 'visitor', body: i.body, key: `${c.visitor}|${i.key}` });

/** Into an open conversation, locked by us; what he sent up before becomes the message's. */
function* say(i: Inbound, c: Kept, opened: boolean): Operation<Received> {
  if (i.upload === undefined) return yield* append(i, c, opened);
  // A repetition finds its upload used up.
  const known = yield* duplicate(`${c.visitor}|${i.key}`);
  if (known !== undefined) return known;
  const body = yield* uploadedBody({ visitor: c.visitor }, i.upload, i.body.kind);
  if (body === undefined) return { kind: 'upload-unknown' };
  const received = yield* append({ ...i, body }, c, opened);
  if (received.kind === 'stored') yield* dropUpload(i.upload);
  return received;
}

function* append(i: Inbound, c: Kept, opened: boolean): Operation<Received> {
  c.seq += 1;
  const stored = inboundMessage(i, c);
  if (!(yield* insertMessage(stored))) {
    const before = yield* duplicate(`${c.visitor}|${i.key}`);
    if (before === undefined) throw new Error('a message known by its key cannot be found');
    return before;
  }
  const before = { ...c };
  spoke(c, i);
  if (opened) yield* insertConversation(c);
  else if (c.version !== before.version) yield* saveConversation(c);
  else yield* saveSpoken(c);
  let toSend = yield* grant(c, i.allowance, i.at, i.now);
  const words = isWord(i.body) ? wordsFor(i, before, c.seq) : [];
  for (const d of words) yield* addDelivery(d, c, i.now);
  if (words.length > 0) toSend = true;
  const message = messageFrom(stored);
  const conversation = shown(c);
  if (i.announce !== undefined) {
    const opening = opened ? announced(i.announce.opened, 'conversation.opened', i.newMessage, i.now, conversation) : [];
    const created = announced(i.announce.webhooks, 'message.created', i.newMessage, i.now, conversation, message);
    yield* addDeliveries([...opening, ...created], c, i.now);
    if (opening.length + created.length > 0) toSend = true;
  }
  return { kind: 'stored', opened, first: before.last_visitor_at === null, toSend, conversation, message };
}

/** None is open: perhaps a repetition of what an earlier one has, else a new one if terms are given. */
function* receiveUnopened(i: Inbound): Operation<Received> {
  if (i.terms === undefined) {
    const visitor = yield* findVisitor(i.identity);
    if (visitor === undefined) return { kind: 'needs-terms' };
    const known = yield* duplicate(`${visitor}|${i.key}`);
    if (known !== undefined) return known;
    const latest = yield* latestOf(visitor, i.identity.account, undefined);
    return latest === undefined ? { kind: 'needs-terms', visitor } : { kind: 'needs-terms', visitor, lastEntry: { entry: latest.entry, at: latest.at } };
  }
  const { terms } = i;
  const visitor = yield* findOrMakeVisitor(i.identity, i.newVisitor, i.now);
  yield* lockVisitor(visitor);
  const known = yield* duplicate(`${visitor}|${i.key}`);
  if (known !== undefined) return known;
  const open = yield* lockOpen(openKey(visitor, terms.account, i.scope, terms.entry));
  if (open !== undefined) return yield* say(i, open, false);
  const latest = yield* latestOf(visitor, terms.account, i.scope === 'entry' ? terms.entry : undefined);
  // he has not entered by it: his tap may still come, later than his first word but made before it
  const enteredAt = latest?.enteredAt ?? 0;
  const c = opening({ id: i.newConversation, visitor, terms, scope: i.scope, at: enteredAt, now: i.now, previous: latest?.id });
  yield* seen(visitor, c.entry, i.now);
  return yield* say(i, c, true);
}

export function* receive(i: Inbound): Operation<Received> {
  const c = yield* openFor(i);
  return c === undefined ? yield* receiveUnopened(i) : yield* say(i, c, false);
}

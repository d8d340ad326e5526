import type { Entered, Entering } from '../records/arrivals';
import { announced } from './announce';
import { type Kept, shown } from './conversation-row';
import { insertConversation, lockConversation, lockOpen, openKey, saveConversation } from './conversation-store';
import { insertMessage } from './message-store';
import { latestOf, opening, seen } from './opening';
import { addDeliveries } from './outbox-add';
import { tellMoved, unowned, vacate } from './owner';
import { first, text } from './row';
import { ask, change, type Operation } from './statement';
import { findOrMakeVisitor, grant, lockVisitor } from './visitor-store';

const REMEMBER = 'INSERT INTO enters (once_key, conversation, at) VALUES (?, ?, ?)';

/** The visitor's tap as a numbered event, so that everybody reads in one place which entry he chose when. */
function* note(c: Kept, e: Entering): Operation<void> {
  c.seq += 1;
  yield* insertMessage({
    id: e.newMessage, conversation: c.id, seq: c.seq, at: e.at, from: 'system', body: { kind: 'event', event: 'entered', detail: c.entry },
  });
}

function* open(e: Entering, visitor: string, key: string): Operation<Entered> {
  const latest = yield* latestOf(visitor, e.terms.account, e.scope === 'entry' ? e.terms.entry : undefined);
  if (latest !== undefined && latest.enteredAt > e.at) {
    const conversation = yield* lockConversation(latest.id);
    if (conversation !== undefined) return { kind: 'stale', conversation: shown(conversation) };
  }
  const c = opening({ id: e.newConversation, visitor, terms: e.terms, scope: e.scope, at: e.at, now: e.now, previous: latest?.id });
  yield* note(c, e);
  yield* insertConversation(c);
  yield change(REMEMBER, key, c.id, e.now);
  yield* seen(visitor, c.entry, e.now);
  yield* grant(c, e.allowance, e.at, e.now);
  const conversation = shown(c);
  yield* addDeliveries(announced(e.announce?.webhooks, 'conversation.opened', e.newMessage, e.now, conversation), c, e.now);
  return { kind: 'opened', conversation };
}

function* rechoose(e: Entering, c: Kept): Operation<Entered> {
  const before = { ...c };
  const { terms } = e;
  if (c.agent !== null) yield* vacate(c.agent);
  yield* tellMoved(before, e.newDelivery, 'chose-entry', undefined, e.now);
  yield change('DELETE FROM transfers WHERE conversation = ?', c.id);
  Object.assign(c, unowned, {
    state: 'waiting', version: c.version + 1, entry: terms.entry, priority: terms.priority, ageing_ms: Math.max(1, terms.ageingSeconds * 1000),
    silent_ms: terms.silentSeconds * 1000, idle_ms: terms.idleMinutes * 60_000, entered_at: e.at, waiting_since: e.now, assigned_at: null,
    missed: '[]', open_key: openKey(c.visitor, c.account, e.scope, terms.entry),
  } satisfies Partial<Kept>);
  yield* note(c, e);
  yield* saveConversation(c);
  const entered: Entered = { kind: 'rechosen', conversation: shown(c), formerEntry: before.entry };
  if (before.agent !== null) entered.former = before.agent;
  return entered;
}

/** The visitor enters by a button: opens, changes nothing, or moves the open conversation to the other entry. */
export function* enter(e: Entering): Operation<Entered> {
  const visitor = yield* findOrMakeVisitor(e.identity, e.newVisitor, e.now);
  yield* lockVisitor(visitor);
  const key = `${visitor}|${e.key}`;
  const known = first((yield ask('SELECT conversation FROM enters WHERE once_key = ?', key)).rows);
  if (known !== undefined) {
    const conversation = yield* lockConversation(text(known.conversation));
    if (conversation !== undefined) return { kind: 'duplicate', conversation: shown(conversation) };
  }
  const c = yield* lockOpen(openKey(visitor, e.terms.account, e.scope, e.terms.entry));
  if (c === undefined) return yield* open(e, visitor, key);
  if (e.at < c.entered_at) return { kind: 'stale', conversation: shown(c) };
  yield change(REMEMBER, key, c.id, e.now);
  yield* seen(visitor, e.terms.entry, e.now);
  yield* grant(c, e.allowance, e.at, e.now);
  if (c.entry !== e.terms.entry) return yield* rechoose(e, c);
  c.entered_at = e.at;
  yield change('UPDATE conversations SET entered_at = ? WHERE id = ?', e.at, c.id);
  return { kind: 'same', conversation: shown(c) };
}

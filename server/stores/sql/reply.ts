import type { Message } from '../../../shared/message';
import type { Replied, Reply } from '../records/replies';
import type { NewDelivery } from '../records/delivery';
import { announced } from './announce';
import { type Kept, shown } from './conversation-row';
import { isEmptied, lockConversation, saveAnswered, saveSeq } from './conversation-store';
import { UNSETTLED } from './delivery-row';
import { visitorLane } from './lanes';
import { agentKey, insertMessage, messageFrom, messageOf, MESSAGES, type NewMessage } from './message-store';
import { addDelivery } from './outbox-add';
import { first, int, textOrNull } from './row';
import { ask, change, type Operation } from './statement';
import { dropUpload, uploadedBody } from './uploads';

const ALLOWANCE = 'SELECT left_count, until_at FROM lanes WHERE lane = ? FOR UPDATE';
const PENDING = `SELECT COALESCE(SUM(parts - progress), 0) AS parts FROM deliveries WHERE lane = ? AND ${UNSETTLED} AND state IN ('pending', 'held')`;

function* knownBy(key: string): Operation<Message | undefined> {
  const row = first((yield ask(`${MESSAGES} WHERE m.once_key = ?`, key)).rows);
  return row && messageOf(row);
}

/** What is left for this reply: what earlier ones will spend when their turn comes is spoken for. */
function* allowanceLeft(c: Kept, now: number): Operation<{ left: number; until: number }> {
  const lane = visitorLane(c.visitor, c.account);
  const row = first((yield ask(ALLOWANCE, lane)).rows);
  const until = row === undefined ? 0 : int(row.until_at);
  if (row === undefined || until <= now) return { left: 0, until };
  const waiting = Number(first((yield ask(PENDING, lane)).rows)?.parts ?? 0);
  return { left: Math.max(0, int(row.left_count) - waiting), until };
}

/** What a person's answer changes in its conversation: it stops the ring, too. */
export const spokeAsAgent = (c: Kept, reply: Reply): void => {
  c.last_agent_at = reply.now;
  c.last_agent = reply.agent ?? null;
  c.first_reply_at ??= reply.now;
  c.asked_from = null;
  c.ring_at = null;
  c.rung = 1;
};

/** A person answered; whoever missed rings before is forgiven. */
function* answered(c: Kept, reply: Reply, misses: number): Operation<void> {
  spokeAsAgent(c, reply);
  yield* saveAnswered(c, reply.lookAt);
  if (reply.agent !== undefined && misses > 0) yield change('UPDATE agents SET misses = 0 WHERE agent = ?', reply.agent);
}

/** The message's number is known only here. */
const numbered = (d: NewDelivery, seq: number): NewDelivery => (d.target.to === 'visitor' ? { ...d, target: { to: 'visitor', seq } } : d);

const refusal = (c: Kept, reply: Reply): Replied | undefined => {
  if (reply.saidThere === true) return undefined;
  if (c.state === 'closed' && reply.from !== 'note') return { kind: 'closed', conversation: shown(c) };
  const owns = c.state === 'assigned' && c.agent === reply.agent;
  if (reply.from === 'agent' && !owns && reply.anyOwner !== true) return { kind: 'not-owner', conversation: shown(c) };
  return undefined;
};

interface Writer {
  misses: number;
  forcedBy: string | null;
}

function* writerOf({ from, agent }: Reply): Operation<Writer> {
  const row = from !== 'agent' || agent === undefined ? undefined : first((yield ask('SELECT misses, forced_by FROM agents WHERE agent = ?', agent)).rows);
  return { misses: row === undefined ? 0 : int(row.misses), forcedBy: row === undefined ? null : textOrNull(row.forced_by) };
}

const forced = ({ forcedBy }: Writer, reply: Reply): Replied | undefined =>
  (forcedBy === null || reply.saidThere === true || reply.anyOwner === true ? undefined : { kind: 'forced-offline', by: forcedBy });

/** A note where the words were removed would stay for ever: they are removed once. */
function* overForGood(c: Kept, { from }: Reply): Operation<Replied | undefined> {
  return from === 'note' && c.state === 'closed' && (yield* isEmptied(c.id)) ? { kind: 'closed', conversation: shown(c) } : undefined;
}

function* tooLong(c: Kept, { needsAllowance, now }: Reply): Operation<Replied | undefined> {
  if (needsAllowance === undefined) return undefined;
  const { left, until } = yield* allowanceLeft(c, now);
  return left < needsAllowance ? { kind: 'no-allowance', conversation: shown(c), left, until } : undefined;
}

/**
 * An agent's, the system's or a colleague's words, once per key, with their deliveries. That the key is known shows when they are
 * written; it is asked for only when they are refused, since what was sent before gets its first result.
 */
export function* reply(reply: Reply): Operation<Replied> {
  const c = yield* lockConversation(reply.conversation);
  if (c === undefined) return { kind: 'unknown' };
  const key = reply.from === 'agent' ? agentKey(reply.agent, reply.key) : `${c.id}|${reply.key}`;
  const writer = yield* writerOf(reply);
  const refused = forced(writer, reply) ?? refusal(c, reply) ?? (yield* overForGood(c, reply)) ?? (yield* tooLong(c, reply));
  if (refused !== undefined) {
    const known = yield* knownBy(key);
    return known === undefined ? refused : { kind: 'duplicate', message: known, conversation: shown(c) };
  }
  if (reply.upload === undefined) return yield* append(reply, c, { key, writer });
  // A repetition finds its upload used up.
  const known = yield* knownBy(key);
  if (known !== undefined) return { kind: 'duplicate', message: known, conversation: shown(c) };
  const body = reply.agent === undefined ? undefined : yield* uploadedBody({ agent: reply.agent }, reply.upload, reply.body.kind);
  if (body === undefined) return { kind: 'upload-unknown' };
  const said = yield* append({ ...reply, body }, c, { key, writer });
  if (said.kind === 'stored') yield* dropUpload(reply.upload);
  return said;
}

/** Into a conversation locked by us. */
function* append(reply: Reply, c: Kept, { key, writer }: { key: string; writer: Writer }): Operation<Replied> {
  const before = { ...c };
  c.seq += 1;
  if (reply.asksSurvey === true) c.survey_asked_at ??= reply.now;
  const stored: NewMessage = {
    id: reply.newMessage, conversation: c.id, seq: c.seq, at: reply.now, from: reply.from, agent: reply.agent, body: reply.body, arrived: reply.arrived, key,
  };
  if (!(yield* insertMessage(stored))) {
    const first = yield* knownBy(key);
    if (first === undefined) throw new Error('a message known by its key cannot be found');
    return { kind: 'duplicate', message: first, conversation: shown(before) };
  }
  if (reply.from === 'agent') yield* answered(c, reply, writer.misses);
  else yield* saveSeq(c);
  const message = messageFrom(stored);
  const conversation = shown(c);
  const wanted = reply.from === 'note' ? undefined : reply.announce?.webhooks;
  const deliveries = [
    ...reply.deliveries.map((d) => numbered(d, c.seq)),
    ...announced(wanted, 'message.created', reply.newMessage, reply.now, conversation, message),
  ];
  for (const d of deliveries) {
    const state = yield* addDelivery(d, c, reply.now);
    if (d.target.to === 'visitor') message.delivery = state === 'held' ? { state, why: 'allowance' } : { state };
  }
  return { kind: 'stored', message, conversation };
}

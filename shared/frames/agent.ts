import { Type, type Static, type TSchema } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { AgentStatus, ConversationDetail, ConversationLine } from '../http/agent';
import { Message } from '../message';

/*
 * Frames over `/ws/agent`: JSON texts, one object each, told apart by `type`. The socket only tells; what an agent does goes by HTTP,
 * once per client id (`shared/http/agent.ts`). Pages of our own origin only.
 *
 * 1. He says `hello` within a few seconds, with the token of his session unless the request had it in its Authorization header or its
 *    cookie; never in the address. `device` names this browser or phone and stays the same when it comes again: it keeps him there.
 *    `watching` names the conversations he shows and the last number he knows of each. Answer: `ready`, `mine` and `queue` whole,
 *    `told` of what still needs him, then the words of those he shows.
 * 2. `line` is one conversation of a list that is new there or has changed; `gone` one that is not there any more. `queue` comes whole
 *    again when the order has changed otherwise, `mine` when much was missed.
 * 3. `messages` carry everything after `after` up to `seq`, oldest first; notes too. The next ones go on where these end. `changed` are
 *    messages he has that are otherwise now (delivered or not, taken back, picture here); when he begins to watch, the latest he
 *    named come so once. `conversation` is the whole of a watched one when it has changed otherwise than by words.
 * 4. `told` is what needs his eye or his hand, each once on every socket. It is found in the records: what happened while no socket
 *    was open stands in the lists; only what still needs him is told then.
 * 5. `ping` comes at a steady pace and is answered with `pong`: that keeps him there. Who hears nothing for two of them connects anew.
 *    A socket that closes is no sign-out: his visitors stay until the grace is over. Signing out over HTTP is one, at once.
 * 6. What cannot be done is `refused`; the connection stays. When it is not: `refused` with why, or `bye`, comes before the end
 *    (`login-needed`: sign in again). See `shared/talk/close-codes.ts`.
 */

const id = Type.String({ pattern: '^[0-9a-f]{32}$' });
const seq = Type.Integer({ minimum: 0, maximum: 1e12 });
const shownOne = Type.Object({ conversation: id, after: seq }, { additionalProperties: false });

const frame = <const N extends string, P extends Record<string, TSchema>>(type: N, parts: P) =>
  Type.Object({ type: Type.Literal(type), ...parts }, { additionalProperties: false });

/** How many conversations one socket shows at once. */
export const mostWatched = 20;

export const FromAgent = Type.Union([
  frame('hello', {
    device: Type.String({ minLength: 8, maxLength: 64, pattern: '^[A-Za-z0-9_-]+$' }),
    token: Type.Optional(Type.String({ maxLength: 64 })),
    watching: Type.Optional(Type.Array(shownOne, { maxItems: mostWatched })),
  }),
  /** Shows a conversation; `after`: the last number he knows, e.g. from `GET /api/agent/conversations/:id/messages`. */
  frame('watch', { conversation: id, after: seq }),
  frame('unwatch', { conversation: id }),
  /** To the visitor, on our own page. */
  frame('typing', { conversation: id }),
  /** He has seen everything up to `seq`, on whichever device. */
  frame('read', { conversation: id, seq }),
  frame('pong', {}),
]);
export type FromAgent = Static<typeof FromAgent>;

/** A frame of unknown origin; undefined when it is none of ours. */
export function readAgentFrame(text: string): FromAgent | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return Value.Check(FromAgent, value) ? value : undefined;
}

const list = Type.Union([Type.Literal('mine'), Type.Literal('queue')]);
const words = Type.Object({ zh: Type.String(), en: Type.String() });
const conversation = Type.String();
const tell = <const K extends string, P extends Record<string, TSchema>>(kind: K, parts: P) => frame('told', { kind: Type.Literal(kind), words, ...parts });

/** What needs him. `words` say it whole; the other parts are for what a screen does with it. */
export const Told = Type.Union([
  /** A conversation became his. */
  tell('assigned', { conversation }),
  /** It is not his any more: missed, passed on, taken by a supervisor, he was gone. `to`: whose it is now. */
  tell('moved', { conversation, cause: Type.String(), to: Type.Optional(Type.String()) }),
  /** Somebody else ended it. */
  tell('closed', { conversation, reason: Type.String() }),
  /** A colleague asks him to take it over: answer before `until` by `POST …/transfer-answer`. Told again to whoever opens a socket meanwhile. */
  tell('asked', { conversation, by: Type.String(), until: Type.Integer(), note: Type.Optional(Type.String()) }),
  /** That question stands no more, whoever answered or whether nobody did. */
  tell('asked-no-more', { conversation }),
  /** The colleague he asked did not take it, or did not answer in time; it stays his. */
  tell('ask-declined', { conversation, to: Type.String() }),
  tell('ask-expired', { conversation, to: Type.String() }),
  /** The system gives him nobody until he resumes. */
  tell('paused', { reason: Type.String() }),
  tell('forced-offline', { by: Type.String() }),
  /** A message of his failed, is held until the visitor speaks, or may not have arrived. */
  tell('delivery', { conversation, seq: Type.Integer(), state: Type.Union([Type.Literal('failed'), Type.Literal('held'), Type.Literal('unknown')]) }),
]);
export type Told = Static<typeof Told>;

/** What the server says. */
export const ToAgent = Type.Union([
  frame('ready', { pingMs: Type.Integer(), now: Type.Integer(), status: AgentStatus }),
  frame('mine', { conversations: Type.Array(ConversationLine) }),
  /** In the order in which they are served. `more`: others wait behind them. */
  frame('queue', { conversations: Type.Array(ConversationLine), more: Type.Boolean() }),
  frame('line', { list, line: ConversationLine }),
  frame('gone', { list, conversation }),
  frame('messages', { conversation, after: Type.Integer(), seq: Type.Integer(), messages: Type.Array(Message) }),
  frame('changed', { conversation, messages: Type.Array(Message) }),
  frame('conversation', { detail: ConversationDetail }),
  frame('status', { status: AgentStatus }),
  /** The visitor is writing. */
  frame('typing', { conversation }),
  /** The visitor has seen everything up to `seq`. */
  frame('read', { conversation, seq: Type.Integer() }),
  ...Told.anyOf,
  /** `conversation`: he may not watch it, or not any more. */
  frame('refused', { code: Type.String(), message: Type.String(), conversation: Type.Optional(conversation) }),
  frame('ping', {}),
  frame('bye', { code: Type.String() }),
]);
export type ToAgent = Static<typeof ToAgent>;

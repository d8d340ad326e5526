import { Type, type Static, type TSchema } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import { ConversationState } from '../conversation';
import { SaidBody, Stars, Survey, SurveyComment } from '../http/chat';
import { MessageBody } from '../message';

/*
 * Frames over `/ws/visitor`: JSON texts, one object each, told apart by `type`.
 *
 * 1. The visitor says `hello` within a few seconds, with the token of his login unless the request had it in its Authorization
 *    header; never in the address. `after` names the conversations he has and the last number he knows of each. Answer: `ready`, then
 *    what is new in them, and how far the agent has read.
 * 2. `open` enters by an entry. Answer: `opened`, then the words so far by `messages`; or `refused` with who could be asked instead.
 *    The same entry again is the same conversation, whichever tab asks.
 * 3. `say` is answered by `ack` once the words are stored. Without an answer it is said again with the same `clientId`: the same `ack`.
 *    Into a conversation that has ended it opens the next one, told by `opened` before the `ack`.
 * 4. `messages` carry everything after `after` up to `seq`, oldest first, own words too; numbers in between that are missing are not
 *    for him. The next ones go on where these end. `state` comes alone when only that has changed.
 * 5. `ping` comes at a steady pace and is answered with `pong`. Who hears nothing for two of them connects anew and names in `hello`
 *    what he has: he gets what he missed and nothing twice.
 * 6. Pictures and files are sent up over HTTP first and said by the name that answered; they are read over HTTP, too. See `shared/http/chat.ts`.
 * 7. `rate` answers the survey of a conversation whose `state` carries one; the last answer counts. Answer: `state`.
 * 8. A word an agent takes back is told by one more word, an event `recalled` with its number; read anew it is such an event itself, without
 *    a number. See `shared/talk/recall.ts`.
 * 9. What cannot be done is `refused`, with the `clientId` where there was one; the connection stays. Before the server closes it
 *    says `bye`, or why it refused a frame; see `shared/talk/close-codes.ts`.
 */

const id = Type.String({ pattern: '^[0-9a-f]{32}$' });
const seq = Type.Integer({ minimum: 0, maximum: 1e12 });
const clientId = Type.String({ minLength: 8, maxLength: 64, pattern: '^[A-Za-z0-9_-]+$' });
const entry = Type.String({ maxLength: 32, pattern: '^[a-z0-9][a-z0-9_-]*$' });

const frame = <const N extends string, P extends Record<string, TSchema>>(type: N, parts: P) =>
  Type.Object({ type: Type.Literal(type), ...parts }, { additionalProperties: false });

export const FromVisitor = Type.Union([
  frame('hello', {
    token: Type.Optional(Type.String({ maxLength: 64 })),
    after: Type.Optional(Type.Array(Type.Object({ conversation: id, seq }, { additionalProperties: false }), { maxItems: 20 })),
  }),
  /** `after`: the last number he knows, when it is a conversation he has; absent: the latest words are told. */
  frame('open', { entry, clientId, after: Type.Optional(seq) }),
  frame('say', { entry, clientId, body: SaidBody }),
  frame('typing', { conversation: id }),
  /** He has seen everything up to `seq`. */
  frame('read', { conversation: id, seq }),
  /** Words before a number, e.g. of the conversation named `previous`. */
  frame('history', { conversation: id, before: seq, limit: Type.Integer({ minimum: 1, maximum: 100 }) }),
  frame('end', { conversation: id }),
  frame('rate', { conversation: id, stars: Stars, comment: Type.Optional(SurveyComment) }),
  frame('pong', {}),
]);
export type FromVisitor = Static<typeof FromVisitor>;

const isVisitorFrame = TypeCompiler.Compile(FromVisitor);

/** A frame of unknown origin; undefined when it is none of ours. */
export function readVisitorFrame(text: string): FromVisitor | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isVisitorFrame.Check(value) ? value : undefined;
}

/** Who is asked for, who answers and how long it takes: all a chat page shows above the words. */
export const ChatState = Type.Object({
  conversation: Type.String(),
  entry: Type.String(),
  state: ConversationState,
  agent: Type.Optional(Type.Object({ name: Type.String(), avatar: Type.Optional(Type.String()) })),
  /** Who was asked for, when somebody else answers. */
  standsInFor: Type.Optional(Type.String()),
  /** While he waits: from 1. */
  place: Type.Optional(Type.Integer()),
  /** Absent without data. */
  wait: Type.Optional(Type.Object({ fromMinutes: Type.Integer(), toMinutes: Type.Integer() })),
  /** The conversation before this one; read it by `history`. */
  previous: Type.Optional(Type.String()),
  /** Why it ended, a stable code. */
  closeReason: Type.Optional(Type.String()),
  /** He may say how it was; absent: not now. */
  survey: Type.Optional(Survey),
});
export type ChatState = Static<typeof ChatState>;

export const ChatMessage = Type.Object({
  seq: Type.Integer(),
  at: Type.Integer(),
  from: Type.Union([Type.Literal('visitor'), Type.Literal('agent'), Type.Literal('system')]),
  /** Which agent. */
  name: Type.Optional(Type.String()),
  body: MessageBody,
});
export type ChatMessage = Static<typeof ChatMessage>;

/** What the server says. */
export const ToVisitor = Type.Union([
  frame('ready', { pingMs: Type.Integer(), now: Type.Integer() }),
  frame('opened', { clientId: Type.Optional(Type.String()), state: ChatState }),
  frame('messages', { conversation: Type.String(), after: Type.Integer(), seq: Type.Integer(), messages: Type.Array(ChatMessage), state: ChatState }),
  /** Everything for him after `after` and before `before`; there is more before `after` unless that is 0. `previous`: the conversation before this one. */
  frame('history', { conversation: Type.String(), before: Type.Integer(), after: Type.Integer(), messages: Type.Array(ChatMessage), previous: Type.Optional(Type.String()) }),
  frame('ack', { clientId: Type.String(), conversation: Type.String(), seq: Type.Integer(), at: Type.Integer() }),
  frame('state', { state: ChatState }),
  /** The agent is writing. */
  frame('typing', { conversation: Type.String() }),
  /** The agent has seen everything up to `seq`. */
  frame('read', { conversation: Type.String(), seq: Type.Integer() }),
  frame('refused', { code: Type.String(), message: Type.String(), clientId: Type.Optional(Type.String()), conversation: Type.Optional(Type.String()), detail: Type.Optional(Type.Unknown()) }),
  frame('ping', {}),
  frame('bye', { code: Type.String() }),
]);
export type ToVisitor = Static<typeof ToVisitor>;

import { Type, type Static } from '@sinclair/typebox';
import { ChannelKind } from './config/entry';

/** waiting → assigned → closed, or left (留言). Closed is final. */
export const ConversationState = Type.Union([
  Type.Literal('waiting'), Type.Literal('assigned'), Type.Literal('closed'), Type.Literal('left'),
]);
export type ConversationState = Static<typeof ConversationState>;

/** One visitor, one channel, one entry at a time. Times are milliseconds since 1970. */
export const Conversation = Type.Object({
  id: Type.String(),
  visitor: Type.String(),
  channel: ChannelKind,
  /** The mini-program's appid, the 客服账号 or the web site's key. */
  account: Type.String(),
  entry: Type.String(),
  state: ConversationState,
  /** Grows with every change of owner or state; a claim names the version it saw. */
  version: Type.Integer(),
  agent: Type.Optional(Type.String()),
  step: Type.Optional(Type.Integer()),
  priority: Type.Integer(),
  openedAt: Type.Integer(),
  waitingSince: Type.Optional(Type.Integer()),
  /** Set while it is queued: after this it becomes a left message. */
  waitUntil: Type.Optional(Type.Integer()),
  assignedAt: Type.Optional(Type.Integer()),
  closedAt: Type.Optional(Type.Integer()),
  /** Number of the last message. */
  seq: Type.Integer(),
  lastVisitorAt: Type.Optional(Type.Integer()),
  lastAgentAt: Type.Optional(Type.Integer()),
  firstReplyAt: Type.Optional(Type.Integer()),
  /** When the owner's time for a first reply is over. */
  ringAt: Type.Optional(Type.Integer()),
  /** Agents whose ring passed, since the visitor last chose an entry. */
  missed: Type.Array(Type.String()),
  /** The agent has asked how it was. */
  surveyAskedAt: Type.Optional(Type.Integer()),
  /** What agents sort it by. */
  tags: Type.Optional(Type.Array(Type.String())),
  previous: Type.Optional(Type.String()),
  closeReason: Type.Optional(Type.String()),
});
export type Conversation = Static<typeof Conversation>;

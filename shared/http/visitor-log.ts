import { Type, type Static } from '@sinclair/typebox';
import { ChannelKind } from '../config/entry';

const at = Type.Integer({ minimum: 0, description: '毫秒时间戳 / ms since 1970' });
const conversation = Type.String();
const entry = Type.String();

/** One thing that happened with a visitor. `cause` and `reason` are codes of the table of causes. */
export const VisitorEvent = Type.Union([
  Type.Object({ kind: Type.Literal('visited', { description: '打开小程序或网页 / opened the mini-program or page' }), at, region: Type.Optional(Type.String()) }),
  Type.Object({ kind: Type.Literal('opened', { description: '从入口开始会话 / a conversation began' }), at, conversation, entry, channel: ChannelKind }),
  Type.Object({ kind: Type.Literal('tapped', { description: '点了入口 / tapped an entry' }), at, conversation, entry }),
  Type.Object({ kind: Type.Literal('received', { description: '由客服接待 / an agent received him' }), at, conversation, entry, agent: Type.String(), cause: Type.String() }),
  Type.Object({ kind: Type.Literal('waited', { description: '没有人接待：排队或请去留言 / nobody yet: queued or asked to leave a message' }), at, conversation, entry, outcome: Type.String(), cause: Type.String() }),
  Type.Object({ kind: Type.Literal('left', { description: '留言 / left a message' }), at, conversation, entry }),
  Type.Object({ kind: Type.Literal('closed', { description: '会话结束 / the conversation ended' }), at, conversation, entry, reason: Type.String() }),
  Type.Object({ kind: Type.Literal('rated', { description: '评价 / survey' }), at, conversation, entry, stars: Type.Integer(), comment: Type.Optional(Type.String()), agent: Type.Optional(Type.String()) }),
]);
export type VisitorEvent = Static<typeof VisitorEvent>;

/** `before`: `next` of the page before. */
export const VisitorLogQuery = Type.Object({ before: Type.Optional(Type.Integer({ minimum: 0, maximum: 8_640_000_000_000_000 })), limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }) }, { additionalProperties: false });
export const VisitorLogAnswer = Type.Object({ events: Type.Array(VisitorEvent, { description: '从新到旧 / newest first' }), next: Type.Optional(at) });
export type VisitorLogAnswer = Static<typeof VisitorLogAnswer>;

import { Type, type Static } from '@sinclair/typebox';

const text = (max: number) => Type.String({ maxLength: max });

/** The platform gave its bytes up before they could be fetched; nobody can see it any more. */
const gone = Type.Optional(Type.Literal(true));

/** What a message carries. Unknown kinds are kept raw and shown as unsupported, never dropped. */
export const MessageBody = Type.Union([
  Type.Object({ kind: Type.Literal('text'), text: text(20_000) }, { additionalProperties: false }),
  Type.Object(
    { kind: Type.Literal('image'), file: Type.Optional(text(128)), mediaId: Type.Optional(text(512)), url: Type.Optional(text(2048)), gone },
    { additionalProperties: false },
  ),
  Type.Object(
    { kind: Type.Literal('file'), file: Type.Optional(text(128)), mediaId: Type.Optional(text(512)), name: text(255), gone },
    { additionalProperties: false },
  ),
  Type.Object(
    { kind: Type.Literal('card'), title: text(200), text: Type.Optional(text(200)), path: Type.Optional(text(1024)), url: Type.Optional(text(2048)), image: Type.Optional(text(2048)), mediaId: Type.Optional(text(512)) },
    { additionalProperties: false },
  ),
  Type.Object({ kind: Type.Literal('event'), event: text(40), detail: Type.Optional(text(2000)) }, { additionalProperties: false }),
  Type.Object({ kind: Type.Literal('unsupported'), type: text(60), raw: text(20_000) }, { additionalProperties: false }),
]);
export type MessageBody = Static<typeof MessageBody>;

/** `system` are texts nobody typed; `note` is for colleagues and never leaves the desk. */
export const MessageFrom = Type.Union([
  Type.Literal('visitor'), Type.Literal('agent'), Type.Literal('system'), Type.Literal('note'),
]);
export type MessageFrom = Static<typeof MessageFrom>;

export const DeliveryState = Type.Union([
  Type.Literal('pending'), Type.Literal('taken'), Type.Literal('held'), Type.Literal('sent'),
  Type.Literal('failed'), Type.Literal('unknown'), Type.Literal('dropped'),
]);
export type DeliveryState = Static<typeof DeliveryState>;

/** Numbered in its conversation, once per key. */
export const Message = Type.Object({
  id: Type.String(),
  conversation: Type.String(),
  seq: Type.Integer(),
  at: Type.Integer(),
  from: MessageFrom,
  agent: Type.Optional(Type.String()),
  body: MessageBody,
  /** Taken back by who wrote it; what it said is for ops only. */
  recalledAt: Type.Optional(Type.Integer()),
  delivery: Type.Optional(Type.Object({ state: DeliveryState, why: Type.Optional(Type.String()) })),
});
export type Message = Static<typeof Message>;

import { Type, type Static } from '@sinclair/typebox';

/** What the sandbox's control API answers, as far as the journeys read it. */
export const Act = Type.Object({
  lineId: Type.Union([Type.String(), Type.Null()]),
  pushId: Type.Union([Type.String(), Type.Null()]),
  state: Type.Union([Type.String(), Type.Null()]),
});
export type Act = Static<typeof Act>;

export const NewVisitor = Type.Object({ openid: Type.String(), code: Type.String() });
export const Code = Type.Object({ code: Type.String() });

const Line = Type.Object({ id: Type.String(), at: Type.Number(), direction: Type.String(), kind: Type.String(), content: Type.Unknown() });

export const VisitorPhone = Type.Object({
  openid: Type.String(),
  name: Type.String(),
  window: Type.Union([Type.Null(), Type.Object({ remaining: Type.Integer(), expiresAt: Type.Number() })]),
  received: Type.Array(Line),
  notices: Type.Array(Line),
  thread: Type.Array(Line),
});
export type VisitorPhone = Static<typeof VisitorPhone>;

const Button = Type.Object({ key: Type.String(), text: Type.String(), disabled: Type.Boolean() });
const Card = Type.Object({ taskId: Type.String(), body: Type.Unknown(), buttons: Type.Array(Button), done: Type.Boolean(), replacedBy: Type.Union([Type.String(), Type.Null()]) });
const MemberLine = Type.Composite([Line, Type.Object({ msgid: Type.Union([Type.String(), Type.Null()]), card: Type.Union([Card, Type.Null()]), media: Type.Union([Type.Object({ url: Type.String() }), Type.Null()]) })]);
export type MemberLine = Static<typeof MemberLine>;

export const MemberPhone = Type.Object({ userid: Type.String(), received: Type.Array(MemberLine), thread: Type.Array(MemberLine) });
export type MemberPhone = Static<typeof MemberPhone>;

const Push = Type.Object({
  n: Type.Integer(), type: Type.Literal('push'), id: Type.String(), platform: Type.String(), kind: Type.String(), who: Type.String(),
  message: Type.String(), state: Type.String(), fault: Type.Union([Type.String(), Type.Null()]),
  attempts: Type.Array(Type.Object({ status: Type.Union([Type.Integer(), Type.Null()]), copy: Type.Integer(), error: Type.Union([Type.String(), Type.Null()]) })),
});
export type Push = Static<typeof Push>;
const Accepted = Type.Object({
  n: Type.Integer(), type: Type.Literal('accepted'), id: Type.String(), platform: Type.String(), api: Type.String(), to: Type.String(),
  kind: Type.String(), content: Type.Unknown(), shown: Type.Boolean(),
});
export type Accepted = Static<typeof Accepted>;

const Trans = Type.Object({
  n: Type.Integer(), type: Type.Literal('trans'), at: Type.Number(), openKfId: Type.String(), who: Type.String(), from: Type.Integer(), to: Type.Integer(), servicer: Type.String(), errcode: Type.Integer(),
});
export type Trans = Static<typeof Trans>;
const Item = Type.Object({
  n: Type.Integer(), type: Type.Literal('item'), at: Type.Number(), who: Type.String(), msgid: Type.String(), origin: Type.Integer(), kind: Type.String(), content: Type.Unknown(), syncs: Type.Integer(),
});
export type Item = Static<typeof Item>;

export const Ledger = Type.Object({
  open: Type.Integer(), acknowledged: Type.Integer(), lost: Type.Integer(), accepted: Type.Integer(), entries: Type.Array(Type.Union([Push, Accepted, Trans, Item])),
});
export type Ledger = Static<typeof Ledger>;

export const VisitorList = Type.Object({ visitors: Type.Array(Type.Object({ openid: Type.String() })) });
export const MemberList = Type.Object({ members: Type.Array(Type.Object({ userid: Type.String() })) });

/** An act in a chat of 微信客服. */
export const KfAct = Type.Object({ msgid: Type.Union([Type.String(), Type.Null()]), pushId: Type.Union([Type.String(), Type.Null()]), state: Type.Union([Type.String(), Type.Null()]) });
export const KfCustomer = Type.Object({ externalUserid: Type.String() });
const KfLine = Type.Object({
  msgid: Type.String(), from: Type.String(), occasion: Type.Union([Type.String(), Type.Null()]), servicer: Type.Union([Type.String(), Type.Null()]),
  kind: Type.String(), content: Type.Unknown(), recalled: Type.Boolean(),
});
export type KfLine = Static<typeof KfLine>;
/** States: 0 new, 1 ours, 2 waiting in WeCom's own queue, 3 with a servicer, 4 over. */
export const KfSession = Type.Object({
  externalUserid: Type.String(), state: Type.Integer(), servicer: Type.Union([Type.String(), Type.Null()]), sent: Type.Integer(), thread: Type.Array(KfLine),
});
export type KfSession = Static<typeof KfSession>;
export const KfAgent = Type.Object({ chats: Type.Array(Type.Composite([KfSession, Type.Object({ mine: Type.Boolean() })])), pool: Type.Array(KfSession) });
export const KfBatch = Type.Object({ msgids: Type.Array(Type.Union([Type.String(), Type.Null()])) });

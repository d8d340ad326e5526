import { Type, type Static } from '@sinclair/typebox';
import { ChannelKind } from '../config/entry';
import { Words } from '../config/keys';
import { ConversationState } from '../conversation';
import { Message } from '../message';

/**
 * What the merchant's server says about the visitor, brought along by his phone. `payload`: a `FactsPayload` as base64url JSON;
 * `signature`: hex HMAC-SHA256 over it with the site's secret. One that is not right is ignored.
 */
export const SignedFacts = Type.Object({ payload: Type.String({ maxLength: 4096 }), signature: Type.String({ maxLength: 128 }) }, { additionalProperties: false });

export const LoginRequest = Type.Object(
  // Printable ASCII, blanks too: DevTools says "the code is a mock one". Half an emoji could not even be sent on to WeChat.
  { code: Type.String({ minLength: 1, maxLength: 512, pattern: '^[ -~]+$' }), site: Type.Optional(Type.String({ maxLength: 64 })), facts: Type.Optional(SignedFacts) },
  { additionalProperties: false },
);
const login = { token: Type.String(), expiresAt: Type.Integer() };
export const LoginAnswer = Type.Object(login);
export type LoginAnswer = Static<typeof LoginAnswer>;

/**
 * `POST /api/visitor/web-login`: a visitor of a web page. `device` is a secret his browser made for itself and keeps; whoever brings it
 * is the same visitor again. `identity`: a `FactsPayload` that names its `subject`, signed by the site's secret: whoever the shop knows
 * as that is the same visitor in every browser. One that is not right is ignored: he is the visitor of his device. What he said as
 * that stays with that, also when he is known by name later.
 */
export const WebLoginRequest = Type.Object(
  { site: Type.String({ maxLength: 64 }), device: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }), identity: Type.Optional(SignedFacts) },
  { additionalProperties: false },
);
/** `identified`: the identity was believed. False also without one. */
export const WebLoginAnswer = Type.Object({ ...login, identified: Type.Boolean() });
export type WebLoginAnswer = Static<typeof WebLoginAnswer>;

/**
 * `POST /api/visitor/facts` with `SignedFacts`: what the merchant says about the visitor who is signed in, e.g. another order; it replaces
 * what was known. `believed` false: it was not right, or about somebody else, and nothing has changed.
 */
export const FactsAnswer = Type.Object({ believed: Type.Boolean() });
export type FactsAnswer = Static<typeof FactsAnswer>;

/** What the phone needs before the tap. `contact`: `session-from` for the button; `kf`: the link for wx.openCustomerServiceChat; `chat`: our own page. */
export const Invitation = Type.Union([
  Type.Object({ kind: Type.Literal('contact'), sessionFrom: Type.String(), cardTitle: Type.String(), cardPath: Type.String() }),
  Type.Object({ kind: Type.Literal('kf'), url: Type.String(), corpId: Type.String() }),
  Type.Object({ kind: Type.Literal('chat'), ticket: Type.String() }),
  Type.Object({ kind: Type.Literal('unavailable') }),
]);
export type Invitation = Static<typeof Invitation>;

/** What the visitor would get if he tapped now; decided by the router itself. */
export const EntryState = Type.Object({
  kind: Type.Union([
    Type.Literal('available'), Type.Literal('stand-in'), Type.Literal('queue'),
    Type.Literal('leave-message'), Type.Literal('no-seats'), Type.Literal('outside-hours'),
  ]),
  /** One polite sentence: who will answer, who stands in, how long the wait is. */
  words: Words,
  agent: Type.Optional(Type.Object({ name: Type.String(), avatar: Type.Optional(Type.String()) })),
  standsInFor: Type.Optional(Type.String()),
  waiting: Type.Optional(Type.Integer()),
  wait: Type.Optional(Type.Object({ fromMinutes: Type.Integer(), toMinutes: Type.Integer() })),
  opensAt: Type.Optional(Type.Integer()),
});
export type EntryState = Static<typeof EntryState>;

export const EntryView = Type.Object({
  key: Type.String(),
  label: Words,
  icon: Type.Optional(Type.String()),
  channel: ChannelKind,
  state: EntryState,
  invitation: Invitation,
  /** Where 微信客服 may fail to open on this phone: another road to the same people. */
  fallback: Type.Optional(Invitation),
});
export type EntryView = Static<typeof EntryView>;

/** `GET /api/visitor/entries`, with an ETag; ask again with If-None-Match. */
export const EntriesAnswer = Type.Object({
  site: Type.Object({
    name: Type.String(),
    /** The subscribe message the phone may ask leave for, as WeChat's template id. */
    notice: Type.Optional(Type.String()),
  }),
  entries: Type.Array(EntryView),
});
export type EntriesAnswer = Static<typeof EntriesAnswer>;

/** `POST /api/visitor/left-messages`: words for someone to follow up. The same clientId again gives the first answer. */
export const LeaveRequest = Type.Object(
  {
    entry: Type.String({ maxLength: 32 }),
    text: Type.String({ minLength: 1, maxLength: 2000 }),
    contact: Type.Optional(Type.String({ maxLength: 100 })),
    clientId: Type.String({ minLength: 8, maxLength: 64, pattern: '^[A-Za-z0-9_-]+$' }),
  },
  { additionalProperties: false },
);
export type LeaveRequest = Static<typeof LeaveRequest>;
export const LeaveAnswer = Type.Object({
  conversation: Type.String(),
  /** Who will follow it up, in polite words. */
  words: Words,
});
export type LeaveAnswer = Static<typeof LeaveAnswer>;

export const MessagesAnswer = Type.Object({ messages: Type.Array(Message), seq: Type.Integer(), state: Type.String() });
export type MessagesAnswer = Static<typeof MessagesAnswer>;

/** `GET /api/visitor/conversations/:id/messages`: his own conversation, with the names of the agents who wrote. */
export const OwnMessagesAnswer = Type.Object({ messages: Type.Array(Type.Composite([Message, Type.Object({ name: Type.Optional(Type.String()) })])), seq: Type.Integer(), state: Type.String() });
export type OwnMessagesAnswer = Static<typeof OwnMessagesAnswer>;

/** `GET /api/visitor/conversations`: newest first. `seq` is the number of the last message. */
export const OwnConversationsAnswer = Type.Object({
  conversations: Type.Array(Type.Object({
    id: Type.String(), entry: Type.String(), channel: ChannelKind, state: ConversationState,
    openedAt: Type.Integer(), closedAt: Type.Optional(Type.Integer()), seq: Type.Integer(),
    /** The entry's label; its key when it is gone. */
    label: Type.Optional(Words),
    agent: Type.Optional(Type.Object({ name: Type.String(), avatar: Type.Optional(Type.String()) })),
    /** The last words anybody said, shortened. */
    last: Type.Optional(Type.Object({ at: Type.Integer(), from: Type.String(), text: Type.String() })),
    /** Answers he has not seen, on our own chat page. */
    unread: Type.Optional(Type.Integer()),
  })),
});
export type OwnConversationsAnswer = Static<typeof OwnConversationsAnswer>;

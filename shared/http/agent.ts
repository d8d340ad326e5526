import { Type, type Static } from '@sinclair/typebox';
import { Key } from '../config/keys';
import { Conversation } from '../conversation';
import { DeliveryState, Message } from '../message';
import { VisitorFacts } from '../visitor-facts';
import { GivenSurvey, UploadName } from './chat';

/** The client's id for one act: the same again gives the first result. */
export const ClientId = Type.String({ minLength: 8, maxLength: 64, pattern: '^[A-Za-z0-9_-]+$' });

export const AgentStatus = Type.Object({
  status: Type.String(),
  since: Type.Integer(),
  /** The system does not give him anybody until he resumes. */
  paused: Type.Optional(Type.Object({ reason: Type.String(), since: Type.Integer() })),
  forcedBy: Type.Optional(Type.String()),
  dutyUntil: Type.Optional(Type.Integer()),
  load: Type.Integer(),
  /** Absent: no limit. */
  limit: Type.Optional(Type.Integer()),
});
export type AgentStatus = Static<typeof AgentStatus>;

export const StatusRequest = Type.Object(
  { status: Type.Union([Type.Literal('online'), Type.Literal('away'), Type.Literal('offline')]) },
  { additionalProperties: false },
);

const Label = Type.Object({ zh: Type.String(), en: Type.Optional(Type.String()) });

/** A conversation as it stands in a list. */
export const ConversationLine = Type.Object({
  conversation: Conversation,
  visitor: Type.Object({ id: Type.String(), name: Type.String() }),
  /** The entry's. */
  label: Label,
  /** The last words; `text`: the beginning of a text, the name of a file, the title of a card; empty for a picture. */
  last: Type.Optional(Type.Object({
    seq: Type.Integer(), at: Type.Integer(), from: Type.Union([Type.Literal('visitor'), Type.Literal('agent')]), kind: Type.String(), text: Type.String(),
  })),
  /** What the visitor said after what its owner has read or answered; on every device the same. */
  unread: Type.Integer(),
  /** Since when (ms) the visitor waits for an answer. */
  unansweredSince: Type.Optional(Type.Integer()),
  /** Whose it is, or was. */
  agentName: Type.Optional(Type.String()),
  /** The latest of the owner's messages that did not simply arrive. */
  undelivered: Type.Optional(Type.Object({ seq: Type.Integer(), state: DeliveryState, why: Type.String() })),
});
export type ConversationLine = Static<typeof ConversationLine>;
export const ConversationLines = Type.Object({ conversations: Type.Array(ConversationLine) });

/** `GET /api/agent/others`: conversations of colleagues, newest first; `next`: ask with `before` for older ones. */
export const OthersAnswer = Type.Object({ conversations: Type.Array(ConversationLine), next: Type.Optional(Type.String()) });

/** Somebody who answers here, as the router sees him now. */
export const Colleague = Type.Object({
  key: Type.String(),
  name: Type.String(),
  avatar: Type.Optional(Type.String()),
  /** What he chose: online, away, offline; or paused by the system. */
  status: Type.String(),
  /** A tap could reach him now; else `words` say why not. */
  available: Type.Boolean(),
  words: Type.Object({ zh: Type.String(), en: Type.String() }),
  load: Type.Integer(),
  /** Absent: no limit. */
  limit: Type.Optional(Type.Integer()),
  /** Stands in a group of his who asks. */
  sameGroup: Type.Boolean(),
});
export type Colleague = Static<typeof Colleague>;
/** A group he may pass a visitor on to. `here`: how many of its other members a tap could reach now. */
export const ColleagueGroup = Type.Object({ key: Type.String(), name: Type.String(), members: Type.Integer(), here: Type.Integer() });
export type ColleagueGroup = Static<typeof ColleagueGroup>;
/** Those of his groups first, then by name; not himself. */
export const ColleaguesAnswer = Type.Object({ colleagues: Type.Array(Colleague), groups: Type.Array(ColleagueGroup) });
export type ColleaguesAnswer = Static<typeof ColleaguesAnswer>;

/** An earlier conversation of the visitor: under which entry, and whose it was. */
export const EarlierConversation = Type.Composite([Conversation, Type.Object({ label: Label, agentName: Type.Optional(Type.String()) })]);
export type EarlierConversation = Static<typeof EarlierConversation>;

/** A conversation with what an agent must know before he answers. */
export const ConversationDetail = Type.Object({
  conversation: Conversation,
  /** The entry's. */
  label: Label,
  /** Where he came from: the merchant's mini-program or web page. */
  site: Type.Optional(Type.String()),
  /** Whose it is, or was. */
  agentName: Type.Optional(Type.String()),
  visitor: Type.Object({ id: Type.String(), name: Type.String(), facts: VisitorFacts, region: Type.Optional(Type.String({ description: 'IP 属地 / region of his address' })) }),
  /** Why it went where it went, in one line. */
  why: Type.Optional(Type.Object({ zh: Type.String(), en: Type.String() })),
  /** Platform messages that may still go to him, and until when; absent: not rationed. */
  allowance: Type.Optional(Type.Object({ left: Type.Integer(), until: Type.Integer() })),
  /** On our own page: whether he is there, since when not, and whether a subscribe message can call him. */
  presence: Type.Optional(Type.Object({ here: Type.Boolean(), since: Type.Optional(Type.Integer()), notice: Type.Boolean() })),
  /** What the visitor said of it. */
  survey: Type.Optional(GivenSurvey),
  /** His other conversations, newest first. */
  history: Type.Array(EarlierConversation),
});
export type ConversationDetail = Static<typeof ConversationDetail>;

const text = Type.Object({ kind: Type.Literal('text'), text: Type.String({ minLength: 1, maxLength: 20_000, pattern: '\\S' }) }, { additionalProperties: false });

/** What an agent may send. `image` and `file` name a fresh upload of his own: `POST /api/agent/files`, multipart with one part `file`, answered by an `UploadAnswer`. */
export const ReplyBody = Type.Union([
  text,
  Type.Object({ kind: Type.Literal('image'), file: UploadName }, { additionalProperties: false }),
  Type.Object({ kind: Type.Literal('file'), file: UploadName }, { additionalProperties: false }),
  Type.Object(
    { kind: Type.Literal('card'), title: Type.String({ minLength: 1, maxLength: 200 }), path: Type.Optional(Type.String({ maxLength: 1024 })), url: Type.Optional(Type.String({ maxLength: 2048, pattern: '^https?://' })) },
    { additionalProperties: false },
  ),
]);
export type ReplyBody = Static<typeof ReplyBody>;
export const ReplyRequest = Type.Object({ body: ReplyBody, clientId: ClientId }, { additionalProperties: false });
export const NoteRequest = Type.Object({ text: Type.String({ minLength: 1, maxLength: 5000, pattern: '\\S' }), clientId: ClientId }, { additionalProperties: false });
export const ReplyAnswer = Type.Object({ message: Message });

export const TransferRequest = Type.Object(
  {
    /** A colleague, or a group: whoever the router would ask first there. */
    to: Type.Union([Type.String({ maxLength: 32 }), Type.Object({ group: Key }, { additionalProperties: false })]),
    note: Type.Optional(Type.String({ maxLength: 1000 })),
    /** Ask first: it stays with its owner until the colleague accepts. */
    ask: Type.Boolean({ default: false }),
  },
  { additionalProperties: false },
);
/** `until`: the colleague was asked and may accept before then; absent: it is his. `to`: his name. */
export const TransferAnswer = Type.Object({ conversation: Conversation, until: Type.Optional(Type.Integer()), to: Type.String() });
export const AcceptRequest = Type.Object({ accept: Type.Boolean() }, { additionalProperties: false });

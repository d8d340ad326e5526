import { Type } from '@sinclair/typebox';
import { Conversation, ConversationState } from '../conversation';
import { DeliveryState, Message } from '../message';
import { Receipt, Verdict } from '../receipt';
import { VisitorFacts } from '../visitor-facts';
import { Words } from '../config/keys';
import { GivenSurvey } from './chat';
import { EntryState } from './visitor';
import { Time } from './time';

const closed = { additionalProperties: false } as const;
const Id = Type.String({ maxLength: 200 });
const limit = (most: number) => Type.Integer({ minimum: 1, maximum: most, default: 50 });
const Lines = Type.Object({ zh: Type.Array(Type.String()), en: Type.Array(Type.String()) });
const TwoWords = Type.Object({ zh: Type.String(), en: Type.String() });

/** Lists are newest first; `before` is the id of the last one seen. */
export const ConversationsQuery = Type.Object(
  {
    state: Type.Optional(ConversationState), entry: Type.Optional(Id), agent: Type.Optional(Id), visitor: Type.Optional(Id), tag: Type.Optional(Type.String({ maxLength: 20 })),
    unanswered: Type.Optional(Type.Literal(true, { description: '只看访客说了话还没有人回复的 / only those in which the visitor waits for an answer' })),
    from: Type.Optional(Time), to: Type.Optional(Time), before: Type.Optional(Id), limit: limit(200),
  },
  closed,
);
const NamedConversation = Type.Composite([Conversation, Type.Object({ visitorName: Type.String() })]);
export const ConversationsAnswer = Type.Object({ conversations: Type.Array(NamedConversation) });
export const TranscriptQuery = Type.Object({ after: Type.Integer({ minimum: 0, default: 0 }), limit: limit(500) }, closed);
export const TranscriptAnswer = Type.Object({ conversation: NamedConversation, messages: Type.Array(Message), survey: Type.Optional(GivenSurvey) });
export const PassOnRequest = Type.Object({ agent: Type.String({ maxLength: 64 }), note: Type.Optional(Type.String({ maxLength: 500 })) }, closed);

export const ReceiptsQuery = Type.Object(
  {
    conversation: Type.Optional(Id), entry: Type.Optional(Id), agent: Type.Optional(Id),
    from: Type.Optional(Time), to: Type.Optional(Time), limit: limit(200),
    before: Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: '早于这一条的 / those before the one with this `n`' })),
  },
  closed,
);
export const ReceiptsAnswer = Type.Object({ receipts: Type.Array(Type.Object({ n: Type.Integer(), conversation: Type.String(), receipt: Receipt, lines: Lines })) });

/** `state` once: all of that state. Left out: those somebody should look at. */
export const DeliveriesQuery = Type.Object(
  { state: Type.Optional(DeliveryState), conversation: Type.Optional(Id), before: Type.Optional(Id), limit: limit(200) },
  closed,
);
export const DeliveriesAnswer = Type.Object({
  deliveries: Type.Array(Type.Object({
    id: Type.String(),
    to: Type.Union([Type.Literal('visitor'), Type.Literal('agent'), Type.Literal('webhook')]),
    name: Type.Optional(Type.String()), what: Type.Optional(Type.String()),
    conversation: Type.Optional(Type.String()), visitor: Type.Optional(Type.String()),
    seq: Type.Optional(Type.Integer({ description: '所属会话中的消息编号 / number of the message in its conversation' })),
    state: DeliveryState, attempts: Type.Integer(), dueAt: Type.Integer(), createdAt: Type.Integer(),
    why: Type.Optional(Type.String()), words: Type.Optional(TwoWords),
  })),
});

export const LeftMessagesQuery = Type.Object(
  {
    state: Type.Optional(Type.Union([Type.Literal('open'), Type.Literal('done')])), agent: Type.Optional(Id), group: Type.Optional(Id),
    before: Type.Optional(Id), limit: limit(200),
  },
  closed,
);
export const LeftMessagesAnswer = Type.Object({
  leftMessages: Type.Array(Type.Object({
    conversation: Type.String(), visitor: Type.String(), visitorName: Type.String(), entry: Type.String(), leftAt: Type.Integer(),
    due: Type.Object({ agent: Type.Optional(Type.String()), group: Type.Optional(Type.String()) }),
    contact: Type.Optional(Type.String()), followUp: Type.Union([Type.Literal('open'), Type.Literal('done')]),
    by: Type.Optional(Type.String()), note: Type.Optional(Type.String()), doneAt: Type.Optional(Type.Integer()), words: Type.String(),
  })),
});
export const FollowUpRequest = Type.Object({ done: Type.Boolean(), note: Type.Optional(Type.String({ maxLength: 500 })) }, closed);

export const VisitorsQuery = Type.Object(
  {
    search: Type.Optional(Type.String({
      maxLength: 128,
      description: '访客 ID 或 openid（完整），或姓名、订单号、标签的开头；只看最先匹配的 1000 个词 / the whole of an id or openid, or how a name, order number or tag begins; at most the first 1000 words that match',
    })),
    before: Type.Optional(Id), limit: limit(200),
  },
  closed,
);
const visitor = {
  id: Type.String(), site: Type.Optional(Type.String()), facts: VisitorFacts, createdAt: Type.Integer(), seenAt: Type.Integer(), lastEntry: Type.Optional(Type.String()),
  region: Type.Optional(Type.String({ description: '最近一次从哪个地区来（按网络地址，离线查得）/ where he came from last, by his address' })),
};
export const VisitorsAnswer = Type.Object({ visitors: Type.Array(Type.Object(visitor)) });
export const VisitorAnswer = Type.Object({ ...visitor, lastAgent: Type.Optional(Type.Object({ agent: Type.String(), at: Type.Integer() })) });
export const FactsAnswer = Type.Object({ visitor: Type.String(), facts: VisitorFacts });
export const ErasedAnswer = Type.Object({ conversations: Type.Integer(), messages: Type.Integer(), files: Type.Integer() });
export const ExpiredAnswer = Type.Object({ before: Type.Integer(), messages: Type.Integer(), files: Type.Integer() });

export const AuditsQuery = Type.Object(
  {
    from: Type.Optional(Time), to: Type.Optional(Time), by: Type.Optional(Id),
    object: Type.Optional(Type.String({ maxLength: 200, description: '对象，例如 entry:vip；以冒号结尾是这一类的全部 / an object such as entry:vip; ending in a colon: all of that kind' })),
    before: Type.Optional(Id), limit: limit(200),
  },
  closed,
);
export const AuditsAnswer = Type.Object({
  audits: Type.Array(Type.Object({
    id: Type.String(), at: Type.Integer(), by: Type.String(), role: Type.String(), action: Type.String(), object: Type.String(),
    detail: Type.Optional(Type.String()), ip: Type.Optional(Type.String()),
    lines: Type.Composite([Lines], { description: '改了什么，每项一行 / what changed of the configuration, a line for each field' }),
  })),
});

export const BoardQuery = Type.Object({ group: Type.Optional(Id), after: Type.Optional(Id), limit: Type.Integer({ minimum: 1, maximum: 500, default: 200 }) }, closed);
export const BoardAnswer = Type.Object({
  at: Type.Integer(),
  agents: Type.Array(Type.Object({
    key: Type.String(), name: Type.String(), groups: Type.Array(Type.String()), status: Type.String(), statusSince: Type.Optional(Type.Integer()),
    lease: Type.Union([Type.Literal('live'), Type.Literal('unstable'), Type.Literal('none')]), seenAt: Type.Optional(Type.Integer()),
    paused: Type.Optional(Type.Object({ reason: Type.String(), since: Type.Integer() })), forcedBy: Type.Optional(Type.String()), dutyUntil: Type.Optional(Type.Integer()),
    load: Type.Integer(), limit: Type.Optional(Type.Integer()), verdict: Verdict, words: TwoWords,
  })),
  next: Type.Optional(Type.String()),
  entries: Type.Array(Type.Object({ key: Type.String(), label: Words, waiting: Type.Integer(), oldestSince: Type.Optional(Type.Integer()), state: EntryState })),
  deliveries: Type.Record(Type.String(), Type.Integer()),
});

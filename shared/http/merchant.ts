import { Type, type Static } from '@sinclair/typebox';
import { Conversation, ConversationState } from '../conversation';
import { Message } from '../message';
import { VisitorFacts } from '../visitor-facts';
import { GivenSurvey } from './chat';
import { Time } from './time';

const closed = { additionalProperties: false } as const;
const Subject = Type.String({ minLength: 1, maxLength: 128 });

/** Name a visitor by our id, or by the one the site knows: the openid in its mini-program, its own user id on its web page. One of the two. */
const whom = { visitor: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })), subject: Type.Optional(Subject) };

export const MerchantFactsRequest = Type.Object({ ...whom, facts: VisitorFacts }, closed);
export const MerchantFactsAnswer = Type.Object({ visitor: Type.String(), facts: VisitorFacts });
export const MerchantEraseRequest = Type.Object(whom, closed);
export const MerchantEraseAnswer = Type.Object({ erased: Type.Boolean() });

/** An openid stands in a body, never in an address, where logs would keep it. */
export const MerchantSearchRequest = Type.Object(
  {
    ...whom, state: Type.Optional(ConversationState), from: Type.Optional(Time), to: Type.Optional(Time),
    before: Type.Optional(Type.String({ maxLength: 64 })), limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
  },
  closed,
);
export const MerchantConversationsAnswer = Type.Object({ conversations: Type.Array(Conversation) });
export const MerchantMessagesQuery = Type.Object({ after: Type.Integer({ minimum: 0, default: 0 }) }, closed);
export const MerchantMessagesAnswer = Type.Object({ conversation: Conversation, messages: Type.Array(Message), seq: Type.Integer(), survey: Type.Optional(GivenSurvey) });

/**
 * What a merchant's server signs for a phone or a page to bring along. `exp`: seconds since 1970, at most a day ahead. `subject`: whom it is
 * about, the openid in a mini-program, the shop's own user id on a web page; without it, it is about whoever brings it.
 */
export const FactsPayload = Type.Object({ facts: VisitorFacts, exp: Type.Integer(), subject: Type.Optional(Subject) }, closed);
export type FactsPayload = Static<typeof FactsPayload>;

import type { Static } from '@sinclair/typebox';
import type { Conversation } from '../../../shared/conversation';
import type { ConversationsAnswer, PassOnRequest, ReceiptsAnswer, TranscriptAnswer } from '../../../shared/http/ops-look-up';
import type { Send } from '../../frame/api/send';

export type NamedConversation = Static<typeof ConversationsAnswer>['conversations'][number];
export type Transcript = Static<typeof TranscriptAnswer>;
export type ReceiptLines = Static<typeof ReceiptsAnswer>['receipts'][number];

export interface ConversationFilter {
  state?: string;
  entry?: string;
  agent?: string;
  visitor?: string;
  tag?: string;
  unanswered?: true;
  from?: number;
  to?: number;
  before?: string;
  limit: number;
}

export interface ReceiptFilter {
  conversation?: string;
  entry?: string;
  agent?: string;
  from?: number;
  to?: number;
  before?: number;
  limit: number;
}

/** As many messages as one reading of a transcript answers. */
export const TRANSCRIPT_MESSAGES = 500;

const at = (id: string): string => `/api/ops/conversations/${encodeURIComponent(id)}`;

/** Where the picture or file of a message is read. */
export const opsFilePath = (conversation: string, seq: number): string => `${at(conversation)}/files/${seq}`;

/** Conversations of everybody, why they went where they went, and what a supervisor does about them. */
export const conversationsApi = (send: Send) => ({
  list: (filter: ConversationFilter) => send<Static<typeof ConversationsAnswer>>('GET', '/api/ops/conversations', { query: { ...filter } }),
  /** What was said after a number. */
  transcript: (id: string, after: number) => send<Transcript>('GET', at(id), { query: { after, limit: TRANSCRIPT_MESSAGES } }),
  receipts: (filter: ReceiptFilter) => send<Static<typeof ReceiptsAnswer>>('GET', '/api/ops/receipts', { query: { ...filter } }),
  takeOver: (id: string) => send<Conversation>('POST', `${at(id)}/take-over`),
  passOn: (id: string, body: Static<typeof PassOnRequest>) => send<Conversation>('POST', `${at(id)}/pass-on`, { body }),
  end: (id: string) => send<Conversation>('POST', `${at(id)}/end`),
});

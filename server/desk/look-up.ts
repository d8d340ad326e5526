import type { Conversation } from '../../shared/conversation';
import type { GivenSurvey } from '../../shared/http/chat';
import type { Message } from '../../shared/message';
import type { Receipt } from '../../shared/receipt';
import { whyWords } from '../../shared/why-words';
import type { Delivery, ListedDelivery } from '../stores/records/delivery';
import type { LeftMessage, PeopleRecords, Visitor } from '../stores/records/people';
import type { ConversationRecords } from '../stores/records/conversations';
import type { AuditRow, ConfigRecords } from '../stores/records/config';
import { auditWords } from './audit-words';
import type { DeskContext } from './desk-context';
import { explainReceipt } from './explain-receipt';
import { readAnyFile } from './read-file';
import { done, refused, type Done } from './refused';
import { visitorName } from './visitor-name';

export type ConversationFilter = Parameters<ConversationRecords['list']>[0];
type LeftFilter = Parameters<PeopleRecords['leftMessages']>[0];
type AuditFilter = Parameters<ConfigRecords['audits']>[0];
export type ReceiptFilter = Parameters<ConversationRecords['receipts']>[0];

/** A delivery for people: where it goes and what became of it, without what it carries. */
export interface DeliveryShown {
  id: string;
  to: 'visitor' | 'agent' | 'webhook';
  /** The agent, or the webhook's id. */
  name?: string;
  /** An event of a webhook, a kind of news for an agent, or `notice`: a subscribe message for the visitor. */
  what?: string;
  conversation?: string;
  visitor?: string;
  /** The message of the conversation that it carries. */
  seq?: number;
  state: Delivery['state'];
  attempts: number;
  dueAt: number;
  createdAt: number;
  why?: string;
  words?: { zh: string; en: string };
}

/** Everything ops look up and change nothing by. */
export function createLookUps(ctx: DeskContext) {
  const { conversations, outbox, people } = ctx.records;
  return {
    async conversations(filter: ConversationFilter): Promise<(Conversation & { visitorName: string })[]> {
      const found = await conversations.list(filter);
      return Promise.all(found.map(async (one) => ({ ...one, visitorName: await visitorName(ctx, one.visitor) })));
    },

    /** Everything said, notes too, and how the visitor found it. */
    async transcript(id: string, after: number, limit: number): Promise<Done<{ conversation: Conversation & { visitorName: string }; messages: Message[]; survey?: GivenSurvey }>> {
      const conversation = await conversations.get(id);
      if (!conversation) return refused('conversation-unknown');
      const [messages, survey] = await Promise.all([conversations.since(id, after, limit), ctx.records.surveys.of(id)]);
      return done({ conversation: { ...conversation, visitorName: await visitorName(ctx, conversation.visitor) }, messages, ...(survey && { survey }) });
    },

    async receipts(filter: ReceiptFilter): Promise<{ n: number; conversation: string; receipt: Receipt; lines: { zh: string[]; en: string[] } }[]> {
      const found = await conversations.receipts(filter);
      return found.map(({ n, conversation, ...receipt }) => ({ n, conversation, receipt, lines: explainReceipt(ctx.view(), receipt) }));
    },

    async deliveries(filter: { states: Delivery['state'][]; limit: number; before?: string; conversation?: string }): Promise<DeliveryShown[]> {
      return (await outbox.list(filter)).map(shown);
    },

    /** The picture or file of one message, also of one that was taken back. */
    file: (id: string, seq: number) => readAnyFile(ctx, id, seq),

    async leftMessages(filter: LeftFilter): Promise<(LeftMessage & { visitorName: string })[]> {
      const found = await people.leftMessages(filter);
      return Promise.all(found.map(async (one) => ({ ...one, visitorName: await visitorName(ctx, one.visitor) })));
    },

    visitors: people.visitors,
    async audits(filter: AuditFilter): Promise<(AuditRow & { lines: { zh: string[]; en: string[] } })[]> {
      const found = await ctx.records.config.audits(filter);
      return found.map((row) => ({ ...row, lines: auditWords(row, ctx.view().config) }));
    },
    versions: ctx.records.config.versions,

    async visitor(id: string): Promise<Done<Visitor & { lastAgent?: { agent: string; at: number } }>> {
      const [found, lastAgent] = await Promise.all([people.visitorById(id), conversations.lastAgent(id)]);
      return found ? done({ ...found, ...(lastAgent && { lastAgent }) }) : refused('not-found');
    },
  };
}

function shown({ id, target, state, attempts, dueAt, createdAt, why, conversation, visitor, seq }: ListedDelivery): DeliveryShown {
  return {
    id, to: target.to === 'notice' ? 'visitor' : target.to, state, attempts, dueAt, createdAt,
    ...(target.to === 'agent' && { name: target.agent, what: target.news.kind }),
    ...(target.to === 'notice' && { what: 'notice' }),
    ...(target.to === 'webhook' && { name: target.webhook, what: target.event }),
    ...(conversation !== undefined && { conversation }),
    ...(visitor !== undefined && { visitor }),
    ...(seq !== undefined && { seq }),
    ...(why !== undefined && { why, words: whyWords(why) }),
  };
}

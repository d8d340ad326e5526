import type { Conversation } from '../../shared/conversation';
import type { AgentStatus, ConversationDetail, ConversationLine } from '../../shared/http/agent';
import type { Message } from '../../shared/message';
import { explainLine } from '../routing/explain';
import type { AgentState } from '../stores/records/agents';
import { entriesNaming } from './call-next';
import type { ConfigView } from './config-view';
import { conversationLine, conversationLines, namesOf } from './conversation-line';
import type { DeskContext } from './desk-context';
import { done, refused, type Done } from './refused';
import { calledName } from './visitor-name';
import { visitorReach } from './visitor-reach';

/** Who sits at the workbench. A supervisor may see and do with all conversations what an agent may with his. */
export interface Asker {
  agent: string;
  supervises: boolean;
}

const MOST_WAITING = 100;
const MOST_OTHERS = 50;
const MOST_HISTORY = 20;
const MOST_MESSAGES = 200;

/** Those who stand in for him, and he for them. */
export const colleaguesIn = (view: ConfigView, agent: string): string[] =>
  [...new Set(view.groupsOf(agent).flatMap(({ members }) => members.map((member) => member.agent)))].filter((key) => key !== agent);

/** The conversation if he may see it: his own, one that waits for somebody like him, one of a colleague of his groups that is over, or an older one of a visitor he has now. */
export async function readable(ctx: DeskContext, { agent, supervises }: Asker, id: string): Promise<Conversation | undefined> {
  const conversation = await ctx.records.conversations.get(id);
  if (!conversation || supervises || conversation.agent === agent) return conversation;
  if (conversation.state === 'waiting' || conversation.state === 'left') {
    return entriesNaming(ctx.view(), agent).includes(conversation.entry) ? conversation : undefined;
  }
  if (conversation.state !== 'closed') return undefined;
  if (conversation.agent !== undefined && colleaguesIn(ctx.view(), agent).includes(conversation.agent)) return conversation;
  const mine = await ctx.records.conversations.ofAgent(agent);
  return mine.some((one) => one.visitor === conversation.visitor) ? conversation : undefined;
}

export async function agentStatus(ctx: DeskContext, agent: string): Promise<AgentStatus> {
  return statusOf(ctx, agent, (await ctx.records.agents.states([agent]))[0]);
}

/** In the order asked for. */
export async function agentStatuses(ctx: DeskContext, agents: string[]): Promise<AgentStatus[]> {
  const states = new Map((await ctx.records.agents.states(agents)).map((state) => [state.agent, state]));
  return agents.map((agent) => statusOf(ctx, agent, states.get(agent)));
}

function statusOf(ctx: DeskContext, agent: string, state: AgentState | undefined): AgentStatus {
  const view = ctx.view();
  const limit = view.agent(agent)?.capacity ?? view.groupsOf(agent).find((group) => group.capacity !== undefined)?.capacity ?? view.config.settings.capacity;
  return {
    status: state?.status ?? 'offline',
    since: state?.statusSince ?? 0,
    load: state?.load ?? 0,
    ...(state?.paused && { paused: state.paused }),
    ...(state?.forcedBy !== undefined && { forcedBy: state.forcedBy }),
    ...(state?.dutyUntil !== undefined && { dutyUntil: state.dutyUntil }),
    ...(limit !== undefined && { limit }),
  };
}

export async function myConversations(ctx: DeskContext, agent: string): Promise<ConversationLine[]> {
  return (await ctx.records.workbench.linesOf([agent])).map((line) => conversationLine(ctx, line));
}

/** Who waits for somebody like him, in the order in which they are served; a supervisor sees all who wait. */
export async function waitingFor(ctx: DeskContext, asker: Asker): Promise<ConversationLine[]> {
  return (await readQueue(ctx, queueOf(ctx, asker))).conversations;
}

/** Entries whose queue he sees; undefined: all. */
export const queueOf = (ctx: DeskContext, { agent, supervises }: Asker): string[] | undefined => (supervises ? undefined : entriesNaming(ctx.view(), agent));

/** `more`: others wait behind these. */
export async function readQueue(ctx: DeskContext, entries: string[] | undefined): Promise<{ conversations: ConversationLine[]; more: boolean }> {
  if (entries?.length === 0) return { conversations: [], more: false };
  const waiting = await ctx.records.conversations.waiting({ now: ctx.now(), limit: MOST_WAITING + 1, ...(entries && { entries }) });
  return { conversations: await conversationLines(ctx, waiting.slice(0, MOST_WAITING).map((one) => one.id)), more: waiting.length > MOST_WAITING };
}

/** What colleagues have now, newest first, for those who supervise. `before`: the last one seen. */
export async function othersConversations(ctx: DeskContext, { agent }: Asker, before?: string): Promise<{ conversations: ConversationLine[]; next?: string }> {
  const found = await ctx.records.conversations.list({ state: 'assigned', limit: MOST_OTHERS, ...(before !== undefined && { before }) });
  const last = found.at(-1);
  return {
    conversations: await conversationLines(ctx, found.filter((one) => one.agent !== agent).map((one) => one.id)),
    ...(last && found.length === MOST_OTHERS && { next: last.id }),
  };
}

export async function conversationDetail(ctx: DeskContext, asker: Asker, id: string): Promise<Done<ConversationDetail>> {
  const conversation = await readable(ctx, asker, id);
  return conversation ? done(await detailOf(ctx, conversation)) : refused('conversation-unknown');
}

/** What may still be sent to him; undefined where nothing is rationed. */
export async function allowanceOf(ctx: DeskContext, { channel, visitor, account }: Conversation): Promise<ConversationDetail['allowance']> {
  if (channel !== 'contact') return undefined;
  const allowance = await ctx.records.people.allowance(visitor, account);
  return allowance && allowance.until > ctx.now() ? allowance : { left: 0, until: 0 };
}

export async function detailOf(ctx: DeskContext, conversation: Conversation): Promise<ConversationDetail> {
  const { id } = conversation;
  const { conversations, people } = ctx.records;
  const [visitor, [receipt], allowance, known, survey, presence] = await Promise.all([
    people.visitorById(conversation.visitor),
    conversations.receipts({ conversation: id, limit: 1 }),
    allowanceOf(ctx, conversation),
    conversations.list({ visitor: conversation.visitor, limit: MOST_HISTORY }),
    ctx.records.surveys.of(id),
    visitorReach(ctx, conversation),
  ]);
  const view = ctx.view();
  const name = (key: string): string => view.agent(key)?.name ?? key;
  const site = view.site(view.entryOf(conversation)?.site ?? '')?.name;
  return {
    conversation,
    ...namesOf(view, conversation),
    ...(site !== undefined && { site }),
    visitor: { id: conversation.visitor, name: calledName(visitor?.facts.name, conversation.visitor), facts: visitor?.facts ?? {}, ...(visitor?.region !== undefined && { region: visitor.region }) },
    ...(receipt && { why: { zh: explainLine(receipt, 'zh', name), en: explainLine(receipt, 'en', name) } }),
    ...(allowance && { allowance }),
    ...(presence && { presence }),
    ...(survey && { survey }),
    history: known.filter((one) => one.id !== id).map((one) => ({ ...one, ...namesOf(view, one) })),
  };
}

/** All that was said after `after`, notes too. */
export async function agentMessages(ctx: DeskContext, asker: Asker, id: string, after: number): Promise<Done<{ messages: Message[]; seq: number; state: string }>> {
  const conversation = await readable(ctx, asker, id);
  if (!conversation) return refused('conversation-unknown');
  const messages = await ctx.records.conversations.since(id, after, MOST_MESSAGES);
  return done({ messages, seq: Math.max(after, messages.at(-1)?.seq ?? 0), state: conversation.state });
}

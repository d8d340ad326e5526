import type { AgentStatus, ConversationLine } from '../../shared/http/agent';
import type { TransferRequest } from '../stores/records/ownership';
import { conversationLine } from './conversation-line';
import type { DeskContext } from './desk-context';
import { agentStatuses, queueOf, readQueue, type Asker } from './workbench-reads';

export interface Queue {
  conversations: ConversationLine[];
  /** Others wait behind these. */
  more: boolean;
}

/** All an agent's workbench shows beside words: whatever he is told is a difference of two of these. */
export interface AgentOverview {
  status: AgentStatus;
  mine: ConversationLine[];
  /** Requests to take a conversation over that stand, by him or to him. */
  asked: TransferRequest[];
}

/** In the order asked for; one reading for all of them. */
export async function agentOverviews(ctx: DeskContext, agents: string[]): Promise<AgentOverview[]> {
  const [statuses, lines, asked] = await Promise.all([agentStatuses(ctx, agents), ctx.records.workbench.linesOf(agents), ctx.records.workbench.transfers(agents)]);
  const now = ctx.now();
  return agents.map((agent, at) => ({
    status: statuses[at] ?? nobody,
    mine: lines.filter(({ conversation }) => conversation.agent === agent).map((line) => conversationLine(ctx, line)),
    // A question nobody may answer any more is none; its asker hears of that when it is ended.
    asked: asked.filter(({ by, to, until }) => by === agent || (to === agent && until > now)),
  }));
}

const nobody: AgentStatus = { status: 'offline', since: 0, load: 0 };

/** Whoever sees the same entries sees the same queue, which is read once for all of them. In the order asked for. */
export async function agentQueues(ctx: DeskContext, askers: Asker[]): Promise<Queue[]> {
  const read = new Map<string, Promise<Queue>>();
  return Promise.all(askers.map((asker) => {
    const entries = queueOf(ctx, asker);
    const key = JSON.stringify(entries ?? 'all');
    const queue = read.get(key) ?? readQueue(ctx, entries);
    read.set(key, queue);
    return queue;
  }));
}

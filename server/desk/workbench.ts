import type { Conversation } from '../../shared/conversation';
import type { ConversationDetail } from '../../shared/http/agent';
import type { SearchQuery } from '../../shared/http/workbench-search';
import { agentOverviews, agentQueues, type AgentOverview } from './agent-overview';
import { createAgentReading } from './agent-reading';
import { askSurvey } from './ask-survey';
import { colleaguesOf } from './colleagues';
import type { DeskContext } from './desk-context';
import { handBack } from './hand-back';
import { readFileAsAgent } from './read-file';
import { sayOnceMore } from './say-once-more';
import { sendUp, type SentUp } from './send-up';
import { recallMessage } from './recall-message';
import { searchWords } from './search-words';
import { hearStaff } from './staff-changed';
import { offeredTags, tagConversation } from './tag-conversation';
import { tellAgent } from './tell-agent';
import { maySee, watchConversation } from './watch-conversation';
import { answerAsked, endByHand, passOn, speak, takeByHand, takeNext, type PassingOn, type Speaking } from './workbench-acts';
import { agentMessages, agentStatus, conversationDetail, myConversations, othersConversations, queueOf, readable, waitingFor, type Asker } from './workbench-reads';

/** What somebody at the workbench may see and do; every verb looks whether he may. */
export const createWorkbench = (ctx: DeskContext) => ({
  status: (agent: string) => agentStatus(ctx, agent),
  mine: (agent: string) => myConversations(ctx, agent),
  queue: (asker: Asker) => waitingFor(ctx, asker),
  others: (asker: Asker, before?: string) => othersConversations(ctx, asker, before),
  colleagues: (agent: string) => colleaguesOf(ctx, agent),
  detail: (asker: Asker, conversation: string) => conversationDetail(ctx, asker, conversation),
  messages: (asker: Asker, conversation: string, after: number) => agentMessages(ctx, asker, conversation, after),
  /** For the workbench's socket, in the order asked for. */
  overviews: (agents: string[]) => agentOverviews(ctx, agents),
  queues: (askers: Asker[]) => agentQueues(ctx, askers),
  seesQueue: (asker: Asker, entry: string) => queueOf(ctx, asker)?.includes(entry) ?? true,
  whose: (conversations: string[]) => ctx.records.conversations.find(conversations),
  told: (agent: string, before: AgentOverview | undefined, after: AgentOverview) => tellAgent(ctx, agent, before, after),
  readable: (asker: Asker, conversation: string) => readable(ctx, asker, conversation),
  maySee: (asker: Asker, conversation: Pick<Conversation, 'id' | 'agent'>) => maySee(ctx, asker, conversation),
  watched: (conversation: string, after: number, known?: ConversationDetail) => watchConversation(ctx, conversation, after, known),
  /** Undefined unless he has it. */
  async owned(agent: string, id: string): Promise<Conversation | undefined> {
    const conversation = await ctx.records.conversations.get(id);
    return conversation?.state === 'assigned' && conversation.agent === agent ? conversation : undefined;
  },
  read: createAgentReading(ctx),
  /** Something about an agent or a login has changed, on whichever node. Answers how to stop. */
  async hear({ agent, staff }: { agent(key: string): void; staff(id: string): void }): Promise<() => void> {
    const stops = [await ctx.live.subscribe('presence', agent), await hearStaff(ctx, staff)];
    return () => stops.forEach((stop) => stop());
  },
  /** Before he says it. */
  sendUp: (agent: string, sent: Omit<SentUp, 'owner' | 'network'>) => sendUp(ctx, { ...sent, owner: { agent } }),
  /** The picture or file of one message. */
  file: (asker: Asker, conversation: string, seq: number) => readFileAsAgent(ctx, asker, conversation, seq),
  speak: (asker: Asker, speaking: Speaking) => speak(ctx, asker, speaking),
  sayOnceMore: (asker: Asker, conversation: string, seq: number) => sayOnceMore(ctx, asker, conversation, seq),
  take: (asker: Asker, conversation: string) => takeByHand(ctx, asker, conversation),
  next: (asker: Asker) => takeNext(ctx, asker),
  passOn: (asker: Asker, request: PassingOn) => passOn(ctx, asker, request),
  answerAsked: (asker: Asker, conversation: string, accept: boolean) => answerAsked(ctx, asker, conversation, accept),
  askSurvey: (asker: Asker, conversation: string) => askSurvey(ctx, asker, conversation),
  handBack: (asker: Asker, conversation: string) => handBack(ctx, asker, conversation),
  recall: (asker: Asker, conversation: string, seq: number) => recallMessage(ctx, asker, conversation, seq),
  tag: (asker: Asker, conversation: string, tags: string[]) => tagConversation(ctx, asker, conversation, tags),
  tags: () => offeredTags(ctx),
  search: (asker: Asker, query: SearchQuery) => searchWords(ctx, asker, query),
  end: (asker: Asker, conversation: string) => endByHand(ctx, asker, conversation),
});

import { askSurvey } from './ask-survey';
import { colleaguesOf } from './colleagues';
import type { DeskContext } from './desk-context';
import { answerAsked, endByHand, passOn, speak, takeByHand, takeNext, type Speaking } from './workbench-acts';
import { agentMessages, agentStatus, conversationDetail, myConversations, othersConversations, waitingFor, type Asker } from './workbench-reads';

/** What somebody at the workbench may see and do; every verb looks whether he may. */
export const createWorkbench = (ctx: DeskContext) => ({
  status: (agent: string) => agentStatus(ctx, agent),
  mine: (agent: string) => myConversations(ctx, agent),
  queue: (asker: Asker) => waitingFor(ctx, asker),
  others: (asker: Asker, before?: string) => othersConversations(ctx, asker, before),
  colleagues: (agent: string) => colleaguesOf(ctx, agent),
  detail: (asker: Asker, conversation: string) => conversationDetail(ctx, asker, conversation),
  messages: (asker: Asker, conversation: string, after: number) => agentMessages(ctx, asker, conversation, after),
  speak: (asker: Asker, speaking: Speaking) => speak(ctx, asker, speaking),
  take: (asker: Asker, conversation: string) => takeByHand(ctx, asker, conversation),
  next: (asker: Asker) => takeNext(ctx, asker),
  passOn: (asker: Asker, request: Parameters<typeof passOn>[2]) => passOn(ctx, asker, request),
  answerAsked: (asker: Asker, conversation: string, accept: boolean) => answerAsked(ctx, asker, conversation, accept),
  askSurvey: (asker: Asker, conversation: string) => askSurvey(ctx, asker, conversation),
  end: (asker: Asker, conversation: string) => endByHand(ctx, asker, conversation),
});

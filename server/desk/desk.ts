import type { ChannelKind } from '../../shared/config/entry';
import type { AgentAction } from '../agent-channels/agent-channel';
import type { Identity } from '../../shared/identity';
import type { Inbound } from '../channels/channel';
import { agentActed } from './agent-acted';
import { answerTransfer, askTransfer } from './ask-transfer';
import { createAttempts, type AttemptLimit } from './attempts';
import { createBackground } from './background';
import { callNext } from './call-next';
import { createCannedReplies } from './canned-replies';
import { createChat } from './chat';
import { close, type CloseRequest } from './close';
import { createConversationNews } from './conversation-news';
import { createDeliverer } from './deliver';
import type { DeskContext } from './desk-context';
import type { DeskDeps } from './desk-deps';
import { deviceLeft } from './device-left';
import { deviceSeen, type DeviceSeen } from './device-seen';
import { drainQueue } from './drain-queue';
import { createEntries } from './entries';
import { figures } from './figures';
import { keepPermits } from './keep-permits';
import { leaveMessage, type LeavingWords } from './leave-message';
import { createMerchantDesk } from './merchant-desk';
import { readReceivers } from './native-receivers';
import { openConversation } from './open-conversation';
import { createOpsDesk } from './ops-desk';
import { createPuller } from './pull-platform';
import { openPublishedConfig } from './published-config';
import { createSecondFactors } from './second-factor';
import { rateConversation, type Rating } from './rate-conversation';
import { readFile } from './read-file';
import { receiveMessage } from './receive-message';
import { recover } from './recover';
import { sendReply, type ReplyRequest } from './send-reply';
import { sendUp, type SentUp } from './send-up';
import { resume, setStatus, type StatusRequest } from './set-status';
import { createSweep } from './sweep';
import { createStaffSessions } from './staff-session';
import { take, type TakeRequest } from './take';
import { transfer, type TransferRequest } from './transfer';
import { createVisits } from './visits';
import { visitorConversations, visitorMessages } from './visitor-history';
import { openVisitorSession, visitorSession } from './visitor-session';
import { openWebhookList } from './webhook-list';
import { createWorkbench } from './workbench';

/** The only door to the use cases. The gateway and the loops come in here; nothing else does. */
export type Desk = Awaited<ReturnType<typeof openDesk>>;

/** Wakes of the loops, so that what an event caused is done at once and not at the next poll. */
export interface Wakes {
  outbox(): void;
  sweep(): void;
  pull(): void;
}

export async function openDesk(deps: DeskDeps, wakes: Wakes) {
  const published = await openPublishedConfig(deps);
  const webhooks = await openWebhookList(deps);
  const background = createBackground(deps.log);
  const news = createConversationNews({ live: deps.live, view: () => published.view() });
  const ctx: DeskContext = {
    ...deps,
    published,
    webhooks,
    background,
    view: () => published.view(),
    wakeOutbox: () => wakes.outbox(),
    wakeSweep: () => wakes.sweep(),
    changed: news.changed,
    hearNews: news.hear,
    visitorChanged: (visitor) => entries.forget(visitor),
    wakeQueue: (limit) => background.run('queue', 'serve the queue', async () => {
      await drainQueue(ctx, limit);
    }),
  };
  // Raised capacity, new members or other hours may make room for somebody waiting.
  published.onChange(() => ctx.wakeQueue(ctx.view().config.settings.drainBatch));
  const entries = createEntries(ctx);
  const visits = createVisits(ctx);
  const deliverer = createDeliverer(ctx);
  const sweep = createSweep(ctx);
  const puller = await createPuller(ctx, () => wakes.pull());

  return {
    ctx,
    /** The configuration in force; another object after each publication. */
    view: () => published.view(),
    figures: () => figures(ctx),
    staff: createStaffSessions(ctx),
    secondFactors: createSecondFactors(ctx),
    /** Slows down whoever tries too often, on whichever node. */
    attempts: (limit: AttemptLimit) => createAttempts(ctx, limit),
    visitor: {
      /** Stored when it answers; what follows goes on behind. */
      takeIn: (channel: ChannelKind, inbound: Inbound) => {
        switch (inbound.kind) {
          case 'entered': return openConversation(ctx, channel, inbound);
          case 'said': return receiveMessage(ctx, channel, inbound);
          case 'permits': return keepPermits(ctx, inbound);
        }
      },
      openSession: (identity: Identity, tokenHash: string) => openVisitorSession(ctx, identity, tokenHash),
      session: (tokenHash: string) => visitorSession(ctx, tokenHash),
      /** He opened the mini-program or a page, from this address. */
      came: visits.came,
      entries,
      leaveMessage: (words: LeavingWords) => leaveMessage(ctx, words),
      conversations: (visitor: string, language: 'zh' | 'en') => visitorConversations(ctx, visitor, language),
      messages: (visitor: string, conversation: string, after: number) => visitorMessages(ctx, visitor, conversation, after),
      rate: (visitor: string, conversation: string, rating: Rating) => rateConversation(ctx, visitor, conversation, rating),
      sendUp: (sent: SentUp) => sendUp(ctx, sent),
      file: (visitor: string, conversation: string, seq: number) => readFile(ctx, visitor, conversation, seq),
    },
    agent: {
      acted: (action: AgentAction) => agentActed(ctx, action),
      reply: (request: ReplyRequest) => sendReply(ctx, request),
      take: (request: TakeRequest) => take(ctx, request),
      callNext: (agent: string) => callNext(ctx, agent),
      transfer: (request: TransferRequest) => transfer(ctx, request),
      askTransfer: (request: TransferRequest) => askTransfer(ctx, request),
      answerTransfer: (answer: { conversation: string; agent: string; accept: boolean }) => answerTransfer(ctx, answer),
      close: (request: CloseRequest) => close(ctx, request),
      setStatus: (request: StatusRequest) => setStatus(ctx, request),
      resume: (agent: string) => resume(ctx, agent),
      /** For the workbench's socket: on opening, and on each answer to a ping. A socket that is lost without goodbye calls nothing. */
      deviceSeen: (seen: DeviceSeen) => deviceSeen(ctx, seen),
      deviceLeft: (agent: string, device: string) => deviceLeft(ctx, agent, device),
    },
    chat: createChat(ctx),
    workbench: createWorkbench(ctx),
    canned: createCannedReplies(ctx),
    ops: createOpsDesk(ctx),
    merchant: createMerchantDesk(ctx),
    /** A platform whose agents answer in its own client says that it has something for us: nothing is stored yet, and nothing lost if this is. */
    hint: (hint: { account?: string; token: string }) => puller.hint(hint),
    loops: {
      deliverDue: () => deliverer.deliverDue(),
      recover: () => recover(ctx),
      drain: (limit: number) => drainQueue(ctx, limit),
      sweep,
      pull: () => puller.pullDue(),
      receivers: () => readReceivers(ctx),
    },
    /** Resolves when nothing is being sent. */
    settled: () => deliverer.settled(),
    /** Lets what is under way end; call after the gateway has stopped taking in. */
    async stop(): Promise<void> {
      puller.stop();
      await background.settled();
      await deliverer.settled();
      await Promise.all([published.stop(), webhooks.stop()]);
    },
  };
}

import type { Conversation } from '../../shared/conversation';
import type { MessageBody } from '../../shared/message';
import type { Act } from '../stores/records/agents';
import type { Replied } from '../stores/records/replies';
import { unreadAfterMs } from './call-back-absent';
import type { DeskContext } from './desk-context';
import { keepMediaSoon } from './keep-media';
import { take } from './take';
import { wayToVisitor } from './way-to-visitor';

export interface ReplyRequest {
  conversation: string;
  /** The client's id for this send: the same id again gives the first result. */
  key: string;
  agent: string;
  body: MessageBody;
  /** The name of his upload the body is of; the store puts in what it holds. */
  upload?: string;
  /** A supervisor may speak in anybody's conversation. */
  anyOwner?: boolean;
  /** For colleagues only; never sent. */
  note?: boolean;
  /** His act in WeCom: one that was answered otherwise before is not sent. */
  act?: Act;
}

export type ReplyResult =
  | Replied
  /** He answered somebody who waits, and a colleague was quicker. */
  | { kind: 'taken'; by?: string }
  /** He answered somebody who waits, and has more than he may already. */
  | { kind: 'full'; load: number }
  /** On this channel agents answer in the platform's own client; nothing was sent. */
  | { kind: 'natively' };

/**
 * An agent answers. The message and its delivery are stored together; the delivery goes out after that. Answering
 * somebody who waits claims him first. An answer of several platform messages that exceed the allowance is refused
 * before anything is sent; a single one waits for the visitor's next word.
 */
export async function sendReply(ctx: DeskContext, request: ReplyRequest): Promise<ReplyResult> {
  const conversation = await ctx.records.conversations.get(request.conversation);
  return conversation ? replyIn(ctx, conversation, request) : { kind: 'unknown' };
}

/** The same in a conversation that was just read. */
export async function replyIn(ctx: DeskContext, conversation: Conversation, request: Omit<ReplyRequest, 'conversation'>): Promise<ReplyResult> {
  const channel = ctx.channels[conversation.channel];
  if (channel?.native && !request.note) return { kind: 'natively' };
  if (!request.note) {
    const refused = await mayAnswer(ctx, conversation, request);
    if (refused) return refused;
  }
  const parts = channel?.parts(request.body) ?? 1;
  const webhooks = ctx.webhooks.of(ctx.view().entry(conversation.entry)?.site, 'message.created');
  const replied = await ctx.records.conversations.reply({
    key: request.key,
    conversation: conversation.id,
    agent: request.agent,
    ...(request.anyOwner && { anyOwner: true }),
    from: request.note ? 'note' : 'agent',
    newMessage: ctx.newId(),
    body: request.body,
    ...(request.upload !== undefined && { upload: request.upload }),
    now: ctx.now(),
    ...(request.note ? { deliveries: [] } : wayToVisitor(ctx, channel, request.body)),
    ...(channel?.readsHere && !request.note && { lookAt: ctx.now() + unreadAfterMs(ctx, conversation.account) }),
    ...(parts > 1 && { needsAllowance: parts }),
    ...(request.act && { act: request.act }),
    announce: { webhooks },
  });
  if (replied.kind === 'stored') {
    const isFetching = keepMediaSoon(ctx, conversation.channel, replied.message);
    if (!isFetching && (!channel?.readsHere || webhooks.length > 0)) ctx.wakeOutbox();
    ctx.changed(conversation.id, replied);
  }
  return replied;
}

/** Undefined: he may, and if the visitor waited he is the owner now. A retry of what was sent before always gets its first result. */
async function mayAnswer(ctx: DeskContext, conversation: Conversation, request: Omit<ReplyRequest, 'conversation'>): Promise<ReplyResult | undefined> {
  const { agents, conversations } = ctx.records;
  if (conversation.state !== 'waiting' && conversation.state !== 'left') return undefined;
  const forcedBy = request.anyOwner ? undefined : (await agents.states([request.agent]))[0]?.forcedBy;
  if (await conversations.replied(request.agent, request.key)) return undefined;
  if (forcedBy !== undefined) return { kind: 'forced-offline', by: forcedBy };
  const taken = await take(ctx, { conversation: conversation.id, agent: request.agent, cause: 'replied-first' });
  if (taken.kind === 'full') return taken;
  return taken.kind === 'lost' ? { kind: 'taken', ...(taken.owner !== undefined && { by: taken.owner }) } : undefined;
}

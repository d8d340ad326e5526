import type { MessageBody } from '../../shared/message';
import type { Replied } from '../stores/records/conversations';
import type { DeskContext } from './desk-context';
import { take } from './take';

export interface ReplyRequest {
  conversation: string;
  /** The client's id for this send: the same id again gives the first result. */
  key: string;
  agent: string;
  body: MessageBody;
  /** A supervisor may speak in anybody's conversation. */
  anyOwner?: boolean;
  /** For colleagues only; never sent. */
  note?: boolean;
}

export type ReplyResult = Replied | { kind: 'taken'; by?: string };

/**
 * An agent answers. The message and its delivery are stored together; the delivery goes out after that. Answering
 * somebody who waits claims him first. An answer of several platform messages that exceed the allowance is refused
 * before anything is sent; a single one waits for the visitor's next word.
 */
export async function sendReply(ctx: DeskContext, request: ReplyRequest): Promise<ReplyResult> {
  const { conversations } = ctx.records;
  const conversation = await conversations.get(request.conversation);
  if (!conversation) return { kind: 'unknown' };
  if ((conversation.state === 'waiting' || conversation.state === 'left') && !request.note) {
    const taken = await take(ctx, { conversation: conversation.id, agent: request.agent, cause: 'replied-first' });
    if (taken.kind === 'lost') return { kind: 'taken', ...(taken.owner !== undefined && { by: taken.owner }) };
  }
  const channel = ctx.channels[conversation.channel];
  const parts = channel?.parts(request.body) ?? 1;
  const site = ctx.view().entry(conversation.entry)?.site;
  const replied = await conversations.reply({
    key: request.key,
    conversation: conversation.id,
    agent: request.agent,
    ...(request.anyOwner && { anyOwner: true }),
    from: request.note ? 'note' : 'agent',
    newMessage: ctx.newId(),
    body: request.body,
    now: ctx.now(),
    deliveries: request.note ? [] : [{ id: ctx.newId(), target: { to: 'visitor', seq: 0 }, parts }],
    ...(parts > 1 && { needsAllowance: parts }),
    announce: { webhooks: site === undefined ? [] : ctx.webhooks.of(site, 'message.created') },
  });
  if (replied.kind === 'stored') {
    ctx.wakeOutbox();
    ctx.changed(conversation.id);
  }
  return replied;
}

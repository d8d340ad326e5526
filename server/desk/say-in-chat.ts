import type { Conversation } from '../../shared/conversation';
import type { Message, MessageBody } from '../../shared/message';
import type { DeskContext } from './desk-context';
import type { ChatVisitor } from './open-chat';
import { receiveMessage } from './receive-message';

export type SaidInChat = { kind: 'stored'; conversation: Conversation; message: Message } | { kind: 'entry-unknown' };

/** He says something on our own page. Stored when it answers; the same client id again is answered by the first. */
export async function sayInChat(ctx: DeskContext, { identity }: ChatVisitor, request: { entry: string; clientId: string; body: MessageBody }): Promise<SaidInChat> {
  const { entry, clientId, body } = request;
  const received = await receiveMessage(ctx, 'chat', { kind: 'said', key: `chat:${clientId}`, identity, at: ctx.now(), body, entry });
  if (received.kind === 'no-entry' || received.kind === 'needs-terms') return { kind: 'entry-unknown' };
  return { kind: 'stored', conversation: received.conversation, message: received.message };
}

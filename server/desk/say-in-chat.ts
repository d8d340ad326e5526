import type { Conversation } from '../../shared/conversation';
import type { SaidBody } from '../../shared/http/chat';
import type { Message } from '../../shared/message';
import type { DeskContext } from './desk-context';
import type { ChatVisitor } from './open-chat';
import { receiveMessage } from './receive-message';
import { stated } from './stated-body';

export type SaidInChat = { kind: 'stored'; conversation: Conversation; message: Message } | { kind: 'entry-unknown' | 'upload-unknown' };

/** He says something on our own page. Stored when it answers; the same client id again is answered by the first. */
export async function sayInChat(ctx: DeskContext, { identity }: ChatVisitor, request: { entry: string; clientId: string; body: SaidBody }): Promise<SaidInChat> {
  const { entry, clientId, body } = request;
  const received = await receiveMessage(ctx, 'chat', { kind: 'said', key: `chat:${clientId}`, identity, at: ctx.now(), entry, ...stated(body) });
  switch (received.kind) {
    case 'no-entry':
    case 'needs-terms':
      return { kind: 'entry-unknown' };
    case 'upload-unknown':
      return received;
    default:
      return { kind: 'stored', conversation: received.conversation, message: received.message };
  }
}

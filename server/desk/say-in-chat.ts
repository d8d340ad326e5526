import type { Conversation } from '../../shared/conversation';
import type { SaidBody } from '../../shared/http/chat';
import type { Message, MessageBody } from '../../shared/message';
import type { DeskContext } from './desk-context';
import type { ChatVisitor } from './open-chat';
import { receiveMessage } from './receive-message';

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

/** Of a picture or file he says only the name of his upload; the store puts in what it holds. */
function stated(body: SaidBody): { body: MessageBody; upload?: string } {
  switch (body.kind) {
    case 'image':
      return { body: { kind: 'image' }, upload: body.file };
    case 'file':
      return { body: { kind: 'file', name: '' }, upload: body.file };
    default:
      return { body };
  }
}

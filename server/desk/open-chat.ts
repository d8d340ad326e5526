import type { Conversation } from '../../shared/conversation';
import type { Identity } from '../../shared/identity';
import type { DeskContext } from './desk-context';
import { openConversation } from './open-conversation';
import type { TurnedAway } from './turn-away';

/** A visitor on our own chat page, as his login says. */
export interface ChatVisitor {
  visitor: string;
  identity: Identity;
}

export type ChatOpened = { kind: 'open'; conversation: Conversation } | TurnedAway | { kind: 'entry-unknown' };

/** He enters by an entry on our own page: once per client id, and one conversation per entry however often he comes. */
export async function openChat(ctx: DeskContext, { visitor, identity }: ChatVisitor, request: { entry: string; clientId: string }): Promise<ChatOpened> {
  const opened = await openConversation(ctx, 'chat', {
    kind: 'entered', key: `open:${request.clientId}`, identity, at: ctx.now(), ticket: { entry: request.entry, visitor, genuine: true },
  });
  switch (opened.kind) {
    case 'no-entry':
      return { kind: 'entry-unknown' };
    case 'turned-away':
      return opened;
    default:
      return { kind: 'open', conversation: opened.conversation };
  }
}

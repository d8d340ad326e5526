import type { SaidBody } from '../../shared/http/chat';
import { chatState } from './chat-state';
import { close } from './close';
import type { ConversationNews } from './conversation-news';
import type { DeskContext } from './desk-context';
import { createGathering } from './gathering';
import { openChat, type ChatVisitor } from './open-chat';
import { chatBefore, chatHeads, chatSince, ownChat } from './read-chat';
import { sayInChat } from './say-in-chat';
import { hearSigns, readUpTo, showSign, type Sign } from './show-sign';
import { createVisitorPresence } from './visitor-presence';

export type ChatHearer = Parameters<ConversationNews['hear']>[0] & { sign(sign: Sign): void };

/** What the visitor does on our own chat page, for his sockets. */
export const createChat = (ctx: DeskContext) => {
  const keepReading = createGathering<number>(ctx.background, 'keep what visitors have read', Math.max, (all) =>
    ctx.records.visits.read([...all].map(([conversation, seq]) => ({ conversation, seq }))));
  return {
    open: (who: ChatVisitor, request: { entry: string; clientId: string }) => openChat(ctx, who, request),
    say: (who: ChatVisitor, request: { entry: string; clientId: string; body: SaidBody }) => sayInChat(ctx, who, request),
    /** Undefined unless it is his. */
    own: (visitor: string, conversation: string) => ownChat(ctx, visitor, conversation),
    /** Ends it for good; false unless it is his. One that is over already stays so. */
    async end(visitor: string, conversation: string): Promise<boolean> {
      if (!(await ownChat(ctx, visitor, conversation))) return false;
      await close(ctx, { conversation, reason: 'ended-by-visitor' });
      return true;
    },
    state: async (conversation: string) => {
      const found = await ctx.records.conversations.get(conversation);
      return found && chatState(ctx, found);
    },
    since: (conversation: string, after: number) => chatSince(ctx, conversation, after),
    heads: (conversations: string[]) => chatHeads(ctx, conversations),
    before: (visitor: string, conversation: string, before: number, limit: number) => chatBefore(ctx, visitor, conversation, before, limit),
    /** `conversation` is his or hers who shows it; ask `own` first. */
    sign(sign: Sign): Promise<void> {
      if (sign.by === 'visitor' && sign.sign === 'read') keepReading(sign.conversation, sign.seq);
      return showSign(ctx, sign);
    },
    presence: createVisitorPresence(ctx),
    readUpTo: (conversation: string, by: Sign['by']) => readUpTo(ctx, conversation, by),
    /** Tells what is new in conversations and what the two sides see of each other. Answers how to stop. */
    async hear(hearer: ChatHearer): Promise<() => void> {
      const stops = [await ctx.hearNews(hearer), await hearSigns(ctx, hearer.sign)];
      return () => stops.forEach((stop) => stop());
    },
  };
};

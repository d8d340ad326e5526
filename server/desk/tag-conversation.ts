import type { Conversation } from '../../shared/conversation';
import type { DeskContext } from './desk-context';
import { done, refused, type Done } from './refused';
import { ownedBy } from './workbench-acts';
import type { Asker } from './workbench-reads';

/** Offered to who writes one. */
const MOST_OFFERED = 50;

/** Sets all tags of a conversation that is his, or was when it ended. */
export async function tagConversation(ctx: DeskContext, { agent, supervises }: Asker, conversation: string, tags: string[]): Promise<Done<Conversation>> {
  const tagged = await ctx.records.workbench.tag({ conversation, tags, ...(!supervises && { agent }) });
  switch (tagged.kind) {
    case 'unknown':
      return refused('conversation-unknown');
    case 'not-owner':
      return refused('not-owner', ownedBy(ctx, tagged.conversation.agent));
    case 'tagged':
      ctx.changed(conversation);
      return done(tagged.conversation);
  }
}

export const offeredTags = (ctx: DeskContext): Promise<string[]> => ctx.records.workbench.mostUsedTags(MOST_OFFERED);

import type { Message } from '../../shared/message';
import { recallMs } from '../../shared/talk/recall';
import type { DeskContext } from './desk-context';
import { done, refused, type Done } from './refused';
import { readable, type Asker } from './workbench-reads';

/**
 * An agent takes back what he said a moment ago. Only where the visitor reads what is stored here: other platforms have shown it to
 * him already and cannot take it away.
 */
export async function recallMessage(ctx: DeskContext, asker: Asker, id: string, seq: number): Promise<Done<Message>> {
  const conversation = await readable(ctx, asker, id);
  if (!conversation) return refused('conversation-unknown');
  if (!ctx.channels[conversation.channel]?.readsHere) return refused('recall-not-here');
  const recalled = await ctx.records.conversations.recall({ conversation: id, seq, agent: asker.agent, now: ctx.now(), withinMs: recallMs, newMessage: ctx.newId() });
  switch (recalled.kind) {
    case 'unknown':
      return refused('not-found');
    case 'not-his':
      return refused('not-owner');
    case 'too-late':
      return refused('recall-too-late');
    case 'recalled':
      ctx.changed(id);
      return done(recalled.message);
  }
}

import type { Cause } from '../../shared/causes';
import type { Entry } from '../../shared/config/entry';
import type { Conversation } from '../../shared/conversation';
import type { Decision } from '../routing/question';
import type { ConfigView } from './config-view';
import type { DeskContext } from './desk-context';

/** Turns a waiting conversation with words into a left message, due to whom the entry names first. */
export async function keepAsLeft(ctx: DeskContext, view: ConfigView, entry: Entry | undefined, conversation: Conversation, cause: Cause, decision?: Decision): Promise<Conversation | undefined> {
  const left = await ctx.records.conversations.leave({
    conversation: conversation.id, version: conversation.version, now: ctx.now(), due: entry ? dueTo(view, entry) : {}, cause,
    ...(decision && { receipt: decision.receipt }),
    announce: { webhooks: ctx.webhooks.of(entry?.site, 'message.left') },
  });
  ctx.changed(conversation.id);
  return left.kind === 'left' ? left.conversation : undefined;
}

/** Who follows words up: the first person or group the ladder names. */
export function dueTo(view: ConfigView, entry: Entry): { agent?: string; group?: string } {
  for (const { target } of entry.ladder) {
    if (target.kind === 'agent' && view.agent(target.agent)) return { agent: target.agent };
    if (target.kind === 'group' && view.group(target.group)) return { group: target.group };
  }
  return {};
}

import type { MessageBody } from '../../shared/message';
import { chooseCurrent, currentConversation } from './current-conversation';
import type { DeskContext } from './desk-context';
import { listMine } from './list-mine';
import { sendReply } from './send-reply';
import { visitorName } from './visitor-name';
import { word } from './word-news';

/** An agent's plain text or picture in WeCom goes to his current conversation and to no other; he reads back to whom it went. */
export async function agentSaid(ctx: DeskContext, agent: string, key: string, body: MessageBody): Promise<string | undefined> {
  const before = await ctx.records.conversations.replied(agent, `wecom:${key}`);
  if (before) return echoOf(ctx, before.conversation);
  const current = await currentConversation(ctx, agent);
  if (current.kind === 'none') return word('noConversation');
  if (current.kind === 'choose') {
    await listMine(ctx, agent, key, 'chooseFirst');
    return undefined;
  }
  const { conversation } = current;
  const visitor = await visitorName(ctx, conversation.visitor);
  const replied = await sendReply(ctx, { conversation: conversation.id, key: `wecom:${key}`, agent, body });
  switch (replied.kind) {
    case 'stored':
    case 'duplicate':
      // Speaking to the only one is no choice: when a second comes, he must say whom he means.
      if (current.chosen) await chooseCurrent(ctx, agent, conversation.id);
      return echo(ctx, conversation, visitor);
    case 'no-allowance':
      return word('tooLong', { parts: ctx.channels[conversation.channel]?.parts(body) ?? 1, left: replied.left });
    case 'not-owner':
      return word('notYours', { owner: ctx.view().agent(replied.conversation.agent ?? '')?.name ?? '' });
    case 'taken':
      return word('takenBy', { owner: ctx.view().agent(replied.by ?? '')?.name ?? '' });
    case 'full':
      return word('youAreFull', { load: replied.load });
    case 'forced-offline':
      return word('forcedNotSent', { by: ctx.view().agent(replied.by)?.name ?? replied.by });
    default:
      return word('alreadyClosed');
  }
}

async function echoOf(ctx: DeskContext, id: string): Promise<string | undefined> {
  const conversation = await ctx.records.conversations.get(id);
  return conversation && echo(ctx, conversation, await visitorName(ctx, conversation.visitor));
}

/** The reply budget is shown with every echo; a text over it waits for the visitor's next word. */
async function echo(ctx: DeskContext, conversation: { visitor: string; account: string; channel: string }, visitor: string): Promise<string> {
  if (conversation.channel !== 'contact') return word('echoUnmetered', { visitor });
  const allowance = await ctx.records.people.allowance(conversation.visitor, conversation.account);
  const left = allowance && allowance.until > ctx.now() ? allowance.left : 0;
  return left > 0 ? word('echo', { visitor, left }) : word('echoLast', { visitor });
}

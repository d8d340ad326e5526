import type { Conversation } from '../../shared/conversation';
import type { MessageBody } from '../../shared/message';
import type { Act } from '../stores/records/agents';
import { actOnce, did, nothing, type Did } from './act-once';
import { chooseCurrent, currentConversation } from './current-conversation';
import type { DeskContext } from './desk-context';
import { listMine } from './list-mine';
import { sendReply } from './send-reply';
import { visitorName } from './visitor-name';
import { word } from './word-news';

/**
 * An agent's plain text or picture in WeCom goes to the conversation that was his current one when he wrote it, and to no
 * other; he reads back to whom it went. What was not sent the first time is not sent when the platform delivers it again.
 */
export function agentSaid(ctx: DeskContext, act: Act, body: MessageBody): Promise<string | undefined> {
  return actOnce(ctx, act, () => send(ctx, act, body), (conversation) => echoOf(ctx, conversation));
}

async function send(ctx: DeskContext, act: Act, body: MessageBody): Promise<Did> {
  const { agent } = act;
  const current = await currentConversation(ctx, agent, act.at);
  if (current.kind === 'none') return nothing(word('noConversation'));
  if (current.kind === 'choose') return listMine(ctx, act, 'chooseFirst');
  const { conversation } = current;
  const replied = await sendReply(ctx, { conversation: conversation.id, key: `wecom:${act.key}`, agent, body, act });
  switch (replied.kind) {
    case 'stored':
      // Speaking to the only one is no choice: when a second comes, he must say whom he means.
      if (current.chosen) await chooseCurrent(ctx, agent, { conversation: conversation.id, at: act.at });
      return did(await echo(ctx, conversation));
    case 'duplicate':
      return did(await echoOf(ctx, replied.message.conversation));
    case 'no-allowance':
      return nothing(word('tooLong', { parts: ctx.channels[conversation.channel]?.parts(body) ?? 1, left: replied.left }));
    case 'not-owner':
      return nothing(word('notYours', { owner: ctx.view().agent(replied.conversation.agent ?? '')?.name ?? '' }));
    case 'taken':
      return nothing(word('takenBy', { owner: ctx.view().agent(replied.by ?? '')?.name ?? '' }));
    case 'full':
      return nothing(word('youAreFull', { load: replied.load }));
    case 'natively':
      return nothing(word('answerThere', { visitor: await visitorName(ctx, conversation.visitor) }));
    case 'forced-offline':
      return nothing(word('forcedNotSent', { by: ctx.view().agent(replied.by)?.name ?? replied.by }));
    default:
      return nothing(word('alreadyClosed'));
  }
}

async function echoOf(ctx: DeskContext, id: string | undefined): Promise<string | undefined> {
  const conversation = id === undefined ? undefined : await ctx.records.conversations.get(id);
  return conversation && echo(ctx, conversation);
}

/** The reply budget is shown with every echo; a text over it waits for the visitor's next word. */
async function echo(ctx: DeskContext, conversation: Conversation): Promise<string> {
  const visitor = await visitorName(ctx, conversation.visitor);
  if (conversation.channel !== 'contact') return word('echoUnmetered', { visitor });
  const allowance = await ctx.records.people.allowance(conversation.visitor, conversation.account);
  const left = allowance && allowance.until > ctx.now() ? allowance.left : 0;
  return left > 0 ? word('echo', { visitor, left }) : word('echoLast', { visitor });
}

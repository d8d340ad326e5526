import type { Conversation } from '../../shared/conversation';
import { isSameUser } from '../../shared/wecom-userid';
import type { Happened, NativeDesk } from '../channels/channel';
import type { DeskContext } from './desk-context';
import { followAct } from './follow-act';
import { agentBehind, giveTo } from './give-to';
import { keepMediaSoon } from './keep-media';
import { keepSeat } from './keep-seat';
import { reopenNatively } from './reopen-natively';

type Native = Extract<Happened, { kind: 'native' }>;

/**
 * What an agent says in the platform's own client makes up the transcript; the first words of his in a conversation that
 * waits make it his. Words without a name are put down to whoever has it.
 */
export async function nativeWords(ctx: DeskContext, desk: NativeDesk, happened: Native, act: Extract<Native['act'], { act: 'said' }>, open: Conversation | undefined): Promise<void> {
  const agent = act.agent === '' && open?.agent !== undefined ? open.agent : agentBehind(ctx, act.agent);
  if (await ctx.records.conversations.replied(agent, happened.key)) return;
  const reopened = open ? undefined : await reopenNatively(ctx, desk, happened, act.agent);
  if (open && open.agent !== agent) await belongs(ctx, desk, happened, open, act.agent, agent);
  const conversation = open ? await ctx.records.conversations.get(open.id) : reopened?.conversation;
  if (!conversation) return;
  const site = ctx.view().entryOf(conversation)?.site;
  const replied = await ctx.records.conversations.reply({
    key: happened.key, conversation: conversation.id, agent, saidThere: true, from: 'agent', newMessage: ctx.newId(), body: act.body, now: ctx.now(),
    deliveries: [], announce: { webhooks: ctx.webhooks.of(site, 'message.created') },
  });
  if (replied.kind === 'stored') {
    ctx.changed(conversation.id);
    keepMediaSoon(ctx, 'kf', replied.message);
  }
  await reopened?.settle();
}

async function belongs(ctx: DeskContext, desk: NativeDesk, happened: Native, open: Conversation, id: string, agent: string): Promise<void> {
  const seat = await ctx.records.native.seat(open.id);
  const hadIt = seat?.at === 'agent' && seat.agent !== undefined && isSameUser(seat.agent, id);
  if (open.state !== 'assigned' && (seat === undefined || hadIt || happened.at >= seat.since)) {
    const given = await giveTo(ctx, open, agent, 'replied-first');
    if (given) await keepSeat(ctx, given, { at: 'agent', agent: id }, { since: happened.at });
    return;
  }
  // He wrote before it was moved from him, or it was passed to him there and we have not heard of that yet.
  await followAct(ctx, desk, { ...happened, act: { act: 'changed' } }, open);
}

import type { Conversation } from '../../shared/conversation';
import type { Happened, NativeDesk } from '../channels/channel';
import type { DeskContext } from './desk-context';
import { endedThere, followSession } from './follow-session';
import { agentBehind, giveTo } from './give-to';
import { keepMediaSoon } from './keep-media';
import { keepSeat } from './keep-seat';
import { reopenNatively } from './reopen-natively';

type Native = Extract<Happened, { kind: 'native' }>;
/** The platform tells whole seconds. */
const SECOND = 1_000;

/** Something an agent or the visitor did in the platform's own client, once per key; what is older than what we know is read again. */
export async function nativeAct(ctx: DeskContext, desk: NativeDesk, happened: Native): Promise<void> {
  const visitor = await ctx.records.people.visitorKnownAs(happened.identity);
  const open = visitor === undefined ? undefined : await ctx.records.conversations.openOf(visitor, 'kf', happened.identity.account);
  // Our own assigning of it must be over, or both would move it at once.
  if (open) await ctx.background.ended(open.id);
  const conversation = open && (await ctx.records.conversations.get(open.id));
  const { act } = happened;
  switch (act.act) {
    case 'said':
      return said(ctx, desk, happened, act, conversation);
    case 'recalled': {
      if (visitor === undefined) return;
      const agent = act.by === 'agent' && act.agent !== undefined ? agentBehind(ctx, act.agent) : undefined;
      const found = await ctx.records.native.recalled({ visitor, key: act.message, at: happened.at, ...(agent !== undefined && { agent }) });
      if (found) ctx.changed(found.conversation);
      return;
    }
    case 'blocked':
      if (conversation) await note(ctx, conversation, act.on ? 'blocked' : 'unblocked', happened.key);
      return;
    case 'reopened':
      if (!conversation) return reopenNatively(ctx, happened, act.agent);
      return follow(ctx, desk, happened, conversation);
    case 'picked-up':
    case 'passed-on':
    case 'ended':
    case 'changed':
      if (conversation) await follow(ctx, desk, happened, conversation);
  }
}

/** An owner changed or went. What happened before our own last change may be over again, so then the platform is asked. */
async function follow(ctx: DeskContext, desk: NativeDesk, happened: Native, conversation: Conversation): Promise<void> {
  const { act, identity, at } = happened;
  const seat = await ctx.records.native.seat(conversation.id);
  const isNews = seat === undefined || at + SECOND > seat.since;
  const notice = 'notice' in act && act.notice !== undefined ? { notice: act.notice } : {};
  if (isNews && act.act === 'ended') {
    await keepSeat(ctx, conversation, { at: 'nobody' }, notice);
    return endedThere(ctx, conversation, act.agent === undefined ? conversation.agent : agentBehind(ctx, act.agent));
  }
  if (isNews && (act.act === 'picked-up' || act.act === 'passed-on' || act.act === 'reopened')) {
    const cause = { 'picked-up': 'taken-natively', 'passed-on': 'passed-natively', 'reopened': 'reopened-natively' } as const;
    const given = await giveTo(ctx, conversation, agentBehind(ctx, act.agent), cause[act.act]);
    if (given) await keepSeat(ctx, given, { at: 'agent', agent: act.agent }, notice);
    return;
  }
  const read = await desk.session(identity);
  if (read.kind === 'read') return followSession(ctx, conversation, read.value);
  throw new Error(`the platform did not say where a session is: ${read.why}`);
}

/** His words make up the transcript; the first of them in a conversation that waits makes it his. */
async function said(ctx: DeskContext, desk: NativeDesk, happened: Native, act: Extract<Native['act'], { act: 'said' }>, open: Conversation | undefined): Promise<void> {
  const agent = agentBehind(ctx, act.agent);
  const known = await ctx.records.conversations.replied(agent, happened.key);
  if (known) return;
  if (!open) await reopenNatively(ctx, happened, act.agent);
  else if (open.agent !== agent) await belongs(ctx, desk, happened, open, agent);
  const conversation = open ? await ctx.records.conversations.get(open.id) : await openNow(ctx, happened);
  if (!conversation) return;
  const site = ctx.view().entryOf(conversation)?.site;
  const replied = await ctx.records.conversations.reply({
    key: happened.key, conversation: conversation.id, agent, anyOwner: true, from: 'agent', newMessage: ctx.newId(), body: act.body, now: ctx.now(),
    deliveries: [], announce: { webhooks: site === undefined ? [] : ctx.webhooks.of(site, 'message.created') },
  });
  if (replied.kind !== 'stored') return;
  ctx.changed(conversation.id);
  keepMediaSoon(ctx, 'kf', replied.message);
}

async function belongs(ctx: DeskContext, desk: NativeDesk, happened: Native, open: Conversation, agent: string): Promise<void> {
  if (open.state !== 'assigned') {
    const given = await giveTo(ctx, open, agent, 'replied-first');
    if (given && happened.act.act === 'said') await keepSeat(ctx, given, { at: 'agent', agent: happened.act.agent });
    return;
  }
  const seat = await ctx.records.native.seat(open.id);
  // He wrote before it was moved from him, or it was passed to him there and we have not heard of that yet.
  if (seat === undefined || happened.at + SECOND > seat.since) await follow(ctx, desk, { ...happened, act: { act: 'changed' } }, open);
}

async function openNow(ctx: DeskContext, { identity }: Native): Promise<Conversation | undefined> {
  const visitor = await ctx.records.people.visitorKnownAs(identity);
  return visitor === undefined ? undefined : ctx.records.conversations.openOf(visitor, 'kf', identity.account);
}

async function note(ctx: DeskContext, conversation: Conversation, event: string, key: string): Promise<void> {
  await ctx.records.conversations.reply({
    key: `system:${key}`, conversation: conversation.id, from: 'system', newMessage: ctx.newId(), body: { kind: 'event', event }, now: ctx.now(), deliveries: [],
  });
  ctx.changed(conversation.id);
}

import type { ChannelKind } from '../../shared/config/entry';
import type { Conversation } from '../../shared/conversation';
import type { Inbound } from '../channels/channel';
import type { Inbound as Words, Received } from '../stores/records/arrivals';
import type { DeskContext } from './desk-context';
import { assignAndTell } from './follow-decision';
import { keepMediaSoon } from './keep-media';
import { keepSeat } from './keep-seat';
import { allowanceOf, entryFor, noEntry, termsOf } from './open-conversation';
import { sayAgain } from './say-again';

const DAY = 86_400_000;
/** A message without any button goes to the last entry used within this time. */
const LAST_ENTRY_DAYS = 30;

/**
 * The visitor said something. Answers when it is stored with all it causes: the same key twice, even at once, makes one
 * message. What follows (the ladder, the relay to the agent) goes on after the answer.
 */
export async function receiveMessage(ctx: DeskContext, channel: ChannelKind, inbound: Extract<Inbound, { kind: 'said' }>): Promise<Received | { kind: 'no-entry' }> {
  const view = ctx.view();
  const { account } = inbound.identity;
  const site = view.siteOf(account)?.key;
  const allowance = allowanceOf(view.config, channel, 'message');
  const words: Words = {
    key: inbound.key,
    identity: inbound.identity,
    newVisitor: ctx.newId(),
    newConversation: ctx.newId(),
    newMessage: ctx.newId(),
    newDelivery: ctx.newId(),
    body: inbound.body,
    scope: channel === 'chat' ? 'entry' : 'account',
    channel,
    ...(inbound.entry !== undefined && { entry: inbound.entry }),
    ...(inbound.upload !== undefined && { upload: inbound.upload }),
    at: inbound.at,
    now: ctx.now(),
    ...(allowance && { allowance }),
    announce: { webhooks: ctx.webhooks.of(site, 'message.created'), opened: ctx.webhooks.of(site, 'conversation.opened') },
  };
  let received = await ctx.records.conversations.receive(words);
  if (received.kind === 'needs-terms') {
    const last = received.lastEntry;
    const recent = last && ctx.now() - last.at < LAST_ENTRY_DAYS * DAY ? last.entry : undefined;
    const entry = entryFor(view, channel, account, inbound.entry ?? recent ?? (await lostEntering(ctx, channel, inbound)));
    if (!entry) return noEntry(ctx, account, channel);
    received = await ctx.records.conversations.receive({ ...words, terms: termsOf(entry, account, channel) });
  }
  if (received.kind === 'stored') follow(ctx, channel, received, inbound.key);
  return received;
}

function follow(ctx: DeskContext, channel: ChannelKind, received: Extract<Received, { kind: 'stored' }>, key: string): void {
  const { conversation, message } = received;
  ctx.changed(conversation.id, received);
  if (received.toSend) ctx.wakeOutbox();
  if (conversation.state === 'waiting' && conversation.waitUntil === undefined) {
    const native = ctx.channels[channel]?.native !== undefined;
    const occasion = received.opened || (native && received.first) ? 'wrote' : 'retry';
    ctx.background.run(conversation.id, 'assign after a message', async () => {
      const now = native ? await stillUnrouted(ctx, conversation) : conversation;
      if (now) await assignAndTell(ctx, now, received.opened || received.first ? 'wrote' : 'wrote-again', occasion, key);
    });
  }
  if (conversation.state === 'assigned' && received.first) ctx.background.run(conversation.id, 'say again what was let go', () => sayAgain(ctx, received));
  keepMediaSoon(ctx, channel, message);
}

/** A platform that can be asked says by which button he came, where the entering itself was lost. */
async function lostEntering(ctx: DeskContext, channel: ChannelKind, { identity }: Extract<Inbound, { kind: 'said' }>): Promise<string | undefined> {
  const desk = ctx.channels[channel]?.native;
  if (!desk || ctx.view().nativeEntries(identity.account).length < 2) return undefined;
  return (await desk.lastEntered(identity))?.entry;
}

/** Several words come at once where they are fetched; the ladder runs for the first of them. WeCom: a word into an ended session makes it new. */
async function stillUnrouted(ctx: DeskContext, { id }: Conversation): Promise<Conversation | undefined> {
  const conversation = await ctx.records.conversations.get(id);
  if (conversation?.state !== 'waiting' || conversation.waitUntil !== undefined) return undefined;
  const seat = await ctx.records.native.seat(id);
  if (seat?.at === 'nobody') await keepSeat(ctx, conversation, { at: 'new' }, { heard: true });
  return conversation;
}

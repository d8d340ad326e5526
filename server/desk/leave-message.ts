import { agentWords } from '../../shared/agent-words';
import type { Entry } from '../../shared/config/entry';
import type { Conversation } from '../../shared/conversation';
import type { LeaveAnswer } from '../../shared/http/visitor';
import type { Identity } from '../../shared/identity';
import { fill, type TextKey } from '../../shared/texts';
import type { Received } from '../stores/records/arrivals';
import type { ConfigView } from './config-view';
import type { DeskContext } from './desk-context';
import { dueTo } from './keep-as-left';
import { termsOf } from './open-conversation';
import { worded, type Values } from './say';

export interface LeavingWords {
  identity: Identity;
  visitor: string;
  entry: string;
  text: string;
  /** How he wants to be reached. */
  contact?: string;
  /** The phone's id for these words: again with the same, the first answer. */
  clientId: string;
}

export type WordsLeft = ({ kind: 'left' } & LeaveAnswer) | { kind: 'entry-unknown' };

/**
 * The visitor leaves words on our own page, for someone to follow up. They go into his open conversation when he has one,
 * else into a new one that is left at once. WeChat does not see them, so they allow no answer in its chat.
 */
export async function leaveMessage(ctx: DeskContext, words: LeavingWords): Promise<WordsLeft> {
  const view = ctx.view();
  const entry = view.entry(words.entry);
  if (!entry || !entry.enabled || entry.site !== view.siteOf(words.identity.account)?.key) return { kind: 'entry-unknown' };
  const received = await receive(ctx, entry, words);
  if (received.kind !== 'stored' && received.kind !== 'duplicate') return { kind: 'entry-unknown' };
  const conversation = await leaveIt(ctx, view, entry, received, words);
  ctx.changed(conversation.id);
  ctx.wakeOutbox();
  return { kind: 'left', conversation: conversation.id, words: thanks(ctx, view, entry, conversation) };
}

function receive(ctx: DeskContext, entry: Entry, words: LeavingWords): Promise<Received> {
  const { account } = words.identity;
  // On kf a customer is known only once he has written there, so words of this page stay with the mini-program.
  const channel = entry.channel === 'chat' ? 'chat' : 'contact';
  const now = ctx.now();
  return ctx.records.conversations.receive({
    key: `left:${words.clientId}`,
    identity: words.identity,
    newVisitor: words.visitor,
    newConversation: ctx.newId(),
    newMessage: ctx.newId(),
    newDelivery: ctx.newId(),
    body: { kind: 'text', text: words.text },
    terms: termsOf(entry, account, channel),
    entry: entry.key,
    scope: channel === 'chat' ? 'entry' : 'account',
    channel,
    at: now,
    now,
    announce: { webhooks: ctx.webhooks.of(entry.site, 'message.created'), opened: ctx.webhooks.of(entry.site, 'conversation.opened') },
  });
}

/** Unless somebody has it or it stands in the queue, it is left for whom the entry names first. */
async function leaveIt(ctx: DeskContext, view: ConfigView, entry: Entry, received: Extract<Received, { kind: 'stored' | 'duplicate' }>, words: LeavingWords): Promise<Conversation> {
  const { conversation } = received;
  const { conversations } = ctx.records;
  const { contact } = words;
  if (conversation.state !== 'waiting' || conversation.waitUntil !== undefined) {
    if (contact !== undefined) await keepContact(ctx, conversation.id, contact, words.clientId);
    return conversation;
  }
  const left = await conversations.leave({
    conversation: conversation.id, version: conversation.version, now: ctx.now(), due: dueTo(view, entry), cause: 'left-message',
    ...(contact !== undefined && { contact }),
    announce: { webhooks: ctx.webhooks.of(entry.site, 'message.left') },
  });
  return left.conversation ?? conversation;
}

/** A left message has a place for it; whoever has the conversation already reads it as a note. */
async function keepContact(ctx: DeskContext, conversation: string, contact: string, clientId: string): Promise<void> {
  if (await ctx.records.people.setContact(conversation, contact)) return;
  await ctx.records.conversations.reply({
    key: `contact:${clientId}`, conversation, from: 'note', newMessage: ctx.newId(), now: ctx.now(), deliveries: [],
    body: { kind: 'text', text: fill(agentWords.contactLeft.zh, { contact }) },
  });
}

/** Names a person only when it is known who will answer: its owner, or whom the entry names first. */
function thanks(ctx: DeskContext, view: ConfigView, entry: Entry, conversation: Conversation): LeaveAnswer['words'] {
  const key = conversation.agent ?? (conversation.state === 'left' ? dueTo(view, entry).agent : undefined);
  const agent = key === undefined ? undefined : view.agent(key)?.name;
  const say = (text: TextKey, values: Values): LeaveAnswer['words'] => ({ zh: worded(ctx, text, values), en: worded(ctx, text, values, 'en') });
  return agent === undefined ? say('leftThanks', {}) : say('leftThanksDue', { agent });
}

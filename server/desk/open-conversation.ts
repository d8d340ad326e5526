import type { ChannelKind, Entry } from '../../shared/config/entry';
import type { Conversation } from '../../shared/conversation';
import type { DeskConfig } from '../../shared/config/desk-config';
import type { Inbound } from '../channels/channel';
import type { Entered, Terms } from '../stores/records/arrivals';
import type { ConfigView } from './config-view';
import type { DeskContext } from './desk-context';
import { assignAndTell } from './follow-decision';
import { refreshCards } from './refresh-cards';
import { turnedAway, type TurnedAway } from './turn-away';

/** An entry's terms, frozen when a conversation opens by it. The channel is the one he came by, also where a default entry of another stands in. */
export function termsOf(entry: Entry, account: string, channel: ChannelKind): Terms {
  return {
    entry: entry.key, channel, account, priority: entry.priority,
    ageingSeconds: entry.ageingSeconds, silentSeconds: entry.silentSeconds, idleMinutes: entry.idleMinutes,
  };
}

/** The entry asked for if it is live on this site and channel, else the site's default; on our own page, which can be told so, none. */
export function entryFor(view: ConfigView, channel: ChannelKind, account: string, asked: string | undefined): Entry | undefined {
  const site = view.siteOf(account);
  if (!site) return undefined;
  const entry = asked === undefined ? undefined : view.entry(asked);
  if (channel === 'kf') {
    const there = view.nativeEntries(account);
    return there.find((one) => one.key === asked) ?? there.find((one) => one.isDefault) ?? there[0];
  }
  if (channel === 'chat') return entry?.enabled && entry.site === site.key && entry.channel === 'chat' ? entry : undefined;
  // WeChat's own chat stands in where 微信客服 did not open.
  const byThisRoad = entry?.channel === channel || (entry?.channel === 'kf' && channel === 'contact');
  return entry && entry.enabled && entry.site === site.key && byThisRoad ? entry : view.defaultEntry(site.key);
}

/** What an act of the visitor allows us to send him; on 微信客服 entering allows no more than a greeting by its code. */
export const allowanceOf = (config: DeskConfig, channel: ChannelKind, act: 'message' | 'enter') =>
  channel === 'contact' || (channel === 'kf' && act === 'message') ? config.settings.allowances[act] : undefined;

/**
 * The visitor entered by a button. Answers when it is stored; the ladder runs after that, so a platform's callback is
 * acknowledged without waiting for it. The same event twice, even at once on two nodes, makes one conversation. `known`: the
 * visitor of ours whom a ticket names, and what is to be done before the ladder runs.
 */
export async function openConversation(ctx: DeskContext, channel: ChannelKind, inbound: Extract<Inbound, { kind: 'entered' }>, known: { visitor?: string; first?: (opened: Conversation) => Promise<unknown> } = {}): Promise<Entered | TurnedAway | { kind: 'no-entry' }> {
  const view = ctx.view();
  const { account } = inbound.identity;
  const entry = entryFor(view, channel, account, inbound.ticket.entry);
  if (!entry) return noEntry(ctx, account, channel);
  const away = channel === 'chat' ? await turnedAway(ctx, view, entry, inbound.identity) : undefined;
  if (away) return away;
  const allowance = allowanceOf(view.config, channel, 'enter');
  const entered = await ctx.records.conversations.enter({
    key: inbound.key,
    identity: inbound.identity,
    newVisitor: known.visitor ?? ctx.newId(),
    newConversation: ctx.newId(),
    newMessage: ctx.newId(),
    newDelivery: ctx.newId(),
    terms: termsOf(entry, account, channel),
    scope: channel === 'chat' ? 'entry' : 'account',
    at: inbound.at,
    now: ctx.now(),
    ...(allowance && { allowance }),
    announce: { webhooks: ctx.webhooks.of(entry.site, 'conversation.opened') },
  });
  const { conversation } = entered;
  ctx.changed(conversation.id);
  if (entered.kind === 'opened' || entered.kind === 'rechosen') {
    const cause = entered.kind === 'opened' ? 'entered' : 'chose-entry';
    await known.first?.(conversation);
    // On 微信客服 nobody can be given a visitor before his first word.
    if (channel !== 'kf' || conversation.lastVisitorAt !== undefined) ctx.background.run(conversation.id, 'assign after entering', async () => {
      await assignAndTell(ctx, conversation, cause, 'entered', inbound.key);
    });
    if (entered.kind === 'rechosen') {
      ctx.wakeOutbox();
      refreshCards(ctx, conversation.id);
      if (entered.former !== undefined) ctx.wakeQueue(1);
    }
  }
  return entered;
}

export function noEntry(ctx: DeskContext, account: string, channel?: ChannelKind): { kind: 'no-entry' } {
  // Our own page is told so, and whoever writes to it may name what he likes: no news for ops.
  if (channel === 'chat') return { kind: 'no-entry' };
  ctx.alarms.raise({
    key: `no-entry:${account}`, level: 'error',
    zh: '有访客进来，但这个小程序没有任何可用入口，请在后台配置并发布入口。',
    en: 'A visitor came, but this mini-program has no live entry. Configure and publish one.',
  });
  return { kind: 'no-entry' };
}

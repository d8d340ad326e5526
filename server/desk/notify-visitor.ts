import type { SiteNotice } from '../../shared/config/desk-config';
import type { Conversation } from '../../shared/conversation';
import { entryPagePath } from '../../shared/http/article';
import type { Message } from '../../shared/message';
import type { Outcome } from '../../shared/outcome';
import { shortText } from '../../shared/short-text';
import { fill } from '../../shared/texts';
import type { Channel } from '../channels/channel';
import type { TakenDelivery } from '../stores/records/delivery';
import type { DeskContext } from './desk-context';
import { identityOf } from './identity-of';
import { prepare } from './nothing-sent';
import { noticeRoad } from './notice-road';
import { worded } from './say';
import { bodyText } from './word-news';
import { wordsWaiting } from './words-waiting';

/** A field of a template shows this much of somebody's words. */
const SHOWN = 20;
/** The channel's waits grow with attempts it does not know of here: doubled so often at most. */
const MOST_DOUBLED = 10;

type Notified = { outcome: Outcome; message?: Message };

/** Calls a visitor back to the words that wait for him; answers with the last of them, so that its writer can be told. */
export async function notifyVisitor(ctx: DeskContext, delivery: TakenDelivery, template: string): Promise<Notified> {
  const ready = await prepare(() => readyFor(ctx, delivery, template));
  if ('outcome' in ready) return ready;
  const { conversation, message, send } = ready;
  // As on our own cards; WeChat wants it without the slash. There he finds the button that opens his chat again.
  const outcome = await send(entryPagePath(conversation.entry).slice(1));
  const told = message && { message };
  if (outcome.kind === 'later') return { outcome: { ...outcome, afterMs: outcome.afterMs * 2 ** Math.min(delivery.attempts - 1, MOST_DOUBLED) }, ...told };
  return { outcome: outcome.kind === 'held' ? { kind: 'refused', why: outcome.why } : outcome, ...told };
}

type Ready = { conversation: Conversation; message: Message | undefined; send(page: string): Promise<Outcome> } | Notified;

/** Reads all that is to be sent, before anything is. */
async function readyFor(ctx: DeskContext, delivery: TakenDelivery, template: string): Promise<Ready> {
  const conversation = delivery.conversation === undefined ? undefined : await ctx.records.conversations.get(delivery.conversation);
  const identity = conversation && (await identityOf(ctx, conversation));
  if (!conversation || !identity) return { outcome: { kind: 'refused', why: 'erased' } };
  const { last: message, count } = await wordsWaiting(ctx, conversation);
  if (count === 0) return { outcome: { kind: 'refused', why: 'came-back' } };
  const told = message && { message };
  const notify = noticeRoad(ctx, identity);
  if (!notify) return { outcome: { kind: 'refused', why: 'channel-off' }, ...told };
  const site = ctx.view().siteOf(conversation.account);
  // Other words belong to another template; the permit for this one is his again.
  if (site?.notice?.template !== template) return { outcome: { kind: 'refused', why: 'notice-off' }, ...told };
  const data = noticeData(ctx, site.notice, { site: site.name, conversation, message, count });
  return { conversation, message, send: (page: string): ReturnType<NonNullable<Channel['notify']>> => notify(identity, template, page, data) };
}

interface About { site: string; conversation: Conversation; message: Message | undefined; count: number }

/** The template's fields as ops filled them; the channel cuts each to what WeChat takes. */
function noticeData(ctx: DeskContext, { fields }: SiteNotice, { site, conversation, message, count }: About): Record<string, string> {
  const agent = ctx.view().agent(message?.agent ?? conversation.agent ?? '')?.name ?? site;
  const values = {
    site, agent, count, notice: worded(ctx, conversation.channel === 'chat' ? 'noticeUnread' : 'notice', { agent, count }),
    entry: ctx.view().entry(conversation.entry)?.label.zh ?? conversation.entry,
    words: message === undefined ? '' : shortText(bodyText(message.body), SHOWN),
    time: templateTime(message?.at ?? ctx.now()),
  };
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, fill(value, values)]));
}

/** `2026-01-07 12:00` in China, the form WeChat's `time` and `date` fields take. */
function templateTime(at: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' }).format(at);
}

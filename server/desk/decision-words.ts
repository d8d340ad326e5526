import type { Entry } from '../../shared/config/entry';
import type { Conversation } from '../../shared/conversation';
import type { Decision } from '../routing/question';
import type { ConfigView } from './config-view';
import type { DeskContext } from './desk-context';
import { greetingWords, type GreetingWords } from './greeting-words';
import { queuePlace } from './queue-place';
import { worded, type Values } from './say';

/**
 * Why the ladder ran, as far as it decides what the visitor hears: `entered` gets the greeting; `wrote` came without a
 * greeting; `moved` had somebody else; `queue` has waited; `retry` hears of good news and of his place.
 */
export type Occasion = 'entered' | 'wrote' | 'moved' | 'queue' | 'retry';

/** What the visitor is told about a decision, in polite words; undefined when silence is better. */
export async function decisionWords(
  ctx: DeskContext,
  view: ConfigView,
  entry: Entry,
  conversation: Conversation,
  decision: Decision,
  occasion: Occasion,
): Promise<string | undefined> {
  const entryName = entry.label.zh;
  switch (decision.kind) {
    case 'assigned': {
      const agent = view.agent(decision.offer.agent)?.name ?? '';
      const { standsInFor } = decision.receipt;
      const designated = standsInFor === undefined ? undefined : view.agent(standsInFor)?.name;
      if (occasion === 'moved') return worded(ctx, 'moved', { agent, entry: entryName });
      if (occasion === 'queue' || occasion === 'retry') return worded(ctx, 'joined', { agent, entry: entryName });
      const standIn = designated === undefined ? undefined : { agent, designated, entry: entryName };
      if (occasion === 'wrote') return standIn && worded(ctx, 'standIn', standIn);
      const greeting = ownGreeting(entry, { agent, designated, entry: entryName });
      if (greeting) return standIn && !greeting.tells.has('designated') ? `${worded(ctx, 'standIn', standIn)}\n${greeting.text}` : greeting.text;
      return standIn ? worded(ctx, 'greetingStandIn', standIn) : worded(ctx, 'greeting', { agent, entry: entryName });
    }
    case 'queued': {
      // Who had left words and writes again stands in the queue only now, and hears where.
      if (occasion === 'queue') return undefined;
      const { place, wait } = await queuePlace(ctx, conversation);
      const values = { place, from: wait?.fromMinutes, to: wait?.toMinutes, entry: entryName };
      const queued = worded(ctx, wait ? 'queuedEstimate' : 'queued', values);
      // Entering allows two messages and the second is an agent's, so welcome and place go in one.
      const greeting = occasion === 'entered' ? ownGreeting(entry, values) : undefined;
      if (!greeting) return queued;
      return greeting.tells.has('place') ? greeting.text : `${greeting.text}\n${queued}`;
    }
    case 'no-seats':
      return occasion === 'retry' ? undefined : worded(ctx, 'noSeats', { waiting: decision.waiting, entry: entryName });
    case 'leave-message':
      if (occasion === 'retry') return undefined;
      return worded(ctx, occasion === 'moved' || occasion === 'queue' ? 'leftAfterWait' : 'noAgent', { entry: entryName });
    case 'outside-hours': {
      if (occasion === 'retry') return undefined;
      if (decision.opensAt === undefined) return worded(ctx, 'outsideHours', { entry: entryName });
      return worded(ctx, 'outsideHoursOpens', { opensAt: clockTime(decision.opensAt, zoneOf(view, entry)), entry: entryName });
    }
    case 'moved':
      return undefined;
  }
}

const ownGreeting = ({ greeting }: Entry, values: Values): GreetingWords | undefined => greeting && greetingWords(greeting.zh, values);

/** The time zone an entry's hours are meant in. */
export const zoneOf = (view: ConfigView, entry: Entry): string =>
  (entry.hours === undefined ? undefined : view.hours(entry.hours)?.timeZone) ?? 'Asia/Shanghai';

/** `7月3日 09:00` in a time zone; an unknown zone falls back to China's. */
export function clockTime(at: number, timeZone: string, locale: 'zh-CN' | 'en-GB' = 'zh-CN'): string {
  const format = (zone: string): string =>
    new Intl.DateTimeFormat(locale, { timeZone: zone, month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false }).format(at);
  try {
    return format(timeZone);
  } catch {
    return format('Asia/Shanghai');
  }
}

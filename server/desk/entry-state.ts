import type { Entry } from '../../shared/config/entry';
import type { EntryState } from '../../shared/http/visitor';
import type { TextKey } from '../../shared/texts';
import type { Decision } from '../routing/question';
import type { ConfigView } from './config-view';
import { clockTime, zoneOf } from './decision-words';
import type { DeskContext } from './desk-context';
import { waitAt } from './queue-place';
import { worded, type Values } from './say';

/** What a decision means on the button: its kind and one polite sentence. `waiting`: how many wait for this entry now. */
export async function entryState(ctx: DeskContext, view: ConfigView, entry: Entry, decision: Decision, waiting: number): Promise<EntryState> {
  const say = (key: TextKey, values: Values = {}): EntryState['words'] => ({ zh: worded(ctx, key, values), en: worded(ctx, key, values, 'en') });
  switch (decision.kind) {
    case 'assigned': {
      const known = view.agent(decision.offer.agent);
      const agent = { name: known?.name ?? decision.offer.agent, ...(known?.avatar !== undefined && { avatar: known.avatar }) };
      const { standsInFor } = decision.receipt;
      // A merchant may name somebody whom nobody here knows: a key is no name for a visitor.
      const designated = standsInFor === undefined ? undefined : view.agent(standsInFor)?.name;
      if (designated === undefined) return { kind: 'available', words: say('entryAvailable', { agent: agent.name }), agent };
      return { kind: 'stand-in', words: say('entryStandIn', { agent: agent.name, designated }), agent, standsInFor: designated };
    }
    case 'queued': {
      const { place, wait } = await waitAt(ctx, entry.key, waiting + 1);
      if (!wait) return { kind: 'queue', words: say('entryQueue', { place }), waiting };
      return { kind: 'queue', words: say('entryQueueEstimate', { place, from: wait.fromMinutes, to: wait.toMinutes }), waiting, wait };
    }
    case 'no-seats':
      return { kind: 'no-seats', words: say('entryNoSeats', { waiting }), waiting };
    case 'outside-hours': {
      const { opensAt } = decision;
      if (opensAt === undefined) return { kind: 'outside-hours', words: say('entryClosed') };
      const zone = zoneOf(view, entry);
      const words = {
        zh: worded(ctx, 'entryClosedOpens', { opensAt: clockTime(opensAt, zone) }),
        en: worded(ctx, 'entryClosedOpens', { opensAt: clockTime(opensAt, zone, 'en-GB') }, 'en'),
      };
      return { kind: 'outside-hours', words, opensAt };
    }
    default:
      return { kind: 'leave-message', words: say('entryLeave') };
  }
}

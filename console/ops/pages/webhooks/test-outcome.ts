import type { Answer } from '../../../frame/api/answer';
import type { DeliveryState } from '../../../../shared/message';
import type { SentEvent } from '../../api/webhooks';

/** What became of a test; `trying`: not yet arrived and tried again by itself. */
export type TestOutcome = { kind: 'arrived' } | { kind: 'trying' | 'failed'; words?: { zh: string; en: string } } | { kind: 'open' };

export interface TestWatch {
  deliveries(state: DeliveryState | undefined): Promise<Answer<{ deliveries: SentEvent[] }>>;
  pause(ms: number): Promise<void>;
}

const LOOKS = 10;
const PAUSE_MS = 700;

/** Looks after a test event until its outcome stands in the deliveries, for some seconds. */
export async function testOutcome(delivery: string, { deliveries, pause }: TestWatch): Promise<TestOutcome> {
  for (let looks = 1; looks <= LOOKS; looks += 1) {
    await pause(PAUSE_MS);
    // Where it usually is first; without a state come those in trouble.
    for (const state of ['sent', 'pending', undefined] as const) {
      const answer = await deliveries(state);
      const found = answer.ok ? answer.value.deliveries.find(({ id }) => id === delivery) : undefined;
      const outcome = found && outcomeOf(found);
      if (outcome) return outcome;
    }
  }
  return { kind: 'open' };
}

/** Nothing as long as it waits for its first try. */
function outcomeOf({ state, why, words }: SentEvent): TestOutcome | undefined {
  if (state === 'sent') return { kind: 'arrived' };
  if (state === 'pending' && why === undefined) return undefined;
  return { kind: state === 'pending' ? 'trying' : 'failed', ...(words && { words }) };
}

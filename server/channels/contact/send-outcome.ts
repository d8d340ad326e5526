import type { Outcome } from '../../../shared/outcome';
import type { CallFailure } from '../../wechat/answer';
import { callVerdict, type OpsWords } from '../../wechat/call-verdict';

export interface OutcomeOptions {
  /** Attempts before this one. */
  readonly attempts: number;
  readonly alarm: (words: OpsWords) => void;
}

/** What a failed call means for a message to a visitor. */
export function sendOutcome(failure: CallFailure, { attempts, alarm }: OutcomeOptions): Outcome {
  const verdict = callVerdict('wechat', failure, attempts);
  switch (verdict.kind) {
    case 'harmless':
      return { kind: 'sent' };
    case 'later': {
      const { ops, ...later } = verdict;
      if (ops !== undefined) alarm(ops);
      return later;
    }
    case 'refused':
      // A window or a count comes back with the visitor's next word, all else never.
      return /^(window-closed|count-spent):/.test(verdict.why) ? { kind: 'held', why: verdict.why } : verdict;
    case 'unknown':
      return verdict;
  }
}

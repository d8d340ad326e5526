import type { Outcome } from '../../../shared/outcome';
import type { CallFailure } from '../../wechat/answer';
import { callVerdict, type OpsWords } from '../../wechat/call-verdict';

export interface OutcomeOptions {
  /** Attempts before this one. */
  readonly attempts: number;
  readonly alarm: (words: OpsWords) => void;
}

/** WeCom: the member is outside the application's visible range. Waiting does not bring him in. */
const NOT_VISIBLE = 60011;

/** What a failed call means for something told to an agent. */
export function tellOutcome(failure: CallFailure, { attempts, alarm }: OutcomeOptions): Outcome {
  const verdict = callVerdict('wecom', failure, attempts);
  switch (verdict.kind) {
    case 'harmless':
      return { kind: 'sent' };
    case 'later': {
      const { ops, ...later } = verdict;
      if (ops !== undefined) alarm(ops);
      return failure.kind === 'platform' && failure.code === NOT_VISIBLE ? { kind: 'refused', why: `agent-unreachable:${NOT_VISIBLE}` } : later;
    }
    case 'refused':
      return { kind: 'refused', why: verdict.why.replace(/^bad-recipient:/, 'agent-unreachable:') };
    case 'unknown':
      return verdict;
  }
}

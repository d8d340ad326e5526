import type { Outcome } from '../../../shared/outcome';
import type { CallFailure } from '../../wechat/answer';
import { callVerdict } from '../../wechat/call-verdict';

/** In the form of an alarm; never with a name, an id or a text of people. */
export interface KfAlarm {
  readonly key: string;
  readonly level: 'warning' | 'error';
  readonly zh: string;
  readonly en: string;
}

export interface FailureOptions {
  /** Attempts before this one. Default 0. */
  readonly attempts?: number;
  readonly alarm: (alarm: KfAlarm) => void;
}

export type NotDone = Extract<Outcome, { kind: 'later' | 'refused' | 'unknown' }>;

/** What a failed call means where nothing can be held back. */
export function notDone(failure: CallFailure, { attempts = 0, alarm }: FailureOptions): NotDone {
  const verdict = callVerdict('wecom', failure, attempts);
  switch (verdict.kind) {
    case 'harmless':
      return { kind: 'refused', why: 'bad-request' };
    case 'later': {
      const { ops, ...later } = verdict;
      if (ops !== undefined) alarm(ops);
      return later;
    }
    case 'refused':
    case 'unknown':
      return verdict;
  }
}

/** WeCom: the account (open_kfid) does not exist, or is another corp's. */
const NO_SUCH_ACCOUNT: readonly number[] = [95000, 95004];

/** The same for what is asked about one account now and then. That it is not there is left to whoever asks to tell, since only there it is known which buttons need it. */
export function accountNotAsked(failure: CallFailure, options: FailureOptions): NotDone {
  if (failure.kind !== 'platform' || !NO_SUCH_ACCOUNT.includes(failure.code)) return notDone(failure, options);
  return { ...notDone(failure, { ...options, alarm: () => undefined }), why: `no-account:${failure.code}` };
}

/** What a failed call means for a message: a window or a count comes back with the visitor's next word, all else never. */
export function sendOutcome(failure: CallFailure, options: FailureOptions): Outcome {
  const outcome = notDone(failure, options);
  return outcome.kind === 'refused' && /^(window-closed|count-spent):/.test(outcome.why) ? { kind: 'held', why: outcome.why } : outcome;
}

/** WeCom: no such member (40003, 60111), or outside the application's visible range (60011). */
const NO_SUCH_AGENT: readonly number[] = [40003, 60011, 60111];

/** Why this one agent cannot be put to work, where the fault is his and neither the visitor's nor the whole set-up's. */
export function agentFault(failure: CallFailure): string | undefined {
  return failure.kind === 'platform' && NO_SUCH_AGENT.includes(failure.code) ? `agent-unreachable:${failure.code}` : undefined;
}

/** A question changes nothing, so one without an answer may be asked again. */
export function asQuestion(failure: CallFailure): CallFailure {
  return failure.kind === 'unknown' ? { ok: false, kind: 'not-sent', why: failure.why } : failure;
}

import type { Outcome } from '../../../shared/outcome';
import type { CallFailure } from '../../wechat/answer';
import { wechatCode } from '../../wechat/errcodes';

/** Something ops must know; the composition passes it on to the alarms. */
export interface PlatformAlarm {
  key: string;
  level: 'warning' | 'error';
  zh: string;
  en: string;
}

export interface OutcomeOptions {
  /** Attempts before this one. */
  readonly attempts: number;
  readonly alarm: (alarm: PlatformAlarm) => void;
}

const FIRST_WAIT_MS = 1_000;
const MAX_WAIT_MS = 60_000;
/** A wrong setting is put right by a person, which takes minutes or a night; asking WeChat every second helps nobody. */
const SETTINGS_WAIT_MS = 60_000;
const MAX_SETTINGS_WAIT_MS = 3_600_000;
const DAILY_QUOTA = 45009;

/** What a failed call means for the message: who waits for what, and why in a stable code. */
export function sendOutcome(failure: CallFailure, { attempts, alarm }: OutcomeOptions): Outcome {
  const backoff = Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempts, 10));
  // Network codes such as ECONNRESET stay, so that an engineer sees what failed; blanks would not survive as one word.
  if (failure.kind === 'not-sent') return { kind: 'later', afterMs: backoff, why: `not-sent:${failure.why.replace(/\s+/g, '-')}` };
  if (failure.kind === 'unknown') return { kind: 'unknown', why: `no-answer:${failure.why.replace(/\s+/g, '-')}` };

  const { code } = failure;
  const { reaction, zh, en } = wechatCode(code);
  const tell = () => alarm({ key: `wechat:${code}`, level: 'error', zh: `${zh}（微信错误码 ${code}）`, en: `${en} (WeChat code ${code})` });
  switch (reaction.do) {
    case 'ignore':
      return { kind: 'sent' };
    case 'retry':
      return { kind: 'later', afterMs: backoff, why: `busy:${code}` };
    case 'refresh-token':
      return { kind: 'later', afterMs: Math.max(backoff, 5_000), why: `token:${code}` };
    case 'wait':
      if (code !== DAILY_QUOTA) return { kind: 'later', afterMs: reaction.ms, why: `rate:${code}` };
      tell();
      // A day's quota comes back at midnight, so each wait is longer than the last.
      return { kind: 'later', afterMs: reaction.ms * (attempts + 1), why: `quota:${code}` };
    case 'config':
      tell();
      return { kind: 'later', afterMs: Math.min(MAX_SETTINGS_WAIT_MS, SETTINGS_WAIT_MS * 2 ** Math.min(attempts, 10)), why: `settings:${code}` };
    case 'refused':
      // These two end with the visitor's next word, all others never.
      if (reaction.because === 'window-closed' || reaction.because === 'count-spent') return { kind: 'held', why: `${reaction.because}:${code}` };
      return { kind: 'refused', why: `${reaction.because}:${code}` };
  }
}

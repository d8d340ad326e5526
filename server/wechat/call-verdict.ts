import type { CallFailure } from './answer';
import { wechatCode, wecomCode } from './errcodes';
import type { CodeMeaning } from './reaction';

/**
 * What to do with a request that failed. `why` is a stable code and, after a colon, the platform's or the network's own;
 * `ops` are words for those who run the place, when only they can help.
 */
export type Verdict =
  | { readonly kind: 'harmless' }
  | { readonly kind: 'later'; readonly afterMs: number; readonly why: string; readonly ops?: OpsWords }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'unknown'; readonly why: string };

/** In the form of an alarm; never with a name, an id or a text of people. */
export interface OpsWords {
  readonly key: string;
  readonly level: 'error';
  readonly zh: string;
  readonly en: string;
}

const FIRST_WAIT_MS = 1_000;
const TOKEN_WAIT_MS = 5_000;
const MAX_WAIT_MS = 60_000;
/** A wrong setting is put right by a person, which takes minutes or a night; asking every second helps nobody. */
const SETTINGS_WAIT_MS = 60_000;
const MAX_SETTINGS_WAIT_MS = 3_600_000;
/** WeChat gives a quota by the day; WeCom's limits last a minute. */
const WECHAT_QUOTA = 45009;

/** `attempts` were made before this one: each wait is longer than the last. */
export function callVerdict(platform: 'wechat' | 'wecom', failure: CallFailure, attempts: number): Verdict {
  const growing = (first: number, max: number) => Math.min(max, first * 2 ** Math.min(attempts, 10));
  if (failure.kind === 'not-sent') return { kind: 'later', afterMs: growing(FIRST_WAIT_MS, MAX_WAIT_MS), why: `not-sent:${oneWord(failure.why)}` };
  if (failure.kind === 'unknown') return { kind: 'unknown', why: `no-answer:${oneWord(failure.why)}` };

  const { code } = failure;
  const meaning = platform === 'wechat' ? wechatCode(code) : wecomCode(code);
  const { reaction } = meaning;
  switch (reaction.do) {
    case 'ignore':
      return { kind: 'harmless' };
    case 'retry':
      return { kind: 'later', afterMs: growing(FIRST_WAIT_MS, MAX_WAIT_MS), why: `busy:${code}` };
    case 'refresh-token':
      return { kind: 'later', afterMs: growing(TOKEN_WAIT_MS, MAX_WAIT_MS), why: `token:${code}` };
    case 'wait':
      if (platform === 'wecom' || code !== WECHAT_QUOTA) return { kind: 'later', afterMs: reaction.ms, why: `rate:${code}` };
      return { kind: 'later', afterMs: reaction.ms * (attempts + 1), why: `quota:${code}`, ops: opsWords(platform, code, meaning) };
    case 'config':
      return { kind: 'later', afterMs: growing(SETTINGS_WAIT_MS, MAX_SETTINGS_WAIT_MS), why: `settings:${code}`, ops: opsWords(platform, code, meaning) };
    case 'refused':
      return { kind: 'refused', why: `${reaction.because}:${code}` };
  }
}

function opsWords(platform: 'wechat' | 'wecom', code: number, { zh, en }: CodeMeaning): OpsWords {
  const [zhName, enName] = platform === 'wechat' ? ['微信', 'WeChat'] : ['企业微信', 'WeCom'];
  return { key: `${platform}:${code}`, level: 'error', zh: `${zh}（${zhName}错误码 ${code}）`, en: `${en} (${enName} code ${code})` };
}

function oneWord(why: string): string {
  return why.replace(/\s+/g, '-');
}

import { UNKNOWN_WECHAT_CODE, WECHAT_CODES } from './errcodes-wechat';
import { UNKNOWN_WECOM_CODE, WECOM_CODES } from './errcodes-wecom';

/** Why a platform will never take this request as it is. */
export type Refusal =
  | 'window-closed'
  | 'count-spent'
  | 'too-long'
  | 'bad-recipient'
  | 'blocked'
  | 'media-expired'
  | 'bad-media'
  | 'content'
  | 'permit-spent'
  | 'login-code'
  | 'duplicate'
  | 'expired'
  | 'bad-request';

/**
 * What to do about an errcode:
 * `retry` at most `times`, first after `afterMs`, doubling · `refresh-token` the token died (callers see it only when the
 * one refresh and retry did not help: treat it as a wait) · `wait` a quota or rate limit, nothing before `ms` have passed ·
 * `refused` final for this request · `config` somebody must change a setting: alarm, do not hammer · `ignore` cosmetic.
 */
export type Reaction =
  | { readonly do: 'retry'; readonly times: number; readonly afterMs: number }
  | { readonly do: 'refresh-token' }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'refused'; readonly because: Refusal }
  | { readonly do: 'config' }
  | { readonly do: 'ignore' };

/** What a code means for the program, and in words for people. */
export interface CodeMeaning {
  readonly reaction: Reaction;
  readonly zh: string;
  readonly en: string;
}

/** WeChat's global and customer-service codes. Every number has an answer: unknown ones are final and say so. */
export function wechatCode(code: number): CodeMeaning {
  return WECHAT_CODES.get(code) ?? UNKNOWN_WECHAT_CODE;
}

/** WeCom's global, application and 微信客服 codes. */
export function wecomCode(code: number): CodeMeaning {
  return WECOM_CODES.get(code) ?? UNKNOWN_WECOM_CODE;
}

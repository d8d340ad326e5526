/** Why a platform will never take this request as it is. */
export type Refusal =
  | 'window-closed'
  | 'count-spent'
  | 'too-long'
  | 'bad-recipient'
  | 'agent-not-receiving'
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

/** The platform is overloaded for a moment. */
export const busy: Reaction = { do: 'retry', times: 3, afterMs: 200 };
export const tokenDied: Reaction = { do: 'refresh-token' };
export const config: Reaction = { do: 'config' };
export const ignore: Reaction = { do: 'ignore' };
export const wait = (ms: number): Reaction => ({ do: 'wait', ms });
export const refused = (because: Refusal): Reaction => ({ do: 'refused', because });
export const meaning = (reaction: Reaction, zh: string, en: string): CodeMeaning => ({ reaction, zh, en });

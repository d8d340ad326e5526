import { kfAccounts } from './kf-accounts';
import { kfCustomers } from './kf-customers';
import { kfMessages } from './kf-messages';
import { kfSession } from './kf-session';
import { kfStatistics } from './kf-statistics';
import { kfSync } from './kf-sync';
import { wecomMedia } from './wecom-media';
import type { TokenCalls } from './with-token';

export interface WecomKfOptions {
  /** With the token of the application the accounts were handed to; the old 微信客服 secret answers 95011 or 95012. */
  readonly calls: TokenCalls;
}

export type WecomKf = ReturnType<typeof createWecomKf>;

/** 微信客服 inside WeCom. An account (open_kfid) and a customer (external_userid) have one session with each other. */
export function createWecomKf({ calls }: WecomKfOptions) {
  return {
    ...kfAccounts(calls),
    ...kfSession(calls),
    ...kfSync(calls),
    ...kfMessages(calls),
    ...kfCustomers(calls),
    ...kfStatistics(calls),
    ...wecomMedia(calls),
  };
}

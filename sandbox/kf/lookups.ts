import { textIn } from '../reading';
import type { ErrorAnswer } from '../wecom/errors';
import type { WecomCall } from '../wecom/world';
import type { KfAccount } from './accounts';
import type { KfSession } from './sessions';
import type { KfWorld } from './world';

export type KfHandler = (kf: KfWorld, call: WecomCall) => object;
export type Found<T> = { ok: true; found: T } | { ok: false; answer: ErrorAnswer };

/** The account named in the call: 40058 missing, 95000 no such form, 95004 unknown or deleted. */
export function accountIn(kf: KfWorld, { body, query, fail }: WecomCall, from: 'body' | 'query' = 'body'): Found<KfAccount> {
  const openKfId = textIn(from === 'body' ? body : query, 'open_kfid');
  if (openKfId === '') return { ok: false, answer: fail(40058, 'field `open_kfid` unexpected empty string. invalid Request Parameter') };
  if (!/^wk[0-9A-Za-z_-]{1,62}$/.test(openKfId)) return { ok: false, answer: fail(95000) };
  const found = kf.accounts.find(openKfId);
  return found ? { ok: true, found } : { ok: false, answer: fail(95004) };
}

/** The account when the application may act on it. */
export function managedAccountIn(kf: KfWorld, call: WecomCall): Found<KfAccount> {
  const account = accountIn(kf, call);
  return !account.ok || account.found.managed ? account : { ok: false, answer: call.fail(kf.settings().unmanagedErrcode, 'the account is not managed by this application') };
}

/** The conversation of open_kfid and the customer under `field`: 40058 empty, 40096 unknown. */
export function sessionIn(kf: KfWorld, call: WecomCall, field: 'external_userid' | 'touser'): Found<KfSession> {
  const account = managedAccountIn(kf, call);
  if (!account.ok) return account;
  const externalUserid = textIn(call.body, field);
  if (externalUserid === '') return { ok: false, answer: call.fail(40058, `${field} is empty`) };
  const customer = kf.customers.find(externalUserid);
  return customer ? { ok: true, found: kf.sessions.of(account.found, customer) } : { ok: false, answer: call.fail(40096) };
}

import { numberIn, textIn } from '../reading';
import { OK } from '../wecom/errors';
import type { WecomCall } from '../wecom/world';
import { receptionOf, servicerOf } from './accounts';
import type { Occasion } from './codes';
import { sessionIn } from './lookups';
import type { KfSession, State } from './sessions';
import type { KfWorld } from './world';

const OCCASIONS: Readonly<Partial<Record<State, Occasion>>> = { 2: 'pool', 3: 'human', 4: 'closing' };
/** What the vendor's text allows from each state; 0, 1 and 2 to 4 is the setting allowEndFromAny. */
const ALLOWED: Readonly<Record<State, readonly State[]>> = { 0: [1, 2, 3], 1: [1, 2, 3], 2: [2, 3], 3: [3, 4], 4: [] };

const isState = (value: number | undefined): value is State => value !== undefined && Number.isInteger(value) && value >= 0 && value <= 4;

/** `kf/service_state/get`: servicer_userid only in state 3. */
export function getState(kf: KfWorld, call: WecomCall): object {
  const session = sessionIn(kf, call, 'external_userid');
  if (!session.ok) return session.answer;
  const { state, servicer } = session.found;
  return { ...OK, service_state: state, ...(servicer === null ? {} : { servicer_userid: servicer }) };
}

/** 95013 ended, 95016 not this way; 0 = may go. */
function checkMove(kf: KfWorld, { state }: KfSession, to: State): 0 | 95013 | 95016 {
  if (state === 4) return 95013;
  const mayEnd = to === 4 && kf.settings().allowEndFromAny;
  return mayEnd || ALLOWED[state].includes(to) ? 0 : 95016;
}

/** 95014 no servicer or not activated, 95019 stopped or suspended; 0 = he can take it. */
function checkServicer(kf: KfWorld, { account }: KfSession, userid: string): 0 | 40058 | 95014 | 95019 {
  if (userid === '') return 40058;
  const member = servicerOf(account, kf.wecom.members, userid);
  if (!member || member.status !== 1 || !member.visible) return 95014;
  if (receptionOf(account, userid) === 'receiving') return 0;
  return kf.settings().unavailableCode === 'both95014' ? 95014 : 95019;
}

/** `kf/service_state/trans`: emits no event; a change into 2, 3 or 4 answers a msg_code, a repeated one none. */
export function moveState(kf: KfWorld, call: WecomCall): object {
  const read = sessionIn(kf, call, 'external_userid');
  if (!read.ok) return read.answer;
  const session = read.found;
  const [from, to, servicer] = [session.state, numberIn(call.body, 'service_state'), textIn(call.body, 'servicer_userid')];
  if (!isState(to)) return call.fail(40058, 'invalid service_state');
  const wrong = checkMove(kf, session, to) || (to === 3 ? checkServicer(kf, session, servicer) : 0);
  kf.ledger.trans({ openKfId: session.account.openKfId, who: session.customer.externalUserid, from, to, servicer, errcode: wrong });
  if (wrong !== 0) return call.fail(wrong);
  kf.sessions.move(session, to, servicer);
  kf.feed.publish({ type: 'kf' });
  const occasion = from === to ? undefined : OCCASIONS[to];
  return { ...OK, ...(occasion ? { msg_code: kf.codes.issue(session, occasion) } : {}) };
}

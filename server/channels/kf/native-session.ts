import { isSameUser } from '../../../shared/wecom-userid';
import type { Identity } from '../../../shared/identity';
import type { CallResult } from '../../wechat/answer';
import type { KfState } from '../../wechat/kf-session';
import type { WecomKf } from '../../wechat/wecom-kf';
import type { NativeSession, Seat } from '../channel';

/** Reads where the session stands. One that is said to be with an agent nobody names is not read. */
export async function readSession(client: Pick<WecomKf, 'getSession'>, { account, subject }: Identity): Promise<CallResult<NativeSession>> {
  const result = await client.getSession(account, subject);
  if (!result.ok) return result;
  const { state, servicer } = result.body;
  switch (state) {
    case 'new': return { ok: true, body: { at: 'new' } };
    case 'assistant': return { ok: true, body: { at: 'desk' } };
    case 'pool': return { ok: true, body: { at: 'pool' } };
    case 'ended': return { ok: true, body: { at: 'nobody' } };
    case 'agent':
      return servicer === '' ? { ok: false, kind: 'unknown', why: 'no servicer in the answer' } : { ok: true, body: { at: 'agent', agent: servicer } };
  }
}

/** WeCom's name for a seat. */
export function stateOf(seat: Seat): Exclude<KfState, 'new'> {
  switch (seat.at) {
    case 'desk': return 'assistant';
    case 'pool': return 'pool';
    case 'agent': return 'agent';
    case 'nobody': return 'ended';
  }
}

export function isSeated(session: NativeSession, seat: Seat): boolean {
  if (session.at === 'agent' && seat.at === 'agent') return isSameUser(session.agent, seat.agent);
  return session.at === seat.at;
}

/** WeCom's table of changes. Ending what no agent has is told differently by its sources, so it may be tried. */
const FROM: Readonly<Record<Seat['at'], readonly NativeSession['at'][]>> = {
  desk: ['new'],
  pool: ['new', 'desk'],
  agent: ['new', 'desk', 'pool', 'agent'],
  nobody: ['new', 'desk', 'pool', 'agent'],
};

export function canMove(session: NativeSession, seat: Seat): boolean {
  return FROM[seat.at].includes(session.at);
}

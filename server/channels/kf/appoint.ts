import type { Identity } from '../../../shared/identity';
import { isStateRefusal } from '../../wechat/kf-session';
import type { WecomKf } from '../../wechat/wecom-kf';
import type { Appointed, Seat } from '../channel';
import { agentFault, asQuestion, notDone, type FailureOptions, type KfAlarm } from './call-outcome';
import { canMove, isSeated, readSession, stateOf } from './native-session';

export interface AppointOptions {
  readonly client: Pick<WecomKf, 'getSession' | 'changeSession'>;
  readonly alarm: (alarm: KfAlarm) => void;
}

/** Puts a session where it is to stand. When WeCom will not, or does not answer, the session itself is asked. */
export async function appoint(visitor: Identity, seat: Seat, { client, alarm }: AppointOptions): Promise<Appointed> {
  const failing: FailureOptions = { alarm };
  const changed = await client.changeSession(visitor.account, visitor.subject, stateOf(seat), ...(seat.at === 'agent' ? [seat.agent] : []));
  if (changed.ok) return changed.body === '' ? { kind: 'sent' } : { kind: 'sent', notice: changed.body };

  const fault = seat.at === 'agent' ? agentFault(changed) : undefined;
  if (fault !== undefined) return { kind: 'refused', why: fault };
  const unsure = changed.kind === 'unknown';
  if (!unsure && !isStateRefusal(changed)) return notDone(changed, failing);
  const session = await readSession(client, visitor);
  if (!session.ok) return unsure ? notDone(changed, failing) : notDone(asQuestion(session), failing);
  if (isSeated(session.body, seat)) return { kind: 'sent' };
  // Not answered and not done, but still possible: the same again does no harm.
  if (unsure && canMove(session.body, seat)) return notDone(asQuestion(changed), failing);
  return { kind: 'elsewhere', session: session.body };
}

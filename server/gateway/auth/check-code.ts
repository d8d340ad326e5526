import type { Desk } from '../../desk/desk';
import type { Attempts } from '../../desk/attempts';
import { hashToken } from '../tokens';
import { isCode, plainRecovery, stepOf } from './totp';

/** Guesses of one person's codes, from wherever. */
export const CODES = { of: 'second-factor', limit: 5, windowMs: 300_000 };

type Checked = { kind: 'right' } | { kind: 'wrong' } | { kind: 'wait'; ms: number };

/** Whether a code, of the phone or written down, is his and was not used before; it is used up by asking. Where the secret cannot be read any more only written ones are. */
export async function checkCode(
  { desk, attempts, now }: { desk: Pick<Desk, 'secondFactors'>; attempts: Attempts; now: number },
  person: { id: string; login: string; role: 'admin' | 'ops' | 'supervisor' | 'agent' }, secret: string | undefined, typed: string, ip: string,
): Promise<Checked> {
  const ms = await attempts.take(person.id);
  if (ms > 0) return { kind: 'wait', ms };
  const code = typed.replace(/\s/g, '');
  const step = isCode(code) && secret !== undefined ? stepOf(secret, code, now) : undefined;
  const right = isCode(code) ? step !== undefined && await desk.secondFactors.spend(person.id, step) : await desk.secondFactors.spendRecovery(person, ip, hashToken(plainRecovery(code)));
  if (right) await attempts.forget(person.id);
  return { kind: right ? 'right' : 'wrong' };
}

import type { SecondFactor, SecondFactorRecords } from '../records/second-factors';
import { signed } from './audit-store';
import type { ReadsOf, Table, WritesOf } from './operations';
import { first, given, int, intOrNull, text } from './row';
import { ask, change, type Operation } from './statement';

const FACTOR = `SELECT secret, begun_at, confirmed_at, (SELECT COUNT(*) FROM recovery_codes r WHERE r.staff = f.staff) AS recovery_left
  FROM second_factors f WHERE f.staff = ?`;

function* of(staff: string): Operation<SecondFactor | undefined> {
  const row = first((yield ask(FACTOR, staff)).rows);
  return row && { secret: text(row.secret), begunAt: int(row.begun_at), recoveryLeft: int(row.recovery_left), ...given({ confirmedAt: intOrNull(row.confirmed_at) }) };
}

function* holders(): Operation<string[]> {
  return (yield ask('SELECT staff FROM second_factors WHERE confirmed_at IS NOT NULL ORDER BY staff')).rows.map((row) => text(row.staff));
}

const BEGIN = `INSERT INTO second_factors (staff, secret, begun_at, last_step) VALUES (?, ?, ?, 0)
  ON CONFLICT (staff) DO UPDATE SET secret = excluded.secret, begun_at = excluded.begun_at, last_step = 0 WHERE second_factors.confirmed_at IS NULL`;

function* begin({ staff, secret, now }: Parameters<SecondFactorRecords['begin']>[0]): Operation<boolean> {
  return (yield change(BEGIN, staff, secret, now)).count > 0;
}

const CONFIRM = 'UPDATE second_factors SET confirmed_at = ?, last_step = ? WHERE staff = ? AND secret = ? AND confirmed_at IS NULL';

function* confirm({ staff, secret, step, recovery, now }: Parameters<SecondFactorRecords['confirm']>[0]): Operation<boolean> {
  if ((yield change(CONFIRM, now, step, staff, secret)).count === 0) return false;
  yield change('DELETE FROM recovery_codes WHERE staff = ?', staff);
  for (const hash of recovery) yield change('INSERT INTO recovery_codes (staff, hash) VALUES (?, ?)', staff, hash);
  return true;
}

function* spend(staff: string, step: number): Operation<boolean> {
  return (yield change('UPDATE second_factors SET last_step = ? WHERE staff = ? AND confirmed_at IS NOT NULL AND last_step < ?', step, staff, step)).count > 0;
}

function* spendRecovery(staff: string, hash: string): Operation<boolean> {
  return (yield change('DELETE FROM recovery_codes WHERE staff = ? AND hash = ?', staff, hash)).count > 0;
}

function* remove(staff: string): Operation<boolean> {
  yield change('DELETE FROM recovery_codes WHERE staff = ?', staff);
  return (yield change('DELETE FROM second_factors WHERE staff = ?', staff)).count > 0;
}

export const secondFactorReads: Table<ReadsOf<'secondFactors'>> = { 'secondFactors.of': of, 'secondFactors.holders': holders };
export const secondFactorWrites: Table<WritesOf<'secondFactors'>> = {
  'secondFactors.begin': begin,
  'secondFactors.confirm': (request) => signed(confirm(request), request.audit),
  'secondFactors.spend': spend,
  'secondFactors.spendRecovery': (staff, hash, row) => signed(spendRecovery(staff, hash), row),
  'secondFactors.remove': (staff, row) => signed(remove(staff), row),
};

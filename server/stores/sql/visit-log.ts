import type { VisitRecords } from '../records/visits';
import { ask, change, type Operation } from './statement';
import { int, given, textOrNull } from './row';
import { lockVisitor } from './visitor-store';

const BEGIN = `INSERT INTO visits (visitor, at, region) SELECT v.id, CAST(? AS BIGINT), CAST(? AS TEXT) FROM visitors v
  WHERE v.id = ? AND NOT EXISTS (SELECT 1 FROM visits s WHERE s.visitor = v.id AND s.at > ?) ON CONFLICT (visitor, at) DO NOTHING`;

/** Two nodes at once keep one visit; of whoever was erased nothing is kept. */
export function* beginVisit({ visitor, now, againMs, region }: Parameters<VisitRecords['begin']>[0]): Operation<boolean> {
  yield* lockVisitor(visitor);
  if ((yield change(BEGIN, now, region ?? null, visitor, now - againMs)).count === 0) return false;
  if (region !== undefined) yield change('UPDATE visitors SET region = ? WHERE id = ? AND (region IS NULL OR region <> ?)', region, visitor, region);
  return true;
}

/** What a visitor is given with all that is kept of him. */
export function* visitsOf(visitor: string): Operation<{ at: number; region?: string }[]> {
  return (yield ask('SELECT at, region FROM visits WHERE visitor = ? ORDER BY at', visitor)).rows.map((row) => ({ at: int(row.at), ...given({ region: textOrNull(row.region) }) }));
}

export function* eraseVisits(visitor: string): Operation<void> {
  yield change('DELETE FROM visits WHERE visitor = ?', visitor);
}

export function* expireVisits(before: number): Operation<void> {
  yield change('DELETE FROM visits WHERE at < ?', before);
}

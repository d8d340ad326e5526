import type { UploadLimits, UploadOwner } from '../records/files';
import { change, type Operation } from './statement';

const DAY = 86_400_000;
const dayOf = (at: number): number => Math.floor(at / DAY);
const spenderKey = (owner: UploadOwner): string => ('agent' in owner ? `agent:${owner.agent}` : `visitor:${owner.visitor}`);

/** Adds only while it stays within the limit, so that two at once never exceed it together. */
const ADD = `INSERT INTO upload_budgets (day, whose, bytes) VALUES (?, ?, ?)
  ON CONFLICT (whose, day) DO UPDATE SET bytes = upload_budgets.bytes + excluded.bytes WHERE upload_budgets.bytes + excluded.bytes <= ?`;
const GIVE_BACK = 'UPDATE upload_budgets SET bytes = bytes - ? WHERE day = ? AND whose = ?';

function* add(day: number, whose: string, bytes: number, most: number): Operation<boolean> {
  return bytes <= most && (yield change(ADD, day, whose, bytes, most)).count > 0;
}

/** Counts bytes for their owner and for his network; false, with nothing counted, when one of the two has sent up what it may today. */
export function* spend(owner: UploadOwner, { bytes, at, limits }: { bytes: number; at: number; limits: UploadLimits }): Operation<boolean> {
  const [day, whose] = [dayOf(at), spenderKey(owner)];
  if (!(yield* add(day, whose, bytes, limits.ownerBytes))) return false;
  const { network } = limits;
  if (network === undefined || (yield* add(day, `network:${network.name}`, bytes, network.bytes))) return true;
  yield change(GIVE_BACK, bytes, day, whose);
  return false;
}

/** Days that ended before this time. */
export function* forgetSpent(before: number): Operation<void> {
  yield change('DELETE FROM upload_budgets WHERE day < ?', dayOf(before));
}

export function* forgetSpender(owner: UploadOwner): Operation<void> {
  yield change('DELETE FROM upload_budgets WHERE whose = ?', spenderKey(owner));
}

import { same } from '../../../shared/same';
import type { Answer, Failure } from '../../frame/api/answer';
import type { Revision } from '../api/draft';
import type { DraftListApi } from '../api/draft-lists';

/** What became of an edit. `changed`: somebody else changed this very item meanwhile; `now` is what it is now, absent when removed. */
export type Edited<T> =
  | { kind: 'done' }
  | { kind: 'changed'; by?: string; now?: T }
  | { kind: 'failed'; failure: Failure };

export interface ItemEdit<T> {
  key: string;
  /** The item as it was when the edit began; absent for a new one. */
  seen: T | undefined;
  /** As it shall be; absent when it shall go. */
  wanted: T | undefined;
  revision: number;
}

/** Colleagues may save other things at the same moment; more often than this in a row is no accident. */
const MOST_TURNS = 5;

/**
 * Edits one item of the draft. The server refuses an edit when anything in the draft was changed since: when that was not
 * this item, nobody's work is in the way and the edit is tried again on the new revision.
 */
export async function editItem<T>(api: Pick<DraftListApi<T>, 'get'>, { key, seen, wanted, revision }: ItemEdit<T>, edit: (revision: number) => Promise<Answer<Revision>>): Promise<Edited<T>> {
  let turn = revision;
  for (let turns = 1; ; turns += 1) {
    const answer = await edit(turn);
    if (answer.ok) return { kind: 'done' };
    const { failure } = answer;
    const inTheWay = failure.code === 'conflict' ? conflictOf(failure.detail) : undefined;
    if (!inTheWay || turns === MOST_TURNS) return { kind: 'failed', failure };
    const found = await api.get(key);
    if (!found.ok && found.failure.code !== 'not-found') return { kind: 'failed', failure: found.failure };
    const now = found.ok ? found.value.item : undefined;
    // An earlier try of ours may have arrived though its answer was lost.
    if (same(now, wanted)) return { kind: 'done' };
    if (!same(now, seen)) return { kind: 'changed', ...(inTheWay.by !== undefined && { by: inTheWay.by }), ...(now !== undefined && { now }) };
    turn = inTheWay.revision;
  }
}

/** The detail of a `conflict`: what the draft's revision is now, and who saved it. */
export function conflictOf(detail: unknown): { revision: number; by?: string } | undefined {
  if (typeof detail !== 'object' || detail === null) return undefined;
  const revision: unknown = Reflect.get(detail, 'revision');
  const by: unknown = Reflect.get(detail, 'by');
  return typeof revision === 'number' ? { revision, ...(typeof by === 'string' && { by }) } : undefined;
}

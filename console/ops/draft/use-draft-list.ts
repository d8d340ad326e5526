import type { Answer } from '../../frame/api/answer';
import { useLoad, type Load } from '../../frame/load';
import type { Revision } from '../api/draft';
import type { DraftListApi } from '../api/draft-lists';
import { useDraft } from './draft-state';
import { editItem, type Edited } from './edit-item';

export interface DraftList<T> {
  list: Load<{ revision: number; items: T[] }>;
  /** Adds it, or replaces `seen`, which is the item as the form was opened with it. */
  save(item: T, seen: T | undefined): Promise<Edited<T>>;
  remove(seen: T): Promise<Edited<T>>;
  /** Puts all of them in this order; refused when a colleague saved meanwhile, since the order is of everything. */
  reorder(keys: readonly string[]): Promise<Answer<Revision>>;
}

/** One list of the draft as a page works with it: read, save, remove; afterwards read anew, and the draft bar with it. */
export function useDraftList<T extends { key: string }>(api: DraftListApi<T>): DraftList<T> {
  const list = useLoad(api.list);
  const draft = useDraft();

  async function edit(key: string, seen: T | undefined, wanted: T | undefined, act: (revision: number) => Promise<Answer<Revision>>): Promise<Edited<T>> {
    const edited = await editItem(api, { key, seen, wanted, revision: list.value.value?.revision ?? 0 }, act);
    if (edited.kind !== 'failed') await Promise.all([list.load(), draft.refresh()]);
    return edited;
  }
  return {
    list,
    save: (item, seen) => edit(item.key, seen, item, (revision) => api.put(revision, item)),
    remove: (seen) => edit(seen.key, seen, undefined, (revision) => api.remove(revision, seen.key)),
    async reorder(keys) {
      const answer = await api.reorder(list.value.value?.revision ?? 0, keys);
      await Promise.all([list.load(), draft.refresh()]);
      return answer;
    },
  };
}

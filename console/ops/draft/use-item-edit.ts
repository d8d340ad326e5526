import { ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import type { Failure } from '../../frame/api/answer';
import { useWords } from '../../frame/language';
import { toast } from '../../frame/toast';
import { draftWords } from './draft-words';
import type { Edited } from './edit-item';
import type { DraftList } from './use-draft-list';

/** One item in an editor, from opening to saving. */
export interface ItemEditing<T> {
  /** The item as the editor began with it; absent for a new one. */
  seen: ShallowRef<T | undefined>;
  busy: Ref<boolean>;
  failure: ShallowRef<Failure | undefined>;
  /** A colleague changed this item meanwhile; `now` is his version, absent when he deleted it. */
  changed: ShallowRef<{ by?: string; now?: T } | undefined>;
  /** Answers whether it is saved; if not, `failure` or `changed` says why. */
  save(item: T): Promise<boolean>;
  /** Saves over the colleague's change. */
  keepMine(item: T): Promise<boolean>;
  /** Goes on with the colleague's version, which it answers. */
  takeTheirs(): T | undefined;
  remove(): Promise<boolean>;
}

export function useItemEdit<T>(draft: Pick<DraftList<T>, 'save' | 'remove'>, item: T | undefined): ItemEditing<T> {
  const say = useWords(draftWords);
  const seen: ShallowRef<T | undefined> = shallowRef(item);
  const busy = ref(false);
  const failure = shallowRef<Failure>();
  const changed: ItemEditing<T>['changed'] = shallowRef();

  async function act(edit: () => Promise<Edited<T>>, done: 'saved' | 'removed'): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    const edited = await edit();
    busy.value = false;
    failure.value = edited.kind === 'failed' ? edited.failure : undefined;
    changed.value = edited.kind === 'changed' ? edited : undefined;
    if (edited.kind === 'done') toast(say(done));
    return edited.kind === 'done';
  }
  function takeTheirs(): T | undefined {
    seen.value = changed.value?.now;
    changed.value = undefined;
    return seen.value;
  }
  const save = (next: T): Promise<boolean> => act(() => draft.save(next, seen.value), 'saved');
  return {
    seen, busy, failure, changed, save, takeTheirs,
    keepMine(mine) {
      takeTheirs();
      return save(mine);
    },
    async remove() {
      const { value } = seen;
      return value === undefined || act(() => draft.remove(value), 'removed');
    },
  };
}

import type { ComputedRef, InjectionKey, Ref } from 'vue';
import { provided } from '../../../frame/provided';
import type { Finding } from '../../api/draft';
import type { DraftThings } from '../../draft/use-names';
import type { LadderSpeaker } from './ladder-words';
import type { Presence } from './presence';

/** What every part of the editor needs to know besides its own fields. */
export interface EntryEditing {
  things: ComputedRef<DraftThings>;
  presence: Ref<Presence>;
  speaker: ComputedRef<LadderSpeaker>;
  mayEdit: ComputedRef<boolean>;
  /** What the schema says against a field (`/label/zh`), in words, once somebody has tried to save; else ''. */
  faultAt(at: string): string;
  /** What the check says of this very place. */
  findingsAt(at: string): readonly Finding[];
}

export const editingKey: InjectionKey<EntryEditing> = Symbol('entry editing');
export const useEditing = (): EntryEditing => provided(editingKey);

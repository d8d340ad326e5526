import { computed, provide, ref, watch, type Ref } from 'vue';
import { Entry } from '../../../../shared/config/entry';
import { useSend } from '../../../frame/api/use-send';
import { faultLine, faultWords, formFaults } from '../../../frame/form-faults';
import { useWords } from '../../../frame/language';
import { useLoad } from '../../../frame/load';
import { useSession } from '../../../frame/session';
import { boardApi } from '../../api/board';
import type { Names } from '../../draft/use-names';
import { editingKey } from './entry-editing';
import { editorWords } from './editor-words';
import { entryOf, type EntryForm } from './entry-form';
import { useLadderSpeaker } from './use-ladder-speaker';
import { usePreview } from './use-preview';

/** The form of one entry: what is wrong with it, who would get it now, and what its parts share. */
export function useEntryEditing(form: Ref<EntryForm>, names: Names) {
  const say = useWords(editorWords);
  const fault = useWords(faultWords);
  const session = useSession();
  const speaker = useLadderSpeaker(names);
  const whoIsHere = boardApi(useSend());
  const board = useLoad(() => whoIsHere.read(''));
  const tried = ref(false);

  const entry = computed(() => entryOf(form.value));
  const faults = computed(() => formFaults(Entry, entry.value));
  const readable = computed(() => (faults.value.size === 0 ? entry.value : undefined));
  const facts = ref({ level: '', tag: '', owner: '' });
  const preview = usePreview(() => readable.value, () => ({
    ...(facts.value.level.trim() !== '' && { level: facts.value.level.trim() }), ...(facts.value.tag.trim() !== '' && { tags: [facts.value.tag.trim()] }),
    ...(facts.value.owner !== '' && { ownerAgent: facts.value.owner }),
  }));
  // Who is here may have changed by the time somebody asks again.
  watch(preview.seen, () => void board.load());
  const findings = computed(() => (readable.value ? (preview.seen.value?.findings ?? []) : []));
  const mayEdit = computed(() => session.can('config-write'));

  provide(editingKey, {
    things: computed(() => names.things.value.value ?? { agents: [], groups: [], hours: [], sites: [] }),
    presence: computed(() => new Map((board.value.value?.agents ?? []).map((one) => [one.key, one]))),
    speaker, mayEdit,
    faultAt(at) {
      if (!tried.value) return '';
      if (at.endsWith('/target')) return [...faults.value.keys()].some((one) => one.startsWith(at)) ? say('chooseMissing') : '';
      return faultLine(faults.value, at, fault);
    },
    findingsAt: (at) => findings.value.filter(({ path }) => path === at),
  });
  return { entry, faults, readable, tried, facts, preview, findings, speaker, mayEdit };
}

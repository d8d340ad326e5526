import { computed, ref, shallowRef } from 'vue';
import type { Failure } from '../../../frame/api/answer';
import { useSend } from '../../../frame/api/use-send';
import { useWords } from '../../../frame/language';
import { toast } from '../../../frame/toast';
import { importApi, type Imported, type ImportFile } from '../../api/config-files';
import { draftApi } from '../../api/draft';
import { useDraft } from '../../draft/draft-state';
import { faultsOf, readImport } from './read-import';
import { filesWords } from './files-words';

const unread = { 'not-json': 'notJson', 'not-config': 'notConfig', 'not-known': 'notKnown', 'empty': 'empty' } as const;

/** A file on its way into the draft: chosen, looked at, taken. Each change of how it is read looks again. */
export function useImport() {
  const say = useWords(filesWords);
  const send = useSend();
  const [draft, bring] = [draftApi(send), importApi(send)];
  const state = useDraft();

  const name = ref('');
  const file = shallowRef<ImportFile>();
  const preview = shallowRef<Imported>();
  const failure = shallowRef<Failure>();
  const refused = ref('');
  const moved = ref(false);
  const busy = ref(false);
  let newest = 0;
  const faults = computed(() => (file.value && (failure.value?.code === 'bad-request' || failure.value?.code === 'unknown-field') ? faultsOf(failure.value.detail, file.value) : []));

  async function look(next: ImportFile): Promise<void> {
    const turn = (newest += 1);
    file.value = next;
    preview.value = undefined;
    failure.value = undefined;
    busy.value = true;
    const now = await draft.diff();
    const answer = now.ok ? await bring(next, now.value.revision, 'preview') : now;
    if (turn !== newest) return;
    busy.value = false;
    if (answer.ok) preview.value = answer.value;
    else failure.value = answer.failure;
  }

  return {
    name, file, preview, failure, faults, refused, moved, busy, look,
    async choose(chosen: File) {
      moved.value = false;
      file.value = preview.value = failure.value = undefined;
      name.value = chosen.name;
      const read = readImport(chosen.name, await chosen.text());
      refused.value = read.ok ? '' : say(unread[read.why]);
      if (read.ok) await look(read.file);
    },
    async take() {
      const [{ value: chosen }, { value: looked }] = [file, preview];
      if (!chosen || !looked || busy.value) return;
      busy.value = true;
      const answer = await bring(chosen, looked.revision, 'draft');
      busy.value = false;
      moved.value = !answer.ok && answer.failure.code === 'conflict';
      if (moved.value) return look(chosen);
      if (!answer.ok) {
        failure.value = answer.failure;
        return;
      }
      toast(say('taken'));
      file.value = preview.value = undefined;
      name.value = '';
      await state.refresh();
    },
  };
}

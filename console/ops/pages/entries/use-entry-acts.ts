import type { Entry } from '../../../../shared/config/entry';
import { useConfirm } from '../../../frame/confirm';
import { failureLine } from '../../../frame/failure-words';
import { frameWords } from '../../../frame/frame-words';
import { useLanguage, useWords } from '../../../frame/language';
import { toast, toastFailure } from '../../../frame/toast';
import { draftWords } from '../../draft/draft-words';
import type { Edited } from '../../draft/edit-item';
import { freeKey } from '../../draft/free-key';
import type { DraftList } from '../../draft/use-draft-list';
import { entriesWords } from './entries-words';

/** What can be done with an entry from the list. `after` runs once the draft has changed. */
export function useEntryActs(draft: DraftList<Entry>, after: () => Promise<void>) {
  const say = useWords(entriesWords);
  const frame = useWords(frameWords);
  const inDraft = useWords(draftWords);
  const language = useLanguage();
  const confirm = useConfirm();

  async function tell(edited: Edited<Entry>, done: string): Promise<void> {
    if (edited.kind === 'done') toast(done);
    else toastFailure(edited.kind === 'failed' ? failureLine(edited.failure, language) : inDraft(edited.now === undefined ? 'gone' : 'changed', { by: edited.by ?? inDraft('someone') }));
    await after();
  }

  return {
    toggle: async (entry: Entry): Promise<void> => tell(await draft.save({ ...entry, enabled: !entry.enabled }, entry), inDraft('saved')),
    /** Switched off, and never a second default: nothing changes for visitors before somebody has looked at it. */
    async copy(entry: Entry, all: readonly Entry[]): Promise<void> {
      const { zh, en } = entry.label;
      const label = { zh: say('copyName', { name: zh }), ...(en !== undefined && { en: `${en} (copy)` }) };
      const key = freeKey(entry.key.replace(/-\d+$/, '').slice(0, 28), all.map((one) => one.key));
      await tell(await draft.save({ ...entry, key, label, enabled: false, isDefault: false }, undefined), say('copied'));
    },
    async remove(entry: Entry): Promise<void> {
      const text = say('removeText') + (entry.isDefault ? ` ${say('removeDefault')}` : '');
      if (await confirm({ title: say('removeTitle', { name: language.pick(entry.label) }), text, act: frame('remove'), grave: true })) await tell(await draft.remove(entry), inDraft('removed'));
    },
  };
}

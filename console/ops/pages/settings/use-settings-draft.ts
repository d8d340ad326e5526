import type { DeskSettings } from '../../../../shared/config/desk-config';
import { useSend } from '../../../frame/api/use-send';
import { useLoad } from '../../../frame/load';
import { settingsApi } from '../../api/settings';
import { useDraft } from '../../draft/draft-state';
import { editItem } from '../../draft/edit-item';
import type { DraftList } from '../../draft/use-draft-list';

/** The settings as one thing of the draft, which a colleague may have changed as well. */
export function useSettingsDraft() {
  const api = settingsApi(useSend());
  const settings = useLoad(api.read);
  const draft = useDraft();
  const edits: Pick<DraftList<DeskSettings>, 'save'> = {
    async save(wanted, seen) {
      const get = async () => {
        const answer = await api.read();
        return answer.ok ? { ok: true as const, value: { revision: answer.value.revision, item: answer.value.settings } } : answer;
      };
      const edited = await editItem({ get }, { key: 'settings', seen, wanted, revision: settings.value.value?.revision ?? 0 }, (revision) => api.save(revision, wanted));
      if (edited.kind !== 'failed') await Promise.all([settings.load(), draft.refresh()]);
      return edited;
    },
  };
  return { settings, edits };
}

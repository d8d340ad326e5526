import { computed, ref, shallowRef } from 'vue';
import type { Answer, Failure } from '../../../frame/api/answer';
import { useSend } from '../../../frame/api/use-send';
import { useConfirm } from '../../../frame/confirm';
import { useWords } from '../../../frame/language';
import { useLoad } from '../../../frame/load';
import { useTimeWords } from '../../../frame/time-words';
import { toast } from '../../../frame/toast';
import { draftApi } from '../../api/draft';
import { publicationApi, type Version } from '../../api/publication';
import { useDraft } from '../../draft/draft-state';
import { conflictOf } from '../../draft/edit-item';
import { publishWords } from './publish-words';

/** The draft on its way into force and back: what is wrong with it, what it changes, and every act on it. After each act all is read anew. */
export function usePublication() {
  const say = useWords(publishWords);
  const time = useTimeWords();
  const confirm = useConfirm();
  const send = useSend();
  const [draft, publication] = [draftApi(send), publicationApi(send)];
  const state = useDraft();

  const lint = useLoad(draft.lint);
  const diff = useLoad(draft.diff);
  const versions = useLoad(publication.versions);
  const busy = ref(false);
  const failure = shallowRef<Failure>();
  /** Who changed the draft between looking at it and acting on it. */
  const movedBy = ref<string>();

  const changes = computed(() => diff.value.value?.differences ?? []);
  const blocked = computed(() => changes.value.length === 0 || (lint.value.value?.errors ?? 1) > 0);
  const planned = computed(() => versions.value.value?.versions.some((one) => one.state === 'scheduled') ?? false);
  const revision = (): number => diff.value.value?.revision ?? 0;

  async function act<T>(call: () => Promise<Answer<T>>, done: (value: T) => string): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    const answer = await call();
    const inTheWay = !answer.ok && answer.failure.code === 'conflict' ? conflictOf(answer.failure.detail) : undefined;
    movedBy.value = inTheWay ? (inTheWay.by ?? say('someone')) : undefined;
    failure.value = answer.ok || inTheWay ? undefined : answer.failure;
    if (answer.ok) toast(done(answer.value));
    await Promise.all([lint.load(), diff.load(), versions.load(), state.refresh()]);
    busy.value = false;
  }

  return {
    lint, diff, versions, changes, blocked, planned, busy, failure, movedBy,
    publish: (order: { note?: string; at?: number }) =>
      act(() => publication.publish({ revision: revision(), ...order }), ({ publishAt }) => (publishAt === undefined ? say('published') : say('scheduled', { time: time.value.moment(publishAt) }))),
    async discard() {
      const sure = await confirm({ title: say('discardTitle'), text: say('discardText', { n: changes.value.length }), act: say('discard'), grave: true });
      if (sure) await act(() => draft.discard(revision()), () => say('discarded'));
    },
    async restore({ version }: Version) {
      const over = changes.value.length > 0 ? ` ${say('restoreOver', { n: changes.value.length })}` : '';
      const sure = await confirm({ title: say('restoreTitle', { version }), text: say('restoreText') + over, act: say('restore'), grave: over !== '' });
      if (sure) await act(() => publication.restore(version, revision()), () => say('restored'));
    },
    async rollBack({ version }: Version) {
      const sure = await confirm({ title: say('rollBackTitle', { version }), text: say('rollBackText'), act: say('rollBack'), grave: true });
      if (sure) await act(publication.rollBack, () => say('rolledBack'));
    },
    async unschedule() {
      const sure = await confirm({ title: say('unscheduleTitle'), text: say('unscheduleText'), act: say('unschedule') });
      if (sure) await act(publication.unschedule, () => say('unscheduled'));
    },
  };
}

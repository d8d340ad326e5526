import { onScopeDispose, watch, watchEffect } from 'vue';
import { useRouter } from 'vue-router';
import { useLanguage, useWords } from '../../frame/language';
import { toastNews } from '../../frame/toast';
import { createTitleBadge } from '../../widget/title-badge';
import { useOwnActs } from '../acts/use-own-acts';
import { useLine } from '../line/use-line';
import { useLists } from '../line/use-lists';
import { attentionWords } from './attention-words';
import { createCalls, type Call } from './calls';
import { createFavicon } from './favicon';
import { createInSight } from './in-sight';
import { useNotices } from './use-notices';
import { useRing } from './use-ring';

/** Told things that nothing else on the page shows. */
const passing = ['moved', 'closed', 'ask-declined', 'ask-expired', 'delivery'];

/** Makes what is new noticed while he does not look at it: title, icon, sound, desktop notice. `shown`: the conversation on the page. */
export function useAttention(shown: () => string | undefined): void {
  const say = useWords(attentionWords);
  const language = useLanguage();
  const router = useRouter();
  const lists = useLists();
  const ring = useRing();
  const notices = useNotices();
  const own = useOwnActs();
  const callsOf = createCalls();
  const sight = createInSight(navigator.locks);
  const badge = createTitleBadge(document);
  const favicon = createFavicon(document.querySelector<HTMLLinkElement>('link[rel=icon]'));

  function showUnread(): void {
    const { unread } = lists;
    favicon(unread > 0);
    badge('');
    badge(unread > 0 ? say('unread', { count: unread }) : '');
  }
  watch([() => lists.unread, language.language, () => router.currentRoute.value.fullPath], showUnread, { immediate: true, flush: 'post' });

  const look = (): void => sight.show(document.visibilityState === 'visible' && document.hasFocus() ? { conversation: shown() } : undefined);
  watchEffect(look);
  const turns = ['focus', 'blur'] as const;
  for (const turn of turns) addEventListener(turn, look);
  document.addEventListener('visibilitychange', look);

  async function call(found: Call): Promise<void> {
    const seen = await sight.ask(found.conversation);
    if (seen.conversation) return;
    ring.ring();
    if (!seen.page) ring.once(found.key, () => notices.show(noticeOf(found)));
  }
  function noticeOf({ key, conversation, says }: Call): Parameters<typeof notices.show>[0] {
    const open = (): void => void (conversation !== undefined && router.push({ name: 'conversation', params: { id: conversation } }));
    if ('words' in says) return { title: language.pick(says.words), tag: key, open };
    const { line: { visitor: { name }, last } } = says;
    return { title: say('newWords', { name }), body: last?.kind === 'image' ? say('picture') : (last?.text ?? ''), tag: conversation ?? key, open };
  }

  const stopHearing = useLine().hear((frame) => {
    const calls = callsOf(frame);
    if (frame.type === 'told' && (frame.kind === 'moved' || frame.kind === 'closed') && own.isFresh(frame.conversation)) return;
    for (const found of calls) void call(found);
    if (frame.type === 'told' && passing.includes(frame.kind)) toastNews(language.pick(frame.words));
  });
  onScopeDispose(() => {
    stopHearing();
    sight.show(undefined);
    for (const turn of turns) removeEventListener(turn, look);
    document.removeEventListener('visibilitychange', look);
    favicon(false);
    badge('');
  });
}

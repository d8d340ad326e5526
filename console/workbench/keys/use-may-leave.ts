import { useConfirm } from '../../frame/confirm';
import { useWords } from '../../frame/language';
import { useLists } from '../line/use-lists';
import { keysWords } from './keys-words';

/** Asks before somebody signs out who still has visitors: they would go to colleagues at once. */
export function useMayLeave(): () => Promise<boolean> {
  const say = useWords(keysWords);
  const confirm = useConfirm();
  const lists = useLists();
  return async () => lists.mine.length === 0 || confirm({ title: say('signOutTitle'), text: say('signOutText', { n: lists.mine.length }), act: say('signOut'), grave: true });
}

import { copyWords } from './copy-words';
import { useWords } from './language';
import { toast, toastFailure } from './toast';

/** Puts a text onto the clipboard and says whether that worked. */
export function useCopy(): (text: string) => Promise<void> {
  const say = useWords(copyWords);
  return async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      toast(say('copied'));
    } catch {
      // no permission, or a page that is not served safely
      toastFailure(say('notCopied'));
    }
  };
}

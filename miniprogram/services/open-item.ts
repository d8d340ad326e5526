import type { Fetched } from './chat-files';
import type { ChatItem } from './chat-items';
import { sayChat } from './chat-words';
import { goTo } from './navigate';
import type { Language } from './shared-values/asking/language';
import { openFile, showPicture } from './show-file';

export interface Opening {
  /** Among which a picture is shown. */
  readonly items: readonly ChatItem[];
  readonly language: Language;
  /** A picture that is not there is fetched once more. */
  again(): void;
  file(): Promise<Fetched>;
  /** What is under way or went wrong, '' when it is over. */
  tell(words: string): void;
}

/** What the tap on a line does: its picture large, its file in WeChat's reader, its card's page. */
export const openItem = async (item: ChatItem, { items, language, again, file, tell }: Opening): Promise<void> => {
  if (item.kind === 'image') {
    if (item.picture === '') again();
    else showPicture(item.picture, items.filter(({ kind, picture }) => kind === 'image' && picture !== '').map(({ picture }) => picture));
  } else if (item.kind === 'card') {
    if (item.path !== '') goTo(item.path);
  } else if (item.kind === 'file') {
    tell(sayChat(language, 'fileOpening'));
    const fetched = await file();
    tell(fetched.ok ? '' : sayChat(language, fetched.at === 'gone' ? 'fileGone' : 'fileFailed'));
    if (fetched.ok) openFile(fetched.path, item.words, () => tell(sayChat(language, 'fileUnknown')));
  }
};

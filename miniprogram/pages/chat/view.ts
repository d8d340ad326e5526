import type { EntriesState } from '../../services/entries';
import { inLanguage, type Language } from '../../services/language';
import { noNotice, troubleNotice, unknownNotice, type Notice } from '../../services/notice';
import { oneEntry } from '../../services/one-entry';
import { say } from '../../services/words';

export interface ChatView {
  readonly phase: 'loading' | 'entry' | 'unknown' | 'trouble';
  readonly title: string;
  readonly loading: string;
  readonly notice: Notice;
}

/** Who would answer here, and the way to leave words, since this release has no chat of its own. */
export const chatView = (state: EntriesState, key: string, language: Language): ChatView => {
  const frame: ChatView = { phase: 'loading', title: say(language, 'homeTitle'), loading: say(language, 'loading'), notice: noNotice };
  const found = oneEntry(state, key);
  switch (found.phase) {
    case 'loading': return frame;
    case 'unknown': return { ...frame, phase: 'unknown', notice: unknownNotice(language) };
    case 'trouble': return { ...frame, phase: 'trouble', notice: troubleNotice(language, found.code) };
    case 'found': {
      const title = inLanguage(found.entry.label, language);
      return { ...frame, phase: 'entry', title, notice: { title, text: say(language, 'chatElsewhere'), act: say(language, 'leaveLarge') } };
    }
  }
};

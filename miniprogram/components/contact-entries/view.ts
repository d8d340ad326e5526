import type { BroughtCard } from '../../services/brought';
import { entryCard, withMerchantCard, type EntryCard } from '../../services/entry-card';
import { noNotice, troubleNotice, type Notice } from '../../services/notice';
import { timeOfDay } from '../../services/shared-values/asking/clock-words';
import type { EntriesState } from '../../services/shared-values/asking/entries';
import type { Language } from '../../services/shared-values/asking/language';
import { say } from '../../services/words';

export interface ContactEntriesView {
  readonly phase: 'loading' | 'list' | 'notice';
  readonly loading: string;
  readonly leave: string;
  /** When refreshing fails: since when the list is old; else ''. */
  readonly stale: string;
  readonly cards: readonly EntryCard[];
  readonly notice: Notice;
}

/** What a merchant asks for: which entries, in his order, and the card his visitor may send. No keys: all that there are. */
export interface Wanted {
  readonly keys: readonly string[];
  readonly card: BroughtCard | undefined;
}

/** The buttons in words; `now` in epoch milliseconds. A key that leads nowhere is left out, as if the merchant had switched the entry off. */
export const contactEntriesView = (state: EntriesState, { keys, card }: Wanted, language: Language, now: number): ContactEntriesView => {
  const frame: ContactEntriesView = { phase: 'loading', loading: say(language, 'loading'), leave: say(language, 'leave'), stale: '', cards: [], notice: noNotice };
  if (state.phase === 'loading') return frame;
  if (state.phase === 'failed') return { ...frame, phase: 'notice', notice: troubleNotice(language, state.failure.code) };
  const { entries } = state.answer;
  const wanted = keys.length === 0 ? entries : keys.flatMap((key) => entries.filter((entry) => entry.key === key));
  const known = { ...frame, stale: state.trouble === undefined ? '' : say(language, 'stale', { time: timeOfDay(state.at) }) };
  if (wanted.length > 0) return { ...known, phase: 'list', cards: wanted.map((entry) => withMerchantCard(entryCard(entry, language, now), card)) };
  return { ...known, phase: 'notice', notice: { title: say(language, 'emptyTitle'), text: say(language, 'emptyText'), act: say(language, 'retry') } };
};

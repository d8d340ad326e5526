import { chatItems, type ChatItem } from '../../services/chat-items';
import { isOpen, labelOf, oneConversation, type ConversationsState } from '../../services/conversations';
import { noNotice, troubleNotice, type Notice } from '../../services/notice';
import type { EntriesState } from '../../services/shared-values/asking/entries';
import type { Language } from '../../services/shared-values/asking/language';
import type { Transcript } from '../../services/transcript';
import { troubleWords } from '../../services/trouble-words';
import { say } from '../../services/words';

export interface TranscriptView {
  readonly phase: 'loading' | 'list' | 'notice';
  readonly title: string;
  readonly loading: string;
  readonly items: readonly ChatItem[];
  /** When there are words, but reading on failed; else ''. */
  readonly stale: string;
  readonly empty: string;
  readonly notice: Notice;
  /** What the notice's button does. */
  readonly act: 'retry' | 'list';
  /** The way on from here, '' while it is not known whose conversation this was. */
  readonly goOn: string;
}

/** One conversation of the past in words; `now` in epoch milliseconds. */
export const transcriptView = (transcript: Pick<Transcript, 'lines' | 'phase' | 'picture'>, id: string, conversations: ConversationsState, entries: EntriesState, language: Language, now: number): TranscriptView => {
  const one = oneConversation(conversations, id);
  const frame: TranscriptView = {
    phase: 'loading', title: one === undefined ? say(language, 'conversations') : labelOf(one, entries, language), loading: say(language, 'loading'),
    items: [], stale: '', empty: '', notice: noNotice, act: 'retry',
    goOn: one === undefined ? '' : say(language, isOpen(one) ? 'goOn' : 'contactAgain'),
  };
  const phase = transcript.phase();
  const lines = transcript.lines();
  if (phase === 'loading' && lines.length === 0) return frame;
  if (typeof phase === 'object' && lines.length === 0) {
    const { code } = phase.trouble;
    const isGone = code === 'conversation-unknown';
    const notice = troubleNotice(language, code);
    return { ...frame, phase: 'notice', notice: isGone ? { ...notice, act: say(language, 'conversations') } : notice, act: isGone ? 'list' : 'retry' };
  }
  const items = chatItems({ view: { lines }, sendingUp: [], picture: transcript.picture, language, now });
  const stale = typeof phase === 'object' ? troubleWords(language, phase.trouble.code).title : '';
  return { ...frame, phase: 'list', items, stale, empty: items.length === 0 ? say(language, 'nothingSaid') : '' };
};

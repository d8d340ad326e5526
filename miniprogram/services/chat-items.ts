import { sayChat } from './chat-words';
import type { Picture } from './pictures';
import type { SendingUp } from './sending-up';
import { timeOfDay, pastTime } from './shared-values/asking/clock-words';
import { isFailureCode } from './shared-values/asking/failure';
import type { Language } from './shared-values/asking/language';
import { withSigns } from './shared-values/emoji';
import type { TalkLine, TalkView } from './shared-values/talk/parts';
import { isRecalled } from './shared-values/talk/recall';
import { whyWords } from './trouble-words';
import { spokenOf } from './words';

/** One line of a chat, ready to be drawn. Plain JSON without `undefined`. */
export interface ChatItem {
  readonly id: string;
  /** When, above the line; '' where it is close to the line before. */
  readonly divider: string;
  readonly side: 'mine' | 'theirs' | 'middle';
  readonly kind: 'text' | 'image' | 'file' | 'card' | 'other';
  readonly words: string;
  /** Of a card: its second line. */
  readonly more: string;
  /** Where a picture lies, or ''; `words` says why there is none. */
  readonly picture: string;
  /** A page of this program the card leads to, or ''. */
  readonly path: string;
  /** Who says it, above the first of several; '' below it. */
  readonly name: string;
  readonly mark: '' | 'waiting' | 'failed' | 'stored' | 'read';
  readonly markWords: string;
  /** For a screen reader: who, what, when and how far. */
  readonly spoken: string;
}

export const blankItem: ChatItem = {
  id: '', divider: '', side: 'theirs', kind: 'text', words: '', more: '', picture: '', path: '', name: '', mark: '', markWords: '', spoken: '',
};

/** A pause after which the time is said again. */
const pauseMs = 300_000;

type Content = Pick<ChatItem, 'kind' | 'words' | 'more' | 'picture' | 'path'>;

const plain: Content = { kind: 'text', words: '', more: '', picture: '', path: '' };

const imageOf = (picture: Picture, language: Language): Content => {
  if (typeof picture === 'object') return { ...plain, kind: 'image', words: sayChat(language, 'picture'), picture: picture.path };
  const key = ({ loading: 'pictureLoading', failed: 'pictureFailed', gone: 'pictureGone' } as const)[picture];
  return { ...plain, kind: 'image', words: sayChat(language, key) };
};

const contentOf = (line: TalkLine, picture: (line: TalkLine) => Picture, language: Language): Content => {
  const { body } = line;
  switch (body.kind) {
    case 'text': return { ...plain, words: withSigns(body.text) };
    case 'image': return imageOf(picture(line), language);
    case 'file': {
      const name = 'name' in body ? body.name : sayChat(language, 'file');
      return { ...plain, kind: 'file', words: name, more: 'gone' in body && body.gone === true ? sayChat(language, 'fileGone') : '' };
    }
    case 'card': return { ...plain, kind: 'card', words: body.title, more: body.text ?? '', picture: body.image ?? '', path: body.path ?? '' };
    case 'event': return isRecalled(body) ? { ...plain, words: sayChat(language, 'recalled') } : plain;
    default: return { ...plain, kind: 'other', words: sayChat(language, 'unsupported') };
  }
};

/** Of events only that something was taken back is for him, and what has no words is not drawn. */
const isShown = ({ from, body }: TalkLine): boolean => isRecalled(body) || body.kind !== 'event' && (from !== 'system' || body.kind === 'text');

const whyFailed = (code: string | undefined, language: Language): string =>
  sayChat(language, 'failed', { why: whyWords(language, isFailureCode(code) ? code : 'internal').replace(/[。.]$/, '') });

const markOf = (line: TalkLine, { readTo, state }: Drawn['view'], language: Language): Pick<ChatItem, 'mark' | 'markWords'> => {
  if (line.from !== 'visitor' || readTo === undefined) return { mark: '', markWords: '' };
  if (line.sending === 'failed') return { mark: 'failed', markWords: whyFailed(line.code, language) };
  if (line.sending === 'waiting') return { mark: 'waiting', markWords: sayChat(language, 'waiting') };
  const isRead = line.conversation === state?.conversation && (line.seq ?? Infinity) <= readTo;
  return { mark: isRead ? 'read' : 'stored', markWords: sayChat(language, isRead ? 'read' : 'stored') };
};

const dayOf = (at: number): string => new Date(at).toDateString();

/** "14:00" of today, "yesterday 14:00", or date and time. */
const momentOf = (language: Language, at: number, now: number): string => {
  const time = timeOfDay(at);
  const words = pastTime(language, at, now);
  return words.endsWith(time) ? words : `${words} ${time}`;
};

interface Drawn {
  /** Without `readTo` nothing is said of how far his own words have come. */
  readonly view: Pick<TalkView, 'lines' | 'state'> & Partial<Pick<TalkView, 'readTo'>>;
  readonly sendingUp: readonly SendingUp[];
  readonly picture: (line: TalkLine) => Picture;
  readonly language: Language;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const upwards = ({ id, at, kind, path, name, percent, code }: SendingUp, language: Language): Omit<ChatItem, 'divider'> & { at: number } => {
  const words = kind === 'file' ? name : sayChat(language, 'picture');
  const markWords = code === undefined ? sayChat(language, 'percent', { percent }) : whyFailed(code, language);
  return {
    ...plain, id, at, side: 'mine', kind, words, picture: kind === 'image' ? path : '', name: '', mark: code === undefined ? 'waiting' : 'failed', markWords,
    more: code === undefined ? markWords : '', spoken: spokenOf(language, [sayChat(language, 'me'), words, markWords]),
  };
};

/** The lines of a chat with their times, oldest first; what is still on its way up stands at the end. */
export const chatItems = ({ view, sendingUp, picture, language, now }: Drawn): readonly ChatItem[] => {
  const items: ChatItem[] = [];
  let before: { readonly at: number; readonly speaker: string } | undefined;

  const add = ({ at, ...item }: Omit<ChatItem, 'divider'> & { at: number }, speaker: string): void => {
    const isLater = before === undefined || dayOf(before.at) !== dayOf(at) || at - before.at >= pauseMs;
    const name = isLater || before?.speaker !== speaker ? item.name : '';
    items.push({ ...item, name, divider: isLater ? momentOf(language, at, now) : '' });
    before = { at, speaker };
  };

  for (const line of view.lines) {
    if (!isShown(line)) continue;
    const { id, at, from } = line;
    const mine = from === 'visitor';
    const who = mine ? sayChat(language, 'me') : from === 'agent' ? (line.name ?? sayChat(language, 'somebody')) : '';
    const content = contentOf(line, picture, language);
    const mark = markOf(line, view, language);
    const spoken = spokenOf(language, [who, content.words, content.more, momentOf(language, at, now), mark.markWords]);
    add({ id, at, ...content, ...mark, side: mine ? 'mine' : from === 'agent' ? 'theirs' : 'middle', name: from === 'agent' ? who : '', spoken }, `${from} ${who}`);
  }
  for (const one of sendingUp) add(upwards(one, language), `visitor ${sayChat(language, 'me')}`);
  return items;
};

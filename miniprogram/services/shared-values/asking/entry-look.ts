import type { EntryState, EntryView } from '../../../../shared/http/visitor';
import { dayAndTime } from './clock-words';
import { inLanguage, sayFrom, type Language } from './language';

const say = sayFrom({
  available: { zh: '在线', en: 'Online' },
  standIn: { zh: '有人代接', en: 'Colleague answers' },
  queue: { zh: '需要排队', en: 'Queue' },
  leave: { zh: '可以留言', en: 'Messages only' },
  noSeats: { zh: '排队已满', en: 'Queue full' },
  outsideHours: { zh: '休息中', en: 'Closed' },
  wait: { zh: '约 {from}–{to} 分钟', en: 'about {from}–{to} min' },
  waitOne: { zh: '约 {to} 分钟', en: 'about {to} min' },
  ahead: { zh: '前面 {count} 人', en: '{count} ahead' },
  opens: { zh: '{when} 开始', en: 'opens {when}' },
});

/** How an entry's state looks: its colour, its badge, and whether a tap leads to somebody who answers. */
export interface EntryLook {
  readonly tone: 'here' | 'stand-in' | 'busy' | 'away';
  readonly badge: Parameters<typeof say>[1];
  readonly answers: boolean;
}

const looks: Readonly<Record<EntryState['kind'], EntryLook>> = {
  'available': { tone: 'here', badge: 'available', answers: true },
  'stand-in': { tone: 'stand-in', badge: 'standIn', answers: true },
  'queue': { tone: 'busy', badge: 'queue', answers: true },
  'leave-message': { tone: 'away', badge: 'leave', answers: false },
  'no-seats': { tone: 'busy', badge: 'noSeats', answers: false },
  'outside-hours': { tone: 'away', badge: 'outsideHours', answers: false },
};

/** A kind that a newer server may add is treated like one where nobody answers. */
export const lookOf = (kind: EntryState['kind']): EntryLook =>
  Object.prototype.hasOwnProperty.call(looks, kind) ? looks[kind] : looks['leave-message'];

const badgeWords = (look: EntryLook, language: Language): string => say(language, look.badge);

/** A range for the wait in minutes; never less than one. */
export const waitRange = ({ fromMinutes, toMinutes }: { fromMinutes: number; toMinutes: number }, language: Language): string => {
  const from = Math.max(1, fromMinutes);
  const to = Math.max(from, toMinutes);
  return say(language, from === to ? 'waitOne' : 'wait', { from, to });
};

/** Expected wait, people ahead, opening time; '' when there is nothing to say. `now` in epoch milliseconds. */
const waitWords = (state: EntryState, language: Language, now: number): string => {
  const parts: string[] = [];
  if (state.wait !== undefined) parts.push(waitRange(state.wait, language));
  if (state.kind === 'queue' && state.waiting !== undefined && state.waiting > 0) parts.push(say(language, 'ahead', { count: state.waiting }));
  if (state.kind === 'outside-hours' && state.opensAt !== undefined) parts.push(say(language, 'opens', { when: dayAndTime(language, state.opensAt, now) }));
  return parts.join(' · ');
};

const isAddress = (icon: string): boolean => /^(https?:\/\/|\/|data:image\/)/.test(icon);

/** What stands for somebody or something: the address of a picture or '', and a sign where there is none, an emoji or the first character of the name. */
export const faceOf = (icon: string, name: string): { readonly picture: string; readonly sign: string } => {
  const picture = isAddress(icon) ? icon : '';
  const isEmoji = picture === '' && icon !== '' && [...icon].length <= 4 && !/[a-z]/i.test(icon);
  return { picture, sign: isEmoji ? icon : ([...name][0] ?? '') };
};

/** What every list of entries shows of one, on a phone and on a web page. Plain JSON without `undefined`. */
export interface EntryFace {
  readonly key: string;
  readonly label: string;
  /** Address of a picture, or ''. */
  readonly picture: string;
  /** Shown where there is no picture: an emoji, or the label's first character. */
  readonly sign: string;
  readonly tone: EntryLook['tone'];
  readonly badge: string;
  /** Expected wait, people ahead, opening time; '' when there is nothing to say. */
  readonly wait: string;
  /** Who answers or stands in, in the server's polite words. */
  readonly sentence: string;
}

/** `now` in epoch milliseconds. */
export const entryFace = (view: EntryView, language: Language, now: number): EntryFace => {
  const { state } = view;
  const label = inLanguage(view.label, language);
  const look = lookOf(state.kind);
  return {
    key: view.key, label, ...faceOf(view.icon ?? state.agent?.avatar ?? '', label), tone: look.tone,
    badge: badgeWords(look, language), wait: waitWords(state, language, now), sentence: inLanguage(state.words, language),
  };
};

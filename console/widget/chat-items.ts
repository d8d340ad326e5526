import { timeOfDay } from '../../shared/asking/clock-words';
import type { Language } from '../../shared/asking/language';
import { isRecalled } from '../../shared/talk/recall';
import type { TalkLine, TalkView } from '../../shared/talk/parts';
import { dayWords } from './day-words';
import { whyWords } from './trouble-words';
import { say } from './words';

export type Tick = 'waiting' | 'stored' | 'read' | 'failed';

export interface Said {
  readonly kind: 'said';
  readonly id: string;
  readonly mine: boolean;
  /** Who says it; shown above the first of a run. */
  readonly name: string;
  readonly first: boolean;
  readonly last: boolean;
  readonly time: string;
  /** How far an own line has come; undefined for those of others. */
  readonly tick?: Tick;
  /** Of a line that was not sent: why, and what can be done. */
  readonly trouble: string;
  readonly line: TalkLine;
}

/** What stands in the list of words, top to bottom. */
export type Item =
  | { readonly kind: 'day'; readonly id: string; readonly words: string }
  | { readonly kind: 'system'; readonly id: string; readonly words: string }
  | Said;

/** Words that follow one another so closely belong together. */
const runMs = 180_000;

const isSpoken = ({ from }: TalkLine): boolean => from !== 'system';

const together = (a: TalkLine | undefined, b: TalkLine | undefined): boolean =>
  a !== undefined && b !== undefined && isSpoken(a) && a.from === b.from && a.name === b.name &&
  Math.abs(b.at - a.at) < runMs && new Date(a.at).toDateString() === new Date(b.at).toDateString();

const tickOf = (line: TalkLine, { readTo, state }: Pick<TalkView, 'readTo' | 'state'>): Tick | undefined => {
  if (line.from !== 'visitor') return undefined;
  if (line.sending !== undefined) return line.sending;
  // words of an earlier conversation lie behind both
  const isRead = line.seq !== undefined && (line.conversation !== state?.conversation || line.seq <= readTo);
  return isRead ? 'read' : 'stored';
};

const systemWords = ({ body }: TalkLine, language: Language): string => {
  if (body.kind === 'text') return body.text;
  if (isRecalled(body)) return say(language, 'recalled');
  return body.kind === 'event' ? '' : say(language, 'unsupported');
};

/** The list of words of a talk; `now` in epoch milliseconds. */
export const chatItems = (view: Pick<TalkView, 'lines' | 'readTo' | 'state'>, language: Language, now: number): readonly Item[] => {
  const items: Item[] = [];
  let day = '';
  view.lines.forEach((line, at) => {
    const today = new Date(line.at).toDateString();
    if (today !== day) items.push({ kind: 'day', id: `day ${today} ${line.id}`, words: dayWords(language, line.at, now) });
    day = today;
    if (!isSpoken(line)) {
      const words = systemWords(line, language);
      if (words !== '') items.push({ kind: 'system', id: line.id, words });
      return;
    }
    const mine = line.from === 'visitor';
    const tick = tickOf(line, view);
    const first = !together(view.lines[at - 1], line);
    items.push({
      kind: 'said', id: line.id, mine, first, last: !together(line, view.lines[at + 1]),
      name: mine ? say(language, 'me') : (line.name ?? say(language, 'agent')),
      time: timeOfDay(line.at),
      ...(tick !== undefined && { tick }),
      trouble: tick === 'failed' ? (line.code === undefined ? say(language, 'tickFailed') : say(language, 'failedWhy', { why: whyWords(language, line.code) })) : '',
      line,
    });
  });
  return items;
};

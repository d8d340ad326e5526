import type { EntriesState } from '../../../shared/asking/entries';
import { inLanguage, type Language } from '../../../shared/asking/language';
import type { EntryView } from '../../../shared/http/visitor';
import { chatHead } from '../chat-head';
import { bodyOf, type Body, type Place } from '../panel-body';
import type { Sound } from '../sound';
import { troubleWords } from '../trouble-words';
import type { Visit } from '../visit';
import { say } from '../words';
import { barView, type BarState } from './bar';
import { chatView, type ChatView } from './chat';
import { confirmEnd } from './confirm';
import { focused, make, set } from './dom';
import { homeView, type HomeView } from './home';
import { leaveView, type LeaveView } from './leave';
import { noticeView } from './notice';
import { openPictureSheet } from './picture-sheet';

export interface PanelParts {
  readonly language: Language;
  readonly look: 'card' | 'page';
  readonly visit: Visit;
  readonly sound: Sound;
  readonly site: { readonly site: string; readonly origin: string };
  draft(entry: string): { read(): string; write(text: string): void };
  now(): number;
  go(place: Place): void;
  close(): void;
  switchLanguage(): void;
}

export interface PanelView {
  readonly element: HTMLElement;
  show(place: Place): void;
  focus(): void;
  /** Takes what was dropped on it; false where nothing can be said. */
  take(files: readonly File[]): boolean;
  /** Closes what lies uppermost; false when that is the panel itself. */
  escape(): boolean;
}

type Drawn = { readonly key: string; readonly element: HTMLElement; readonly home?: HomeView; readonly chat?: ChatView; readonly leave?: LeaveView };

const entryOf = (state: EntriesState, key: string): EntryView | undefined =>
  state.phase === 'ready' ? state.answer.entries.find((each) => each.key === key) : undefined;

/** The window of the widget: an edge above, and below it where the visitor is. */
export const panelView = (parts: PanelParts): PanelView => {
  const { language, visit, sound, go } = parts;
  let place: Place = { kind: 'home' };
  let drawn: Drawn | undefined;
  let closeTop: (() => void) | undefined;

  const redraw = (): void => show(place);
  const over = (open: (closed: () => void) => () => void): void => {
    const before = focused(element);
    closeTop = open(() => {
      closeTop = undefined;
      before?.focus();
    });
  };
  const bar = barView({
    language, canClose: parts.look === 'card',
    back: () => go({ kind: 'home' }),
    close: parts.close,
    end: () => {
      if (place.kind === 'home') return;
      const talk = visit.talks.of(place.entry);
      over((closed) => confirmEnd(element, language, talk.end, closed));
    },
    switchSound() {
      sound.choose(!sound.isOn());
      redraw();
    },
    switchLanguage: parts.switchLanguage,
  });
  const body = make('div', { class: 'panel__body' });
  const element = make('section', { class: `panel panel--${parts.look}`, role: parts.look === 'card' ? 'dialog' : 'main', tabindex: -1 }, bar.element, body);

  const draw = (want: Body, key: string): Drawn => {
    switch (want.kind) {
      case 'home': {
        const home = homeView({
          language, now: parts.now, retry: () => void visit.entries.retry(),
          chat: (entry) => go({ kind: 'chat', entry }), leave: (entry) => go({ kind: 'leave', entry }),
          troubleWords: (code) => troubleWords(language, code, parts.site),
        });
        return { key, element: home.element, home };
      }
      case 'chat': {
        const { entry } = want;
        const chat = chatView({
          language, visit, talk: visit.talks.of(entry), draft: parts.draft(entry), now: parts.now,
          openPicture: (address) => over((closed) => openPictureSheet(element, address, language, closed)),
          leave: () => go({ kind: 'leave', entry }),
        });
        return { key, element: chat.element, chat };
      }
      case 'leave': {
        const leave = leaveView({ language, entry: want.entry, leftMessages: visit.leftMessages });
        return { key, element: leave.element, leave };
      }
      case 'unknown': {
        const act = { words: say(language, 'goHome'), run: () => go({ kind: 'home' }) };
        return { key, element: noticeView({ title: say(language, 'unknownTitle'), text: say(language, 'unknownText'), act }) };
      }
      case 'trouble': {
        const act = { words: say(language, 'retry'), run: () => visit.talks.enter(want.entry) };
        return { key, element: noticeView({ ...troubleWords(language, want.code, parts.site), act }) };
      }
    }
  };

  const barOf = (want: Body, entries: EntriesState): BarState => {
    const common = { canGoBack: want.kind !== 'home', soundIsOn: sound.isOn(), canEnd: false };
    if (want.kind === 'home') return { ...common, title: entries.phase === 'ready' ? entries.answer.site.name : say(language, 'launcher'), sub: '' };
    const entry = entryOf(entries, want.entry);
    if (want.kind !== 'chat') return { ...common, title: entry === undefined ? say(language, 'launcher') : inLanguage(entry.label, language), sub: '' };
    const view = visit.talks.of(want.entry).view();
    const { name, picture, sign, sub } = chatHead(view, entry, language);
    const isOpen = view.state?.state === 'assigned' || view.state?.state === 'waiting';
    return { ...common, canEnd: isOpen, title: name, sub, face: { picture, sign } };
  };

  const show = (next: Place): void => {
    place = next;
    const entries = visit.entries.state();
    const talk = place.kind === 'chat' ? visit.talks.of(place.entry) : undefined;
    const want = bodyOf(place, talk?.view(), visit.trouble(), language);
    const key = JSON.stringify([want.kind, 'entry' in want ? want.entry : '', 'code' in want ? want.code : '']);
    if (drawn?.key !== key) {
      const hadFocus = drawn !== undefined && drawn.element.contains(focused(element) ?? null);
      drawn = draw(want, key);
      body.replaceChildren(drawn.element);
      if (hadFocus) focus();
    }
    const state = barOf(want, entries);
    bar.show(state);
    set(element, { 'aria-label': state.title });
    drawn.home?.show(entries, (entry) => visit.talks.unreadOf(entry));
    if (want.kind === 'leave') {
      const entry = entryOf(entries, want.entry);
      drawn.leave?.show(entry === undefined ? '' : inLanguage(entry.label, language), want.why);
    }
    if (talk !== undefined && place.kind === 'chat') drawn.chat?.show(talk.view(), entryOf(entries, place.entry));
  };

  const focus = (): void => (drawn?.chat ?? drawn?.leave ?? drawn?.home ?? element).focus();

  return {
    element, show, focus,
    take(files) {
      if (drawn?.chat === undefined || files.length === 0) return false;
      drawn.chat.take(files);
      return true;
    },
    escape() {
      if (closeTop !== undefined) {
        closeTop();
        return true;
      }
      return bar.escape() || (drawn?.chat?.escape() ?? false);
    },
  };
};

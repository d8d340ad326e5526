import { base64Of, button, make } from './dom';
import type { Platform } from './platform';
import type { Say } from './words';

/** One chat of WeChat: where its lines come from, and where what the visitor writes goes. */
export interface Chat {
  readonly title: string;
  /** The lines as they stand now and what stands under the title; undefined when they cannot be had. */
  lines(): Promise<{ readonly lines: readonly Node[]; readonly state: string; readonly title?: string } | undefined>;
  /** Whether it went out; likewise for a picture, which may be none that WeChat takes. */
  say(text: string): Promise<boolean>;
  picture(base64: string): Promise<'sent' | 'refused' | 'unsent'>;
  /** The card that WeChat offers to send. */
  readonly offer?: { readonly title: string; send(): Promise<boolean> };
}

export interface Sheet {
  close(): void;
}

const pictureTypes = 'image/png,image/jpeg,image/gif';

/** WeChat's own chat screen over the mini-program, live until it is closed. */
export const openSheet = (chat: Chat, { shelf, platform, say, closed }: { shelf: HTMLElement; platform: Platform; say: Say; closed(): void }): Sheet => {
  const title = make('h2', { class: 'sheet__title' }, chat.title);
  const state = make('p', { class: 'sheet__state', 'aria-live': 'polite' });
  const lines = make('div', { class: 'sheet__lines', role: 'log', 'aria-label': chat.title, tabindex: '0' });
  const trouble = make('p', { class: 'sheet__trouble', role: 'alert', hidden: true });
  const box = make('input', { class: 'sheet__box', 'aria-label': say('hint'), placeholder: say('hint'), autocomplete: 'off', maxlength: '2000' });
  const file = make('input', { class: 'sheet__file', type: 'file', accept: pictureTypes, 'aria-label': say('picture') });
  const form = make('form', { class: 'sheet__form' }, make('label', { class: 'sheet__picture', title: say('picture') }, '＋', file), box, make('button', { class: 'sheet__send' }, say('send')));
  const offer = make('div', { class: 'sheet__offer', hidden: chat.offer === undefined });
  const head = make('header', { class: 'sheet__head' }, button({ class: 'sheet__back', 'aria-label': say('back') }, '‹', () => close()), make('div', {}, title, state));
  const sheet = make('section', { class: 'sheet', role: 'dialog', 'aria-label': chat.title }, head, lines, offer, trouble, form);

  const tell = (words: string): void => {
    trouble.textContent = words;
    trouble.hidden = words === '';
  };

  let asked = 0;
  let shown = 0;
  /** Answers may overtake each other: an older one never replaces a newer one. */
  const draw = async (): Promise<void> => {
    asked += 1;
    const turn = asked;
    const found = await chat.lines();
    if (found === undefined || turn < shown) return;
    shown = turn;
    const atEnd = lines.scrollHeight - lines.scrollTop - lines.clientHeight < 60;
    lines.replaceChildren(...found.lines);
    state.textContent = found.state;
    if (found.title !== undefined && found.title !== '') title.textContent = found.title;
    if (atEnd) lines.scrollTop = lines.scrollHeight;
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = box.value.trim();
    if (text === '') return;
    box.value = '';
    void chat.say(text).then((sent) => {
      tell(sent ? '' : say('unsent'));
      if (!sent && box.value === '') box.value = text;
      return draw();
    });
  });
  file.addEventListener('change', () => {
    const chosen = file.files?.[0];
    if (chosen === undefined) return;
    void base64Of(chosen).then(async (base64) => {
      file.value = '';
      const outcome = await chat.picture(base64);
      tell(outcome === 'sent' ? '' : say(outcome === 'refused' ? 'notPicture' : 'unsent'));
      await draw();
    });
  });
  if (chat.offer !== undefined) {
    const { title: named, send } = chat.offer;
    offer.append(make('span', {}, `${say('cardOffer')} ${named}`), button({}, say('send'), () => {
      offer.hidden = true;
      void send().then((sent) => {
        offer.hidden = sent;
        tell(sent ? '' : say('unsent'));
        return draw();
      });
    }));
  }

  const leave = platform.watch(() => void draw());
  const close = (): void => {
    leave();
    sheet.remove();
    closed();
  };
  shelf.append(sheet);
  box.focus();
  void draw();
  return { close };
};

/** One line of a chat: on the visitor's side, on the other side, or WeChat's own words in the middle. */
export const chatLine = (side: 'mine' | 'theirs' | 'middle', ...content: readonly (Node | string)[]): HTMLElement =>
  side === 'middle' ? make('p', { class: 'line line--middle' }, ...content) : make('div', { class: `line line--${side}` }, make('div', { class: 'line__words' }, ...content));

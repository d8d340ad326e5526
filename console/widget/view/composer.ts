import type { Language } from '../../../shared/asking/language';
import type { SaidBody } from '../../../shared/http/chat';
import { say } from '../words';
import { attachmentsView, type AttachmentsParts } from './attachments';
import { button, make, set, showIf, write } from './dom';
import { emojiPanel } from './emoji-panel';
import { icon } from './icons';

export interface ComposerParts extends Pick<AttachmentsParts, 'upload' | 'remember'> {
  readonly language: Language;
  say(body: SaidBody): void;
  typing(): void;
  /** What he wrote and did not send yet. */
  readonly draft: { read(): string; write(text: string): void };
}

export interface ComposerView {
  readonly element: HTMLElement;
  focus(): void;
  take(files: readonly File[]): void;
  /** Words begin a new conversation. */
  show(beginsAgain: boolean): void;
  /** Closes what is open over it; false when nothing was. */
  escape(): boolean;
}

const longest = 2000;
/** About five lines; then it scrolls. */
const tallestPx = 120;

/** Where the visitor writes: Enter sends, Shift+Enter begins a line. */
export const composerView = ({ language, upload, remember, say: speak, typing, draft }: ComposerParts): ComposerView => {
  const box = make('textarea', { class: 'composer__box', rows: 1, 'aria-label': say(language, 'box'), placeholder: say(language, 'box'), enterkeyhint: 'send' });
  const file = make('input', { class: 'spoken', type: 'file', multiple: true, tabindex: -1, 'aria-hidden': 'true' });
  const tooLong = make('p', { class: 'composer__trouble', role: 'alert' });
  const sendButton = make('button', { class: 'icon-button composer__send', 'aria-label': say(language, 'send'), disabled: true }, icon('send'));

  const refresh = (): void => {
    const over = box.value.trim().length - longest;
    write(tooLong, over > 0 ? say(language, 'tooLong', { count: over }) : '');
    showIf(tooLong, over > 0);
    sendButton.disabled = over > 0 || (box.value.trim() === '' && attachments.isEmpty());
    box.style.height = 'auto';
    box.style.height = `${Math.min(box.scrollHeight, tallestPx)}px`;
  };
  const attachments = attachmentsView({ language, upload, remember, say: speak, changed: () => refresh() });

  const emoji = emojiPanel(language, (text) => {
    box.setRangeText(text, box.selectionStart, box.selectionEnd, 'end');
    changed();
  });
  const emojiButton = button({ class: 'icon-button', 'aria-label': say(language, 'emoji'), 'aria-expanded': 'false' }, icon('smile'), () => showEmoji(emoji.hidden));
  const showEmoji = (shown: boolean): void => {
    showIf(emoji, shown);
    set(emojiButton, { 'aria-expanded': String(shown) });
    if (shown) emoji.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  };

  const changed = (): void => {
    draft.write(box.value);
    refresh();
  };

  const send = (): void => {
    if (sendButton.disabled) return;
    const text = box.value.trim();
    box.value = '';
    changed();
    if (text !== '') speak({ kind: 'text', text });
    if (!attachments.isEmpty()) void attachments.send();
    box.focus();
  };

  const form = make('form', { class: 'composer__row' },
    emojiButton, button({ class: 'icon-button', 'aria-label': say(language, 'attach') }, icon('attach'), () => file.click()), file, box, sendButton);
  const element = make('div', { class: 'composer' }, attachments.element, tooLong, form, emoji);

  element.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !element.contains(relatedTarget)) showEmoji(false);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send();
  });
  box.addEventListener('input', () => {
    changed();
    typing();
  });
  box.addEventListener('keydown', (event) => {
    // the Enter that ends a choice of characters is not meant for us
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    send();
  });
  box.addEventListener('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    attachments.take(files);
  });
  file.addEventListener('change', () => {
    attachments.take([...(file.files ?? [])]);
    file.value = '';
  });
  box.value = draft.read();

  return {
    element,
    focus: () => box.focus(),
    take: (files) => attachments.take(files),
    show(beginsAgain) {
      const words = say(language, beginsAgain ? 'boxAgain' : 'box');
      set(box, { placeholder: words, 'aria-label': words });
      refresh();
    },
    escape() {
      if (emoji.hidden) return false;
      showEmoji(false);
      emojiButton.focus();
      return true;
    },
  };
};

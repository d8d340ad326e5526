import { inLanguage, type Language } from '../../../shared/asking/language';
import type { LeftMessages } from '../../../shared/asking/left-messages';
import { leaveButton, leaveNote, type LeavePhase } from '../leave-words';
import { say } from '../words';
import { button, make, showIf, write } from './dom';

export interface LeaveParts {
  readonly language: Language;
  readonly entry: string;
  readonly leftMessages: LeftMessages;
}

export interface LeaveView {
  readonly element: HTMLElement;
  /** The name of the entry, and why nobody answers now; each '' while it is not known. */
  show(label: string, why: string): void;
  focus(): void;
}

/** Words for someone to follow up, with a way to reach him. */
export const leaveView = ({ language, entry, leftMessages }: LeaveParts): LeaveView => {
  const heading = make('h3', { class: 'leave__heading' });
  const why = make('p', { class: 'leave__hint' });
  const text = make('textarea', { class: 'field', rows: 5, maxlength: 2000, required: true, placeholder: say(language, 'textExample') });
  const contact = make('input', { class: 'field', maxlength: 100, placeholder: say(language, 'contactExample'), autocomplete: 'off' });
  const note = make('p', { class: 'leave__note', role: 'alert' });
  const submit = make('button', { class: 'solid' });
  const form = make('form', { class: 'leave__form' },
    make('label', { class: 'leave__label' }, make('span', {}, say(language, 'textLabel')), text),
    make('label', { class: 'leave__label' }, make('span', {}, say(language, 'contactLabel')), contact),
    note, submit);
  const sentWords = make('p', { class: 'leave__hint' });
  const another = button({ class: 'quiet' }, say(language, 'another'), () => {
    text.value = contact.value = '';
    move({ phase: 'writing', restored: false });
    text.focus();
  });
  const sent = make('div', { class: 'notice', role: 'status', tabindex: -1, hidden: true }, make('h3', { class: 'notice__title' }, say(language, 'sentTitle')), sentWords, another);
  const head = make('div', { class: 'leave__head' }, heading, why);
  const element = make('div', { class: 'leave' }, head, form, sent);
  let at: LeavePhase = { phase: 'writing', restored: false };

  const move = (next: LeavePhase): void => {
    at = next;
    write(submit, leaveButton(at, language));
    write(note, leaveNote(at, language));
    showIf(note, note.textContent !== '');
    submit.disabled = at.phase === 'sending' || text.value.trim() === '';
    const isSent = at.phase === 'sent';
    for (const part of [form, head]) showIf(part, !isSent);
    showIf(sent, isSent);
    if (at.phase !== 'sent') return;
    write(sentWords, inLanguage(at.words, language));
    sent.focus();
  };

  text.addEventListener('input', () => move(at.phase === 'writing' ? at : { phase: 'writing', restored: false }));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const words = text.value.trim();
    if (words === '' || at.phase === 'sending') return;
    move({ phase: 'sending' });
    void leftMessages.leave({ entry, text: words, contact: contact.value.trim() })
      .then((result) => move(result.ok ? { phase: 'sent', words: result.words } : { phase: 'failed', code: result.code }));
  });

  const unsent = leftMessages.unsent(entry);
  text.value = unsent?.text ?? '';
  contact.value = unsent?.contact ?? '';
  move({ phase: 'writing', restored: unsent !== undefined });

  return {
    element,
    focus: () => (at.phase === 'sent' ? sent : text).focus(),
    show(label, reason) {
      write(heading, label === '' ? say(language, 'leaveTitle') : say(language, 'leaveTo', { label }));
      write(why, reason === '' ? say(language, 'leaveHint') : reason);
    },
  };
};

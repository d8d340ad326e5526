import type { Language } from '../../../shared/asking/language';
import type { SaidBody } from '../../../shared/http/chat';
import { isPicture, sizeFault } from '../size-fault';
import { whyWords } from '../trouble-words';
import type { Uploads } from '../uploads';
import { say } from '../words';
import { button, make, write } from './dom';
import { icon } from './icons';

export interface AttachmentsParts {
  readonly language: Language;
  readonly upload: Uploads;
  /** What was sent up can be shown before the server tells of it. */
  remember(file: string, blob: Blob): void;
  say(body: SaidBody): void;
  /** The strip has got or lost something. */
  changed(): void;
}

export interface AttachmentsView {
  readonly element: HTMLElement;
  take(files: readonly File[]): void;
  isEmpty(): boolean;
  /** Sends up what waits, one after another, and says each once it is there; one that fails stays and can be sent again. */
  send(): Promise<void>;
}

const most = 9;

interface Chip {
  readonly file: File;
  readonly element: HTMLElement;
  readonly state: HTMLElement;
  readonly forget: () => void;
  isGoing: boolean;
}

/** Pictures and files that were chosen, pasted or dropped, to be looked at before they go. */
export const attachmentsView = ({ language, upload, remember, say: speak, changed }: AttachmentsParts): AttachmentsView => {
  const chips = new Set<Chip>();
  const strip = make('ul', { class: 'chips', 'aria-label': say(language, 'attach') });
  const trouble = make('p', { class: 'chips__trouble', role: 'alert' });
  const element = make('div', { class: 'attachments', hidden: true }, strip, trouble);

  const shown = (): void => {
    element.hidden = chips.size === 0 && trouble.textContent === '';
    changed();
  };
  /** One line for each that is not as wished; none takes them away. */
  const complain = (words?: string): void => {
    write(trouble, words === undefined ? '' : [trouble.textContent, words].filter(Boolean).join('\n'));
    shown();
  };

  const takeOut = (chip: Chip): void => {
    chip.forget();
    chip.element.remove();
    chips.delete(chip);
    shown();
  };

  const add = (file: File): void => {
    const address = isPicture(file) ? URL.createObjectURL(file) : '';
    const state = make('span', { class: 'chip__state', role: 'status' });
    const look = address === '' ? icon('file') : make('img', { class: 'chip__picture', alt: '', src: address });
    const out = button({ class: 'chip__out', 'aria-label': say(language, 'takeOut', { name: file.name }) }, icon('close'), () => takeOut(chip));
    const item = make('li', { class: 'chip' }, look, make('span', { class: address === '' ? 'chip__name' : 'spoken' }, file.name), state, out);
    const chip: Chip = { file, element: item, state, forget: () => URL.revokeObjectURL(address), isGoing: false };
    chips.add(chip);
    strip.append(item);
  };

  const sendOne = async (chip: Chip): Promise<void> => {
    if (chip.isGoing || !chips.has(chip)) return;
    chip.isGoing = true;
    chip.element.classList.add('chip--going');
    write(chip.state, say(language, 'uploading'));
    const sent = await upload(chip.file);
    chip.isGoing = false;
    chip.element.classList.remove('chip--going');
    write(chip.state, '');
    // taken out meanwhile: what was sent up is never said, and gone in a day
    if (!chips.has(chip)) return;
    if (!sent.ok) return complain(say(language, 'uploadFailed', { name: chip.file.name, why: whyWords(language, sent.code) }));
    if (sent.kind === 'image') remember(sent.file, chip.file);
    takeOut(chip);
    speak({ kind: sent.kind, file: sent.file });
  };

  return {
    element,
    isEmpty: () => chips.size === 0,
    take(files) {
      complain();
      for (const file of files) {
        if (chips.size >= most) return complain(say(language, 'tooManyFiles'));
        const fault = sizeFault(file);
        if (fault === undefined) add(file);
        else complain(say(language, fault, { name: file.name }));
      }
      shown();
    },
    async send() {
      complain();
      for (const chip of [...chips]) await sendOne(chip);
    },
  };
};

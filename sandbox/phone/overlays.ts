import { button, make } from './dom';
import type { Say } from './words';

interface ModalOptions {
  readonly title?: string;
  readonly content?: string;
  readonly confirmText?: string;
  readonly cancelText?: string;
  success?(result: { confirm: boolean; cancel: boolean }): void;
}

/** What WeChat itself lays over a program: a question, a picture over the whole screen, the reader of documents. */
export const createOverlays = (screen: HTMLElement, say: Say) => ({
  showModal({ title = '', content = '', confirmText = say('yes'), cancelText = say('decline'), success }: ModalOptions) {
    const answer = (confirm: boolean) => (): void => {
      veil.remove();
      success?.({ confirm, cancel: !confirm });
    };
    const yes = button({ class: 'dialog__yes' }, confirmText, answer(true));
    const dialog = make('div', { class: 'dialog', role: 'alertdialog', 'aria-modal': 'true', 'aria-label': title },
      make('h2', {}, title), make('p', {}, content), make('div', { class: 'dialog__acts' }, button({ class: 'dialog__no' }, cancelText, answer(false)), yes));
    const veil = make('div', { class: 'veil' }, dialog);
    screen.append(veil);
    yes.focus();
  },
  previewImage({ current, urls }: { readonly current?: string; readonly urls: readonly string[] }) {
    const close = button({ class: 'preview', 'aria-label': say('closePicture') }, make('img', { src: current ?? urls[0] ?? '', alt: '' }), () => close.remove());
    screen.append(close);
    close.focus();
  },
  /** A browser keeps what a phone would show in its reader. */
  openDocument({ filePath, success }: { readonly filePath: string; success?(result: object): void }) {
    make('a', { href: filePath, download: '' }).click();
    success?.({});
  },
});

import type { Language } from '../../../shared/asking/language';
import type { Pictures } from '../pictures';
import { say } from '../words';
import { button, make, write } from './dom';
import { icon } from './icons';

export interface MediaParts {
  readonly language: Language;
  readonly pictures: Pick<Pictures, 'address'>;
  openPicture(address: string): void;
}

/** A picture, read with the visitor's token; a tap shows it large. */
export const imageView = (path: string, { language, pictures, openPicture }: MediaParts): HTMLElement => {
  let address = '';
  const frame = button({ class: 'picture', 'aria-label': say(language, 'openPicture'), disabled: true }, undefined, () => openPicture(address));
  const gone = (): void => {
    frame.replaceChildren(say(language, 'noPicture'));
    frame.classList.add('picture--gone');
    frame.disabled = true;
  };
  void pictures.address(path).then((found) => {
    if (found === undefined) return gone();
    address = found;
    const image = make('img', { class: 'picture__image', alt: say(language, 'picture') });
    image.addEventListener('error', gone);
    image.src = found;
    frame.replaceChildren(image);
    frame.disabled = false;
  });
  return frame;
};

/** A file by its name; a tap fetches it and hands it to the browser to save. It is never opened in the shop's own page. */
export const fileView = (path: string | undefined, name: string, { language, pictures }: MediaParts): HTMLElement => {
  const label = make('span', { class: 'file__name' }, name);
  if (path === undefined) return make('span', { class: 'file' }, icon('file'), label);
  const trouble = make('span', { class: 'file__trouble', role: 'status' });
  const open = button({ class: 'file', 'aria-label': say(language, 'download', { name }) }, undefined, () => {
    write(trouble, '');
    void pictures.address(path).then((address) => {
      if (address === undefined) return write(trouble, say(language, 'noFile'));
      make('a', { href: address, download: name }).click();
    });
  });
  open.append(icon('file'), label);
  return make('span', { class: 'file-line' }, open, trouble);
};

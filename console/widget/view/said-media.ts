import type { Language } from '../../../shared/asking/language';
import type { Pictures } from '../pictures';
import { say } from '../words';
import { button, make, set, write } from './dom';
import { icon } from './icons';

export interface MediaParts {
  readonly language: Language;
  readonly pictures: Pick<Pictures, 'read'>;
  openPicture(address: string): void;
}

/** Said instead of a picture that nobody has any more. */
export const goneView = (language: Language): HTMLElement => make('span', { class: 'picture picture--gone' }, say(language, 'noPicture'));

/** A picture, read with the visitor's token; a tap shows it large, or tries again when it could not be read. */
export const imageView = (path: string, { language, pictures, openPicture }: MediaParts): HTMLElement => {
  let act = (): void => undefined;
  const frame = button({ class: 'picture', disabled: true, 'aria-label': say(language, 'loading') }, undefined, () => act());

  const offer = (words: string, content: Node | string, next: () => void): void => {
    set(frame, { 'aria-label': words, disabled: false });
    frame.replaceChildren(content);
    act = next;
  };
  const failed = (): void => offer(say(language, 'pictureFailed'), make('span', { class: 'picture__words' }, say(language, 'pictureFailed')), load);
  const show = (address: string): void => {
    const image = make('img', { class: 'picture__image', alt: say(language, 'picture') });
    image.addEventListener('error', failed);
    image.src = address;
    offer(say(language, 'openPicture'), image, () => openPicture(address));
  };
  const load = (): void => {
    set(frame, { disabled: true });
    void pictures.read(path).then((fetched) => {
      if (fetched === 'gone') frame.replaceWith(goneView(language));
      else if (fetched === 'failed') failed();
      else show(fetched.address);
    });
  };
  load();
  return frame;
};

/** A file by its name; a tap fetches it and hands it to the browser to save. It is never opened in the shop's own page. */
export const fileView = (path: string | undefined, name: string, { language, pictures }: MediaParts): HTMLElement => {
  const label = make('span', { class: 'file__name' }, name);
  if (path === undefined) return make('span', { class: 'file' }, icon('file'), label);
  const trouble = make('span', { class: 'file__trouble', role: 'status' });
  const open = button({ class: 'file', 'aria-label': say(language, 'download', { name }) }, undefined, () => {
    write(trouble, '');
    void pictures.read(path).then((fetched) => {
      if (typeof fetched === 'object') make('a', { href: fetched.address, download: name }).click();
      else write(trouble, say(language, fetched === 'gone' ? 'goneFile' : 'noFile'));
    });
  });
  open.append(icon('file'), label);
  return make('span', { class: 'file-line' }, open, trouble);
};

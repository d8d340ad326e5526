import { recordsOf, textOf, type JsonRecord } from './answer';
import { cutToBytes, wellFormed } from './text-split';

/** A button of an application's menu: a key that comes back, an address that opens, or 1 to 5 buttons below it. */
export type MenuButton =
  | { readonly name: string; readonly key: string }
  | { readonly name: string; readonly url: string }
  | { readonly name: string; readonly below: readonly MenuButton[] };

/** WeCom: 1 to 3 buttons, names of 16 bytes (40 below another), keys of 128 bytes. More is left out, longer is cut. */
export function menuBody(buttons: readonly MenuButton[]): object {
  return { button: buttons.slice(0, 3).map((button) => write(button, 16)) };
}

function write(button: MenuButton, nameBytes: number): object {
  const name = cutToBytes(wellFormed(button.name), nameBytes);
  if ('key' in button) return { type: 'click', name, key: cutToBytes(button.key, 128) };
  if ('url' in button) return { type: 'view', name, url: button.url };
  return { name, sub_button: button.below.slice(0, 5).map((below) => write(below, 40)) };
}

/** The menu as menu/get answers it; kinds we do not write are left out. */
export function readMenu(body: JsonRecord): readonly MenuButton[] {
  return recordsOf(body, 'button').flatMap(read);
}

function read(button: JsonRecord): readonly MenuButton[] {
  const name = textOf(button, 'name');
  const below = recordsOf(button, 'sub_button');
  if (below.length > 0) return [{ name, below: below.flatMap(read) }];
  if (button.type === 'click') return [{ name, key: textOf(button, 'key') }];
  return button.type === 'view' ? [{ name, url: textOf(button, 'url') }] : [];
}

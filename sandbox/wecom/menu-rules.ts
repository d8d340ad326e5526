import { isObject, listIn, textIn, utf8Bytes } from '../reading';

export interface MenuButton {
  name: string;
  type: string;
  key: string;
  url: string;
  sub_button: MenuButton[];
}

type Read = { ok: true; buttons: MenuButton[] } | { ok: false; code: number };

function readButton(from: unknown, nested: boolean): { ok: true; button: MenuButton } | { ok: false; code: number } {
  if (!isObject(from)) return { ok: false, code: 40017 };
  const [name, type, key, url] = [textIn(from, 'name'), textIn(from, 'type'), textIn(from, 'key'), textIn(from, 'url')];
  if (name === '' || utf8Bytes(name) > (nested ? 40 : 16)) return { ok: false, code: 40018 };
  const below = listIn(from, 'sub_button');
  if (!nested && below.length > 0) {
    if (below.length > 5) return { ok: false, code: 40023 };
    const read = readButtons(below, true);
    return read.ok ? { ok: true, button: { name, type: '', key: '', url: '', sub_button: read.buttons } } : read;
  }
  if (type === 'click' && (key === '' || utf8Bytes(key) > 128)) return { ok: false, code: 40019 };
  if (type !== 'click' && (type !== 'view' || url === '')) return { ok: false, code: 40017 };
  return { ok: true, button: { name, type, key, url, sub_button: [] } };
}

/** The menu's buttons, or WeCom's error code for the first wrong one. */
export function readButtons(list: unknown[], nested: boolean): Read {
  const buttons: MenuButton[] = [];
  for (const item of list) {
    const read = readButton(item, nested);
    if (!read.ok) return read;
    buttons.push(read.button);
  }
  return { ok: true, buttons };
}

/** The keys a member can click. */
export function menuKeys(menu: MenuButton[] | null): string[] {
  return (menu ?? []).flatMap(({ key, sub_button }) => [key, ...menuKeys(sub_button)]).filter((key) => key !== '');
}

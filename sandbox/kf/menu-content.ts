import { isObject, listIn, objectIn, textIn, utf8Bytes, type Json } from '../reading';

export type Mistake = { code: number; why: string };

/** Fewest and most bytes of each field of an item. */
const FIELDS: Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>> = {
  click: { id: [1, 128], content: [1, 128] },
  view: { url: [1, 2048], content: [1, 1024] },
  miniprogram: { appid: [1, 32], pagepath: [1, 1024], content: [1, 1024] },
  text: { content: [1, 256] },
};
const MOST_CHOICES = 10;
const MOST_HEAD = 1024;

/** The first mistake of a field: missing 40058, too long 45002. */
export function checkBytes(part: Json, name: string, [fewest, most]: readonly [number, number]): Mistake | undefined {
  const bytes = utf8Bytes(textIn(part, name));
  if (bytes < fewest) return { code: 40058, why: `${name} is empty` };
  return bytes > most ? { code: 45002, why: `${name} is longer than ${most} bytes` } : undefined;
}

function checkItem(item: unknown): Mistake | undefined {
  const type = textIn(item, 'type');
  const fields = FIELDS[type];
  if (!fields) return { code: 95009, why: 'invalid menu item type' };
  const part = objectIn(item, type);
  return Object.entries(fields).map(([name, limits]) => checkBytes(part, name, limits)).find((mistake) => mistake !== undefined);
}

/** A menu: at most `mostItems` items, of which at most 10 can be chosen (95008). */
export function checkMenu(part: Json, mostItems: number): Mistake | undefined {
  const list = listIn(part, 'list').filter(isObject);
  const head = checkBytes(part, 'head_content', [0, MOST_HEAD]) ?? checkBytes(part, 'tail_content', [0, MOST_HEAD]);
  if (head) return head;
  if (list.length === 0 && textIn(part, 'head_content') === '') return { code: 40058, why: 'the menu is empty' };
  const choices = list.filter((item) => textIn(item, 'type') !== 'text');
  if (list.length > mostItems || choices.length > MOST_CHOICES) return { code: 95008, why: 'too many menu items' };
  return list.map(checkItem).find((mistake) => mistake !== undefined);
}

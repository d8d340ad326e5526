import { shortcutOf } from '../../../console/workbench/keys/shortcut-of';

const key = (pressed: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing', boolean>> = {}) => ({ key: pressed, ctrlKey: false, metaKey: false, altKey: false, isComposing: false, ...held });

test('Ctrl+K and ⌘K search wherever one is', () => {
  expect([shortcutOf(key('k', { ctrlKey: true }), true), shortcutOf(key('K', { metaKey: true }), false)]).toEqual(['search', 'search']);
});

test('a question mark, also the wide one, helps only where nobody writes', () => {
  expect([shortcutOf(key('?'), false), shortcutOf(key('？'), false), shortcutOf(key('?'), true)]).toEqual(['help', 'help', undefined]);
});

test('nothing else, and nothing that belongs to the composing of characters', () => {
  expect([key('k'), key('k', { ctrlKey: true, altKey: true }), key('k', { ctrlKey: true, isComposing: true }), key('?', { ctrlKey: true })].map((one) => shortcutOf(one, false))).toEqual([undefined, undefined, undefined, undefined]);
});

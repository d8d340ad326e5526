import { createDevice } from '../../../console/widget/device';
import { createStorage, shelfOf, type Shelf } from '../../../console/widget/storage';
import { memoryShelf } from './memory-shelf';

let drawn = 0;
const fill = (bytes: Uint8Array): void => void bytes.fill((drawn += 1));

test('the secret is 32 random bytes, made at the first need and kept', () => {
  const shelf = memoryShelf();
  const device = createDevice(createStorage(shelf, 'zhida:web:'), fill);
  expect(device.isKnown()).toBe(false);
  expect(shelf.all()).toEqual({});
  const secret = device.secret();
  expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(createDevice(createStorage(shelf, 'zhida:web:'), fill).secret()).toBe(secret);
  expect(createDevice(createStorage(shelf, 'zhida:other:'), fill).secret()).not.toBe(secret);
});

test('what somebody else wrote under its name is no secret', () => {
  const shelf = memoryShelf({ 'zhida:web:device': '"short"' });
  expect(createDevice(createStorage(shelf, 'zhida:web:'), fill).secret()).toMatch(/^[A-Za-z0-9_-]{43}$/);
});

const full: Shelf = { getItem: () => null, setItem: () => { throw new Error('QuotaExceededError'); }, removeItem: () => undefined };
const forbidden = shelfOf(() => { throw new Error('SecurityError'); });

test.each([['keeps nothing from strangers', forbidden], ['is full', full]])('where the browser %s, everything lasts until the page closes', (_how, shelf) => {
  const storage = createStorage(shelf, '');
  const device = createDevice(storage, fill);
  expect(device.secret()).toBe(device.secret());
  storage.write('words', ['a']);
  expect(storage.read('words')).toEqual(['a']);
  storage.remove('words');
  expect(storage.read('words')).toBeUndefined();
});

test('broken JSON reads as nothing', () => {
  expect(createStorage(memoryShelf({ words: '{' }), '').read('words')).toBeUndefined();
});

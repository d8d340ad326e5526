import { createRecent } from '../../server/desk/recent';

test('the last used half is kept, and never more than the limit', () => {
  const recent = createRecent<number, string>(10);
  for (let key = 0; key < 100; key += 1) recent.set(key, `v${key}`);
  for (const key of [95, 96, 97, 98, 99]) expect(recent.get(key)).toBe(`v${key}`);
  // the oldest first, so that looking brings nothing back that was gone
  const kept = Array.from({ length: 100 }, (_, key) => key).filter((key) => recent.get(key) !== undefined);
  expect(kept.length).toBeLessThanOrEqual(10);
  expect(recent.get(0)).toBeUndefined();
});

test('what is asked for again and again stays, however much passes', () => {
  const recent = createRecent<string, number>(4);
  recent.set('regular', 1);
  for (let passing = 0; passing < 50; passing += 1) {
    recent.set(`passing ${passing}`, passing);
    expect(recent.get('regular')).toBe(1);
  }
});

test('a value set anew replaces the old one, wherever it lies', () => {
  const recent = createRecent<string, number>(4);
  recent.set('a', 1);
  recent.set('b', 1);
  recent.set('c', 1);
  recent.set('a', 2);
  recent.set('d', 1);
  expect(recent.get('a')).toBe(2);
});

test('what was dropped or cleared is gone', () => {
  const recent = createRecent<string, number>(4);
  for (const key of ['a', 'b', 'c']) recent.set(key, 1);
  recent.drop('a');
  expect(recent.get('a')).toBeUndefined();
  recent.clear();
  expect([recent.get('b'), recent.get('c')]).toEqual([undefined, undefined]);
});

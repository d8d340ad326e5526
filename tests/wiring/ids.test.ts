import { createNewId, idFor } from '../../server/wiring/ids';

test('ids are 32 hex characters, never the same twice, and grow with time', () => {
  let now = 1_700_000_000_000;
  const newId = createNewId(() => now);
  const ids = Array.from({ length: 5_000 }, newId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id) => /^[0-9a-f]{32}$/.test(id))).toBe(true);
  now += 1;
  expect(newId() > (ids.sort().at(-1) ?? '')).toBe(true);
});

test('the same key has the same id', () => {
  expect(idFor('a')).toBe(idFor('a'));
  expect(idFor('a')).not.toBe(idFor('b'));
  expect(idFor('a')).toMatch(/^[0-9a-f]{32}$/);
});

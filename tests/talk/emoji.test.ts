import { emojiParts, emojis, withCodes, withSigns } from '../../shared/emoji';

test('codes in brackets are told apart from words, other brackets stay words', () => {
  expect(emojiParts('你好[微笑][OK]吗 [没有这个] [] [[微笑]]')).toEqual([
    { text: '你好' }, { code: '微笑', sign: '🙂' }, { code: 'OK', sign: '👌' }, { text: '吗 [没有这个] [] [' }, { code: '微笑', sign: '🙂' }, { text: ']' },
  ]);
  expect(emojiParts('')).toEqual([]);
});

test('codes and signs lead to each other, without doubt', () => {
  expect(new Set(emojis.map(({ code }) => code)).size).toBe(emojis.length);
  expect(new Set(emojis.map(({ sign }) => sign)).size).toBe(emojis.length);
  for (const { code, sign } of emojis) expect([withSigns(`a[${code}]b`), withCodes(`a${sign}b`)]).toEqual([`a${sign}b`, `a[${code}]b`]);
  const all = emojis.map(({ code }) => `[${code}]`).join('');
  expect(withCodes(withSigns(all))).toBe(all);
});

test('what only looks like a code, a name of a prototype or half a sign stays as it was written', () => {
  for (const text of ['[constructor]', '[toString]', '[微 笑]', '[微笑', '微笑]', '\ud83d', '🙂\u200d']) expect(withSigns(text)).toBe(text);
});

import fc from 'fast-check';
import { cutToBytes, cutToChars, splitText, wellFormed } from '../../server/wechat/text-split';

const text = fc.string({ unit: 'grapheme', maxLength: 400 });
const FAMILY = '👨‍👩‍👧‍👦';

it('pieces fit and together are the text', () => {
  fc.assert(fc.property(text, fc.integer({ min: 4, max: 100 }), (whole, max) => {
    const pieces = splitText(whole, max);
    expect(pieces.join('')).toBe(whole);
    for (const piece of pieces) expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(max);
    expect(pieces.slice(0, -1).every((piece) => piece !== '')).toBe(true);
  }));
});

it('cuts no character in two that fits a piece', () => {
  expect(splitText(`abc${FAMILY}${FAMILY}`, 30)).toEqual([`abc${FAMILY}`, FAMILY]);
  expect(splitText(`a${FAMILY}`, 25)).toEqual(['a', FAMILY]);
  expect(splitText('中文字', 7)).toEqual(['中文', '字']);
  expect(splitText('e\u0301e\u0301', 5)).toEqual(['e\u0301', 'e\u0301']);
});

it('cuts a character inside only when it is longer than a piece', () => {
  const pieces = splitText(FAMILY, 10);
  expect(pieces.join('')).toBe(FAMILY);
  expect(pieces.every((piece) => !/\p{Surrogate}/u.test(piece))).toBe(true);
});

it('splits what the limit of 2000 bytes is for', () => {
  expect(splitText('中'.repeat(1000), 2000).map((piece) => piece.length)).toEqual([666, 334]);
  expect(splitText('', 2000)).toEqual(['']);
  expect(splitText('a'.repeat(2000), 2000)).toHaveLength(1);
});

it('shortens with a sign, and leaves what fits alone', () => {
  fc.assert(fc.property(text, fc.integer({ min: 8, max: 60 }), (whole, max) => {
    const cut = cutToBytes(whole, max);
    expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(max);
    if (Buffer.byteLength(whole) <= max) expect(cut).toBe(whole);
    else expect(cut.endsWith('…')).toBe(true);
  }));
  expect(cutToChars('一二三四五', 5)).toBe('一二三四五');
  expect(cutToChars('一二三四五六', 5)).toBe('一二三四…');
  expect(cutToChars(FAMILY.repeat(5), 5)).toBe(FAMILY.repeat(5));
  expect(cutToChars(FAMILY.repeat(6), 5)).toBe(`${FAMILY.repeat(4)}…`);
});

it('mends halves of surrogate pairs only', () => {
  expect(wellFormed('a😀b')).toBe('a😀b');
  expect(wellFormed('a\uD83Db\uDE00')).toBe('a\uFFFDb\uFFFD');
});

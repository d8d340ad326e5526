/** Signs that belong to the one before them: variation selectors and skin colours. */
const joins = /[\u{fe0f}\u{1f3fb}-\u{1f3ff}]/u;
const joiner = '\u200d';

/** A text without its last sign, however many characters that is made of: an emoji may be several joined into one. */
export const withoutLastSign = (text: string): string => {
  const signs = [...text];
  let end = signs.length - 1;
  while (end > 0 && (joins.test(signs[end] ?? '') || signs[end - 1] === joiner)) end -= signs[end - 1] === joiner ? 2 : 1;
  return signs.slice(0, Math.max(0, end)).join('');
};

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/**
 * The text, or its beginning and "…", in at most `max` Unicode code points (at least 1), cut between what people see as
 * characters. The platforms say "characters" and mean at most this: a family emoji is one to the eye and seven to them.
 */
export function shortText(text: string, max: number): string {
  if (text.length <= max || points(text) <= max) return text;
  let kept = '';
  let room = max - 1;
  for (const { segment } of graphemes.segment(text)) {
    room -= points(segment);
    if (room < 0) break;
    kept += segment;
  }
  return `${kept}…`;
}

function points(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

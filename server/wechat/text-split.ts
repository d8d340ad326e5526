const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/**
 * Cuts a text into pieces of at most `maxBytes` UTF-8 bytes (at least 4) that together are the text again. Cuts fall
 * between what people see as characters, so that no emoji breaks; only one longer than a whole piece is cut inside.
 */
export function splitText(text: string, maxBytes: number): readonly string[] {
  const pieces: string[] = [];
  let rest = text;
  while (!fits(rest, maxBytes)) {
    const end = cutAt(rest, maxBytes);
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...pieces, rest];
}

/** The text, or its beginning and "…", in at most `maxBytes` UTF-8 bytes (at least 8). */
export function cutToBytes(text: string, maxBytes: number): string {
  return fits(text, maxBytes) ? text : `${text.slice(0, cutAt(text, maxBytes - 3))}…`;
}

/** The text, or its beginning and "…", in at most `maxChars` characters as people count them (at least 2). */
export function cutToChars(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const ends: number[] = [];
  for (const { index } of graphemes.segment(text)) {
    if (ends.length > maxChars) break;
    ends.push(index);
  }
  return ends.length <= maxChars ? text : `${text.slice(0, ends[maxChars - 1])}…`;
}

/** Replaces halves of surrogate pairs: JSON would write them as \uXXXX, which WeChat refuses with 40033. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}

function fits(text: string, maxBytes: number): boolean {
  // A UTF-16 unit takes at most 3 bytes, so most texts need no counting.
  return text.length * 3 <= maxBytes || Buffer.byteLength(text, 'utf8') <= maxBytes;
}

/** Index of the last boundary between graphemes at or before `maxBytes`. */
function cutAt(text: string, maxBytes: number): number {
  let bytes = 0;
  let end = 0;
  for (;;) {
    const point = text.codePointAt(end) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    if (bytes > maxBytes) break;
    end += point < 0x10000 ? 1 : 2;
  }
  // The window keeps the segmenter from walking a long text; a grapheme larger than it is cut inside anyway.
  const from = Math.max(0, end - 256);
  const boundary = from + (graphemes.segment(text.slice(from, end + 64)).containing(end - from)?.index ?? end - from);
  return boundary > 0 && boundary > from ? boundary : end;
}

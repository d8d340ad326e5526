/**
 * Reads the form in which nearly every push arrives: `<xml>` with one level of elements, each a CDATA section or bare
 * text. Anything else (nesting, repetition, attributes, comments, split sections) answers `undefined` and is left to the
 * real parser, which costs ten times as much and is the larger half of a callback.
 */
export function parseFlatXml(text: string): Readonly<Record<string, string>> | undefined {
  let at = skipSpace(text, 0);
  if (!text.startsWith('<xml>', at)) return undefined;
  at += 5;
  const record: Record<string, string> = {};
  for (;;) {
    at = skipSpace(text, at);
    if (text.startsWith('</xml>', at)) return skipSpace(text, at + 6) === text.length ? record : undefined;
    const name = nameAt(text, at);
    // `in` and not `hasOwn`: names such as "constructor" go to the parser too, which refuses them.
    if (name === undefined || name in record) return undefined;
    at += name.length + 2;
    const isCdata = text.startsWith('<![CDATA[', at);
    const end = isCdata ? text.indexOf(']]>', at) : text.indexOf('<', at);
    if (end < 0) return undefined;
    record[name] = text.slice(isCdata ? at + 9 : at, end);
    at = isCdata ? end + 3 : end;
    if (!text.startsWith('</', at) || !text.startsWith(name, at + 2) || text.charCodeAt(at + name.length + 2) !== GREATER) return undefined;
    at += name.length + 3;
  }
}

const LESS = 0x3c;
const GREATER = 0x3e;

/** The name in `<name>`: a letter, then letters and digits. */
function nameAt(text: string, start: number): string | undefined {
  if (text.charCodeAt(start) !== LESS || !isLetter(text.charCodeAt(start + 1))) return undefined;
  let at = start + 2;
  while (isLetter(text.charCodeAt(at)) || isDigit(text.charCodeAt(at))) at += 1;
  return text.charCodeAt(at) === GREATER ? text.slice(start + 1, at) : undefined;
}

/** Of ASCII; `| 0x20` makes its letters small. Beyond the end of a text the unit is NaN, which is none. */
function isLetter(unit: number): boolean {
  return unit < 0x80 && (unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a;
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  for (let unit = text.charCodeAt(at); unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09; unit = text.charCodeAt(at)) at += 1;
  return at;
}

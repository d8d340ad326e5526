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
    OPEN.lastIndex = at;
    const name = OPEN.exec(text)?.[1];
    // `in` and not `hasOwn`: names such as "constructor" go to the parser too, which refuses them.
    if (name === undefined || name in record) return undefined;
    at += name.length + 2;
    const isCdata = text.startsWith('<![CDATA[', at);
    const end = isCdata ? text.indexOf(']]>', at) : text.indexOf('<', at);
    if (end < 0) return undefined;
    record[name] = text.slice(isCdata ? at + 9 : at, end);
    at = isCdata ? end + 3 : end;
    if (!text.startsWith(`</${name}>`, at)) return undefined;
    at += name.length + 3;
  }
}

const OPEN = /<([A-Za-z][A-Za-z0-9]*)>/y;

function skipSpace(text: string, from: number): number {
  let at = from;
  for (let unit = text.charCodeAt(at); unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09; unit = text.charCodeAt(at)) at += 1;
  return at;
}

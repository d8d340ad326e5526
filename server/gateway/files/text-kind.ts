import { file, type FileKind } from './file-kind';

const plain = file('text/plain; charset=utf-8', 'txt', 'md', 'log', 'json');

/** What no text is written with; a tab, the ends of lines and of pages are. */
const CONTROLS = /[\0-\x08\x0b\x0e-\x1f\x7f]/;
/** Pages, drawings and scripts are text as well: told by how they begin, or by a tag anywhere. */
const BEGINS = /^\ufeff?\s*(<[!?/a-z]|#!|\{\\rtf|%!PS)/i;
const TAGS = /<(script|html|svg|iframe|object|embed|!doctype|\?php|\?xml)/i;

/** Plain text in UTF-8. A script without any mark of its own is text, too: it is named and served as nothing else. */
export function textKind(content: Buffer): FileKind | undefined {
  const text = decoded(content);
  return text === undefined || text === '' || CONTROLS.test(text) || BEGINS.test(text) || TAGS.test(text) ? undefined : plain;
}

function decoded(content: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    return undefined;
  }
}

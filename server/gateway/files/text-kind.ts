import { isUtf8 } from 'node:buffer';
import { file, type FileKind } from './file-kind';

const plain = file('text/plain; charset=utf-8', 'txt', 'md', 'log', 'json');

/** What decides how a program opens a text stands within this many bytes. */
const BEGINNING = 65_536;
/** Pages, drawings and scripts are text as well: told by how they begin, or by a tag soon after. */
const BEGINS = /^(\xef\xbb\xbf)?\s*(<[!?/a-z]|#!|\{\\rtf|%!PS)/i;
const TAGS = /<(script|html|svg|iframe|object|embed|!doctype|\?php|\?xml)/i;

/** Plain text in UTF-8. A script without any mark of its own is text, too: it is named and served as nothing else. */
export function textKind(content: Buffer): FileKind | undefined {
  if (content.length === 0 || !isUtf8(content) || hasControls(content)) return undefined;
  const beginning = content.toString('latin1', 0, BEGINNING);
  return BEGINS.test(beginning) || TAGS.test(beginning) ? undefined : plain;
}

/** What no text is written with; tabs, ends of lines and of pages are. Byte by byte, since a text may be megabytes long. */
function hasControls(content: Buffer): boolean {
  for (let at = 0; at < content.length; at += 1) {
    const byte = content[at] ?? 0;
    if (byte < 0x20 ? byte < 9 || byte === 0x0b || byte > 0x0d : byte === 0x7f) return true;
  }
  return false;
}

import type { FileKind } from './file-kind';

const MOST_CHARS = 80;
/** Not seen, or read as something else than they are: controls, marks of direction, private use, halves of pairs, ends of lines. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;
/** Windows takes none of them in a name. */
const NOT_IN_NAMES = /[<>:"|?*%]/g;

/** A name somebody gave a file, without folders and tricks; '' when nothing is left of it. */
export function cleanName(given: string): string {
  const last = given.split(/[\\/]/).pop() ?? '';
  const seen = last.replace(UNSEEN, '').replace(NOT_IN_NAMES, '_').replace(/\s+/g, ' ').replace(/^[. ]+|[. ]+$/g, '');
  const chars = [...seen];
  if (chars.length <= MOST_CHARS) return seen;
  const [, ending = ''] = /(\.[^.]{1,10})$/.exec(seen) ?? [];
  return chars.slice(0, MOST_CHARS - ending.length).join('') + ending;
}

/** The same with an ending that says what it is: `run.bat` of plain text becomes `run.bat.txt`. */
export function namedAs(given: string, { kind, endings }: FileKind): string {
  const name = cleanName(given);
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  if (endings.includes(ending)) return name;
  return `${name === '' ? kind : name}.${endings[0]}`;
}

/** For Content-Disposition (RFC 6266): as plain as old clients need it, and as it is. */
export function attachment(name: string): string {
  const whole = cleanName(name) || 'file';
  const exact = encodeURIComponent(whole).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${whole.replace(/[^ -~]/g, '_')}"; filename*=UTF-8''${exact}`;
}

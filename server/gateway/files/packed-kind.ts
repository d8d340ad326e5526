import { file, type FileKind } from './file-kind';

const pdf = file('application/pdf', 'pdf');
const zip = file('application/zip', 'zip');
/** OOXML: names of the parts stand in the archive as they are. */
const ooxml: readonly [part: string, kind: FileKind][] = [
  ['word/document.xml', file('application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx')],
  ['xl/workbook.xml', file('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx')],
  ['ppt/presentation.xml', file('application/vnd.openxmlformats-officedocument.presentationml.presentation', 'pptx')],
];
/** OpenDocument: the first entry is `mimetype`, not compressed. */
const openDocument: readonly [type: string, kind: FileKind][] = [
  ['text', file('application/vnd.oasis.opendocument.text', 'odt')],
  ['spreadsheet', file('application/vnd.oasis.opendocument.spreadsheet', 'ods')],
  ['presentation', file('application/vnd.oasis.opendocument.presentation', 'odp')],
];
/** The older office files are compound files, as Windows' installers are, too: told apart by a stream that each has. */
const compound: readonly [stream: string, kind: FileKind][] = [
  ['WordDocument', file('application/msword', 'doc', 'wps')],
  ['Workbook', file('application/vnd.ms-excel', 'xls', 'et')],
  ['PowerPoint Document', file('application/vnd.ms-powerpoint', 'ppt', 'dps')],
];

const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');
/** Macros of office documents. */
const MACROS = 'vbaProject.bin';
const OLD_MACROS = wide('_VBA_PROJECT');
/** Archives that are programs: Java, Android. */
const PROGRAMS = ['META-INF/MANIFEST.MF', 'AndroidManifest.xml', 'classes.dex'];

/** Documents and archives; none with macros, none that is a program. */
export function packedKind(content: Buffer): FileKind | undefined {
  if (/^%PDF-\d\.\d/.test(content.toString('latin1', 0, 8))) return pdf;
  if (content.subarray(0, 8).equals(COMPOUND)) return content.includes(OLD_MACROS) ? undefined : compound.find(([stream]) => content.includes(wide(stream)))?.[1];
  if (content.toString('latin1', 0, 4) !== 'PK\x03\x04' || content.length < 30) return undefined;
  if (content.includes(MACROS) || PROGRAMS.some((name) => content.includes(name))) return undefined;
  return officeKind(content) ?? zip;
}

function officeKind(content: Buffer): FileKind | undefined {
  const type = /^mimetypeapplication\/vnd\.oasis\.opendocument\.([a-z]+)/.exec(content.toString('latin1', 30, 100))?.[1];
  if (type !== undefined) return openDocument.find(([name]) => name === type)?.[1];
  return content.includes('[Content_Types].xml') ? ooxml.find(([part]) => content.includes(part))?.[1] : undefined;
}

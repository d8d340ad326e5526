import type { ImportFile, SheetName } from '../../api/config-files';

export type ReadFile = { ok: true; file: ImportFile } | { ok: false; why: 'not-json' | 'not-config' | 'not-known' | 'empty' };

/** Tells what a chosen file is by its name and how it begins. Whether its content holds is the server's to judge. */
export function readImport(name: string, text: string): ReadFile {
  if (text.trim() === '') return { ok: false, why: 'empty' };
  if (/\.json$/i.test(name)) return readConfig(text);
  if (/\.csv$/i.test(name)) return { ok: true, file: { kind: 'sheet', sheet: sheetOf(text), csv: text, mode: 'merge' } };
  return { ok: false, why: 'not-known' };
}

function readConfig(text: string): ReadFile {
  let document: unknown;
  try {
    document = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { ok: false, why: 'not-json' };
  }
  return typeof document === 'object' && document !== null && 'config' in document ? { ok: true, file: { kind: 'config', document } } : { ok: false, why: 'not-config' };
}

/** Columns that only one of the lists has. */
function sheetOf(csv: string): SheetName {
  const columns = (csv.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0] ?? '').split(',').map((cell) => cell.trim().replace(/^"|"$/g, ''));
  if (columns.includes('ladder') || columns.includes('channel')) return 'entries';
  return columns.includes('members') || columns.includes('strategy') ? 'groups' : 'agents';
}

/** One place in a file that the server did not accept. */
export type FileFault = { kind: 'row'; row: number; column: string; fault: string } | { kind: 'place'; at: string; fault: string };

/** Rows as a spreadsheet counts them: the first holds the names of the columns. */
const FIRST_ROW = 2;

/** The detail of a refusal as places people find again. A place that names its row already is taken at its word. */
export function faultsOf(detail: unknown, file: Pick<ImportFile, 'kind'>): FileFault[] {
  const faults: unknown[] = Array.isArray(detail) ? detail : [detail];
  return faults.flatMap((one): FileFault[] => {
    const [at, fault] = [textOf(one, 'at'), textOf(one, 'fault')];
    if (fault === undefined) return [];
    const named: unknown = typeof one === 'object' && one !== null ? Reflect.get(one, 'row') : undefined;
    if (typeof named === 'number') return [{ kind: 'row', row: named, column: (at ?? '').replace(/^\//, '').replaceAll('/', '.'), fault }];
    const row = file.kind === 'sheet' ? /^\/(\d+)(?:\/(.*))?$/.exec(at ?? '') : null;
    return row ? [{ kind: 'row', row: Number(row[1]) + FIRST_ROW, column: (row[2] ?? '').replaceAll('/', '.'), fault }] : [{ kind: 'place', at: at === undefined || at === 'body' ? '' : at, fault }];
  });
}

function textOf(value: unknown, name: string): string | undefined {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  return typeof found === 'string' ? found : undefined;
}

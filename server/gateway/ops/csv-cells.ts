import { parse } from 'csv-parse/sync';

/** A spreadsheet runs a cell that begins so. An apostrophe before it makes it text; one that was there already gets another. */
const RISKY = /^'*[=+\-@\t\r]/;

const guarded = (cell: string): string => (RISKY.test(cell) ? `'${cell}` : cell);
const unguarded = (cell: string): string => (cell.startsWith("'") && RISKY.test(cell) ? cell.slice(1) : cell);
const quoted = (cell: string): string => (/[",\r\n]/.test(cell) || cell !== cell.trim() ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Rows as CSV with a header, marked as UTF-8, so that spreadsheets read Chinese. */
export function writeCsv(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [columns, ...rows].map((row) => row.map((cell) => quoted(guarded(cell))).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

export type CsvRead = { ok: true; rows: ReadonlyMap<string, string>[] } | { ok: false; fault: string };

const MOST_ROWS = 200_000;

/** Reads CSV whose first row names the columns, in any order; all of `needed` must be there and none that is not known. */
export function readCsv(text: string, known: readonly string[], needed: readonly string[]): CsvRead {
  // PostgreSQL keeps it in no text.
  if (text.includes('\u0000')) return { ok: false, fault: 'holds NUL' };
  let table: unknown;
  try {
    table = parse(text, { bom: true, skip_empty_lines: true, relax_column_count: true, to: MOST_ROWS + 1 });
  } catch {
    return { ok: false, fault: 'not readable as CSV' };
  }
  if (!isTable(table)) return { ok: false, fault: 'not readable as CSV' };
  const [header, ...lines] = table;
  const columns = (header ?? []).map((cell) => cell.trim());
  const missing = needed.find((name) => !columns.includes(name));
  if (missing !== undefined) return { ok: false, fault: `the column ${missing} is missing` };
  const strange = columns.find((name) => !known.includes(name));
  if (strange !== undefined) return { ok: false, fault: `column ${columns.indexOf(strange) + 1} is not known` };
  const long = lines.findIndex((line) => line.length > columns.length);
  if (long >= 0) return { ok: false, fault: `row ${long + 2} has more cells than columns` };
  return { ok: true, rows: lines.map((line) => new Map(columns.map((name, i) => [name, unguarded(line[i] ?? '')]))) };
}

const isTable = (table: unknown): table is string[][] =>
  Array.isArray(table) && table.every((row) => Array.isArray(row) && row.every((cell) => typeof cell === 'string'));

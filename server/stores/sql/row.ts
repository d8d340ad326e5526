import type { Row, SqlValue } from './statement';

/** A column that must be text; anything else is a bug. */
export const text = (value: SqlValue | undefined): string => {
  if (typeof value === 'string') return value;
  throw new Error('a text column holds no text');
};

/** A column that must be a number; anything else is a bug. */
export const int = (value: SqlValue | undefined): number => {
  if (typeof value === 'number') return value;
  throw new Error('a number column holds no number');
};

export const textOrNull = (value: SqlValue | undefined): string | null => (typeof value === 'string' ? value : null);
export const intOrNull = (value: SqlValue | undefined): number | null => (typeof value === 'number' ? value : null);

/** JSON this store wrote itself, so its shape is known and not examined again. */
export const json = <T>(value: SqlValue | undefined): T => JSON.parse(text(value)) as T;

/** `?, ?, ?` for a list. Padded to a power of two by repeating, so that few different texts are prepared. */
export const list = (values: readonly string[]): { marks: string; values: string[] } => {
  let size = 1;
  while (size < values.length) size *= 2;
  const last = values[values.length - 1] ?? '';
  const padded = [...values];
  while (padded.length < size) padded.push(last);
  return { marks: padded.map(() => '?').join(', '), values: padded };
};

/** Leaves out what is null: optional properties are absent, never undefined. */
export const given = <T extends Record<string, unknown>>(values: T): { [K in keyof T]?: NonNullable<T[K]> } => {
  const out: { [K in keyof T]?: NonNullable<T[K]> } = {};
  for (const key in values) {
    const value = values[key];
    if (value !== null && value !== undefined) out[key] = value;
  }
  return out;
};

export const first = (rows: readonly Row[]): Row | undefined => rows[0];

import type { Agent, Group } from '../../../shared/config/agent';
import type { Entry } from '../../../shared/config/entry';
import { readLadder, readMembers, readOverflow, writeLadder, writeMembers, writeOverflow } from './csv-phrases';

/** A column: how a value becomes a cell, and what an own cell means. An empty cell is a value that is not there. */
interface Column<T> {
  name: string;
  write(item: T): string | number | boolean | undefined;
  /** Answers the fields it stands for, unchecked: the schema judges them. */
  read(cell: string): Record<string, unknown>;
}

const text = <T>(name: string, write: (item: T) => string | undefined): Column<T> => ({ name, write, read: (cell) => ({ [name]: cell }) });
/** What is no number is passed on as it is, so that the schema says where. */
const number = <T>(name: string, write: (item: T) => number | undefined): Column<T> =>
  ({ name, write, read: (cell) => ({ [name]: /^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell }) });
const flag = <T>(name: string, write: (item: T) => boolean): Column<T> => ({ name, write, read: (cell) => ({ [name]: flagOf(cell) }) });

function flagOf(cell: string): unknown {
  const said = cell.trim().toLowerCase();
  return ['true', '1', 'yes', '是'].includes(said) ? true : ['false', '0', 'no', '否'].includes(said) ? false : cell;
}

export const agentColumns: Column<Agent>[] = [
  text('key', (a) => a.key), text('name', (a) => a.name), text('wecomUserId', (a) => a.wecomUserId), number('capacity', (a) => a.capacity),
  text('shift', (a) => a.shift), flag('disabled', (a) => a.disabled), text('avatar', (a) => a.avatar),
];

export const groupColumns: Column<Group>[] = [
  text('key', (g) => g.key), text('name', (g) => g.name), text('strategy', (g) => g.strategy),
  { name: 'members', write: (g) => writeMembers(g.members), read: (cell) => ({ members: readMembers(cell) }) },
  number('capacity', (g) => g.capacity),
];

/** Two columns of one field come together when the row is put together. */
export const entryColumns: Column<Entry>[] = [
  text('key', (e) => e.key), text('site', (e) => e.site),
  { name: 'label.zh', write: (e) => e.label.zh, read: (zh) => ({ label: { zh } }) },
  { name: 'label.en', write: (e) => e.label.en, read: (en) => ({ label: { en } }) },
  text('channel', (e) => e.channel), flag('enabled', (e) => e.enabled), flag('isDefault', (e) => e.isDefault),
  { name: 'ladder', write: (e) => writeLadder(e.ladder), read: (cell) => ({ ladder: readLadder(cell) }) },
  { name: 'overflow', write: (e) => writeOverflow(e.overflow), read: (cell) => ({ overflow: readOverflow(cell) }) },
  text('hours', (e) => e.hours), flag('designatedOutsideHours', (e) => e.designatedOutsideHours), flag('preferLastAgent', (e) => e.preferLastAgent),
  number('priority', (e) => e.priority), number('ageingSeconds', (e) => e.ageingSeconds), number('maxWaiting', (e) => e.maxWaiting),
  number('idleMinutes', (e) => e.idleMinutes), number('silentSeconds', (e) => e.silentSeconds),
  { name: 'greeting.zh', write: (e) => e.greeting?.zh, read: (zh) => ({ greeting: { zh } }) },
  { name: 'greeting.en', write: (e) => e.greeting?.en, read: (en) => ({ greeting: { en } }) },
  text('icon', (e) => e.icon), text('kfAccount', (e) => e.kfAccount), text('kfUrl', (e) => e.kfUrl),
  { name: 'nativePool', write: (e) => e.nativePool, read: (cell) => ({ nativePool: flagOf(cell) }) },
  // Rules by visitor facts nest too deep for words in a cell.
  { name: 'variants', write: (e) => (e.variants.length === 0 ? undefined : JSON.stringify(e.variants)), read: (cell) => ({ variants: jsonOf(cell) }) },
];

function jsonOf(cell: string): unknown {
  try {
    return JSON.parse(cell);
  } catch {
    return cell;
  }
}

export const writeRow = <T>(columns: readonly Column<T>[], item: T): string[] => columns.map((column) => String(column.write(item) ?? ''));

/** A row as the schema may judge it. */
export function readRow<T>(columns: readonly Column<T>[], row: ReadonlyMap<string, string>): Record<string, unknown> {
  const item: Record<string, unknown> = {};
  for (const column of columns) {
    const cell = row.get(column.name);
    if (cell === undefined || (cell === '' && !EMPTY_MEANS_NONE.has(column.name))) continue;
    for (const [field, value] of Object.entries(column.read(cell))) item[field] = together(item[field], value);
  }
  return item;
}

/** A list may be empty; everything else that is empty is not there. */
const EMPTY_MEANS_NONE = new Set(['ladder', 'members']);

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);
const together = (before: unknown, value: unknown): unknown => (isObject(before) && isObject(value) ? { ...before, ...value } : value);

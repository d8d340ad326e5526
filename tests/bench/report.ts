import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

/** What a benchmark was asked to reach, and what it reached. */
export interface Aim {
  what: string;
  found: number;
  /** The bound, and on which side of it `found` shall lie. */
  bound: number;
  better: 'higher' | 'lower';
}

export interface Report {
  name: string;
  /** Everything a reader needs to judge the figures. */
  settings: Readonly<Record<string, string | number>>;
  rows: readonly Readonly<Record<string, string | number>>[];
  aims: readonly Aim[];
}

/** Prints a benchmark's table and writes BENCH_RESULTS/<name>.json. A missed aim is said, it is no failure: machines differ. */
export function report({ name, settings, rows, aims }: Report): void {
  const judged = aims.map((aim) => ({ ...aim, reached: aim.better === 'higher' ? aim.found >= aim.bound : aim.found <= aim.bound }));
  const machine = { cores: cpus().length, cpu: cpus()[0]?.model ?? '', node: process.version };
  console.log(Object.entries({ ...settings, ...machine }).map(([key, value]) => `${key}: ${value}`).join(' · '));
  console.table(rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, typeof value === 'number' ? short(value) : value]))));
  for (const { what, found, bound, better, reached } of judged) {
    console.log(`${reached ? 'reached' : 'MISSED '}  ${what}: ${short(found)} (aim ${better === 'higher' ? 'at least' : 'at most'} ${bound})`);
  }
  const folder = process.env.BENCH_RESULTS;
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify({ name, settings, machine, rows, aims: judged }, null, 2)}\n`);
}

const short = (value: number): number => (Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)));

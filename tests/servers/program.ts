import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const runnable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const onPath = (name: string): string | undefined =>
  (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)).find(runnable);

/** The redis-server of this machine, if it has one. */
export const findRedis = (): string | undefined => onPath('redis-server');

/** Debian's chromium, if installed. */
export const findChromium = (): string | undefined => onPath('chromium') ?? onPath('chromium-browser');

/** The folder with `initdb` and `postgres`. Debian keeps them off the PATH, one folder for each version: the newest is taken. */
export const findPostgres = (): string | undefined => {
  const debian = '/usr/lib/postgresql';
  let versions: string[] = [];
  try {
    versions = readdirSync(debian).sort((a, b) => Number(b) - Number(a));
  } catch {
    // not a Debian with PostgreSQL: the PATH decides
  }
  const folders = [...versions.map((version) => join(debian, version, 'bin')), ...(process.env.PATH ?? '').split(delimiter)];
  return folders.find((folder) => runnable(join(folder, 'initdb')) && runnable(join(folder, 'postgres')));
};

/** `describe` where the program exists, else `describe.skip`: skipped tests are counted, and in CI they fail the run. */
export const describeWith = (program: string | undefined): jest.Describe => (program === undefined ? describe.skip : describe);

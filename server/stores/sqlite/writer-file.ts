import { existsSync, mkdirSync, readdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const NAME = 'writer-worker.js';

const newest = (folder: string): number =>
  Math.max(0, ...readdirSync(folder, { withFileTypes: true }).map((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? newest(path) : statSync(path).mtimeMs;
  }));

/** A worker thread cannot load TypeScript, so when running from sources it is bundled, once per change, into a cache. */
const fromSources = (): string => {
  const root = join(__dirname, '../../..');
  const folder = join(root, '.cache/writer');
  const file = join(folder, NAME);
  const changed = Math.max(newest(__dirname), newest(join(__dirname, '../sql')));
  if (existsSync(file) && statSync(file).mtimeMs > changed) return file;
  mkdirSync(folder, { recursive: true });
  const fresh = join(folder, `${process.pid}-${NAME}`);
  const { buildSync } = require('esbuild') as typeof import('esbuild');
  buildSync({
    entryPoints: [join(__dirname, 'writer-worker.ts')], outfile: fresh, bundle: true, external: ['@photostructure/sqlite'], platform: 'node',
    target: 'node20', format: 'cjs', logLevel: 'warning',
  });
  // several processes may do this at once: each puts a whole file in place
  renameSync(fresh, file);
  return file;
};

/** The writer's bundle: beside ours in a build, else made from the sources. */
export const writerFile = (): string => {
  const built = join(__dirname, NAME);
  return existsSync(built) ? built : fromSources();
};

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './root.mjs';

/** Source → bundle. The writer stands beside main.js, where the SQLite driver looks for it in a build. */
const bundles = {
  'server/main': 'server/main.ts',
  'server/writer-worker': 'server/stores/sqlite/writer-worker.ts',
  'server/doctor': 'server/doctor.ts',
  'sandbox/main': 'sandbox/main.ts',
};

/**
 * Bundles our own sources; packages stay in node_modules. A part that does not exist is left out.
 * @param {string} outdir absolute folder, dist/ for production and .cache/ for tests
 */
export const build = async (outdir) => {
  const { build: bundle } = await import('esbuild');
  const entryPoints = Object.fromEntries(
    Object.entries(bundles).filter(([, source]) => existsSync(join(root, source))).map(([name, source]) => [name, join(root, source)]),
  );
  await bundle({
    entryPoints,
    outdir,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: true,
    logLevel: 'warning',
    absWorkingDir: root,
  });
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await build(join(root, 'dist'));

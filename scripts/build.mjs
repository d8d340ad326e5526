import { cpSync, existsSync, readdirSync, statSync } from 'node:fs';
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

/** Folders of static files, read while a bundle runs. */
const folders = ['sandbox/page', 'sandbox/shop'];

const hasWidget = () => existsSync(join(root, 'console/widget/main.ts'));

/** What the phone of the trial is made of. */
const phoneSources = ['sandbox/phone', 'miniprogram'];
const hasPhone = () => phoneSources.every((path) => existsSync(join(root, path)));

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
  for (const folder of folders) if (existsSync(join(root, folder))) cpSync(join(root, folder), join(outdir, folder), { recursive: true });
  if (hasPhone()) await (await import('./phone/build.mjs')).buildPhone(join(outdir, 'phone'));
  if (hasWidget()) await (await import('./widget.mjs')).buildWidget(join(outdir, 'widget'));
};

const newest = (path) => {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
};

/** Whether a bundle is missing or older than any source, or than the packages it was made with. */
export const isStale = (outdir) => {
  const outputs = Object.keys(bundles).filter((name) => existsSync(join(root, bundles[name]))).map((name) => join(outdir, `${name}.js`));
  if (hasPhone()) outputs.push(join(outdir, 'phone/program.css'));
  if (hasWidget()) outputs.push(join(outdir, 'widget/widget.js'));
  if (!outputs.every((output) => existsSync(output))) return true;
  const sources = ['shared', 'server', 'sandbox', 'miniprogram', 'console/widget', 'scripts/build.mjs', 'scripts/widget.mjs', 'scripts/phone', 'package-lock.json'].map((path) => join(root, path)).filter((path) => existsSync(path));
  return Math.max(...sources.map(newest)) > Math.min(...outputs.map((output) => statSync(output).mtimeMs));
};

/** As `build`, for a script that cannot go on without it: esbuild has already printed what is wrong and where; others say it in their message. */
export const buildOrExit = (outdir) =>
  build(outdir).catch((error) => {
    if (error.errors === undefined) console.error(error.message);
    console.error('The build failed: see above. / 构建失败，原因见上。');
    process.exit(1);
  });

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await buildOrExit(join(root, 'dist'));

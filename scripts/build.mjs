import { cpSync, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './root.mjs';
import { buildScreen, screens } from './screens.mjs';

/** Source → bundle. The writer stands beside main.js, where the SQLite driver looks for it in a build. */
const bundles = {
  'server/main': 'server/main.ts',
  'server/writer-worker': 'server/stores/sqlite/writer-worker.ts',
  'server/doctor': 'server/doctor.ts',
  'sandbox/main': 'sandbox/main.ts',
};

/** Folders of static files, read while a bundle runs. */
const folders = ['sandbox/page', 'sandbox/shop'];

const here = (path) => existsSync(join(root, path));
const names = () => Object.keys(bundles).filter((name) => here(bundles[name]));

/** Stay in node_modules: what reads files that lie beside its code, and the bundler, which only sources need. */
const external = ['@photostructure/sqlite', 'ip2region', 'esbuild'];

/** The files of the pages of /docs: from the package to where its code looks for them once it is bundled. */
const docsFiles = { 'static': 'static', 'static/logo.svg': 'server/static/logo.svg' };

/** Packages are bundled with our sources: finding and reading them file by file took a quarter of each start. */
const buildBundles = async (outdir) => {
  const { build: bundle } = await import('esbuild');
  await bundle({
    entryPoints: Object.fromEntries(names().map((name) => [name, join(root, bundles[name])])),
    outdir,
    bundle: true,
    external,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: true,
    logLevel: 'warning',
    absWorkingDir: root,
  });
  for (const [from, to] of Object.entries(docsFiles)) cpSync(join(root, 'node_modules/@fastify/swagger-ui', from), join(outdir, to), { recursive: true });
  for (const folder of folders) if (here(folder)) cpSync(join(root, folder), join(outdir, folder), { recursive: true });
};

/** What is built, each part by itself. `needs`: sources without which it is left out; `outputs`: files whose age says when it was made. */
const parts = [
  { needs: [], sources: ['shared', 'server', 'sandbox', 'scripts/build.mjs'], outputs: () => names().map((name) => `${name}.js`), make: buildBundles },
  {
    needs: ['sandbox/phone', 'miniprogram'], sources: ['sandbox/phone', 'miniprogram', 'shared', 'scripts/phone'], outputs: () => ['phone/program.css'],
    make: async (outdir) => (await import('./phone/build.mjs')).buildPhone(join(outdir, 'phone')),
  },
  {
    needs: ['console/widget/main.ts'], sources: ['console/widget', 'shared', 'scripts/widget.mjs'], outputs: () => ['widget/widget.js'],
    make: async (outdir) => (await import('./widget.mjs')).buildWidget(join(outdir, 'widget')),
  },
  ...Object.keys(screens).map((name) => ({
    needs: [`console/${name}`], sources: [`console/${name}`, 'console/frame', 'console/tsconfig.json', 'shared', 'scripts/screens.mjs'], outputs: () => [`console/${name}/index.html`],
    make: (outdir) => buildScreen(name, join(outdir, 'console')),
  })),
];
const present = () => parts.filter(({ needs }) => needs.every(here));

/** A folder counts too: it changes when a file in it comes or goes. */
const newest = (path) => {
  const stat = statSync(path);
  return stat.isDirectory() ? Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name)))) : stat.mtimeMs;
};

/** Whether an output is missing or older than any source, or than the packages it was made with. */
const isOld = (outdir) => ({ sources, outputs }) => {
  const made = outputs().map((output) => join(outdir, output));
  if (!made.every((output) => existsSync(output))) return true;
  const from = [...sources, 'package-lock.json'].filter(here).map((path) => join(root, path));
  return Math.max(...from.map(newest)) > Math.min(...made.map((output) => statSync(output).mtimeMs));
};

const make = async (outdir, chosen) => {
  // All come to their end, so that each says what is wrong with it.
  const failed = (await Promise.allSettled(chosen.map((part) => part.make(outdir)))).find(({ status }) => status === 'rejected');
  if (failed) throw failed.reason;
};

/**
 * Builds everything. A part whose sources do not exist is left out.
 * @param {string} outdir absolute folder, dist/ for production and .cache/ for tests
 */
export const build = (outdir) => make(outdir, present());

/** Builds what is missing or older than its sources. */
export const refresh = (outdir) => make(outdir, present().filter(isOld(outdir)));

/** As `build`, or the `how` given, for a script that cannot go on without it: esbuild has already printed what is wrong and where; others say it in their message. */
export const buildOrExit = (outdir, how = build) =>
  how(outdir).catch((error) => {
    if (error.errors === undefined) console.error(error.message);
    console.error('The build failed: see above. / 构建失败，原因见上。');
    process.exit(1);
  });

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await buildOrExit(join(root, 'dist'));

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { root } from './root.mjs';

/** The staff's screens: folder below console/ → the address they are served at. */
export const screens = { ops: '/console/', workbench: '/workbench/' };

/** Vue leaves the ways of writing out that nothing here uses. */
const flags = { __VUE_I18N_FULL_INSTALL__: 'false', __VUE_I18N_LEGACY_API__: 'false', __INTLIFY_PROD_DEVTOOLS__: 'false', __VUE_PROD_DEVTOOLS__: 'false' };

/** What several pages share comes as one file: dozens of small ones take more round trips than all of it takes to read. Not the charts, which only two pages draw. */
const groups = [{ name: 'shared', test: /^(?!.*node_modules[\\/](echarts|zrender|tslib)[\\/])/, minShareCount: 2 }];

const bundle = async (name, outdir, watch) => {
  const [{ build }, { default: vue }, { default: components }, { ElementPlusResolver }] = await Promise.all([
    import('vite'), import('@vitejs/plugin-vue'), import('unplugin-vue-components/vite'), import('unplugin-vue-components/resolvers'),
  ]);
  await build({
    configFile: false,
    root: join(root, 'console', name),
    base: screens[name],
    cacheDir: join(root, '.cache/vite', name),
    publicDir: false,
    define: flags,
    // Only what a template names is taken in, each with its own style.
    plugins: [vue(), components({ dts: false, dirs: [], resolvers: [ElementPlusResolver({ importStyle: 'css' })] })],
    build: { outDir: join(outdir, name), emptyOutDir: true, target: 'es2020', manifest: true, assetsInlineLimit: 0, modulePreload: { polyfill: false }, rolldownOptions: { output: { codeSplitting: { groups } } }, ...(watch && { watch: {}, minify: false }) },
    logLevel: 'warn',
  });
  if (!watch) await compress(join(outdir, name));
};

/** Beside each file its packed forms, so that the server packs nothing while it serves. */
const compress = async (folder) => {
  const texts = readdirSync(folder, { recursive: true }).filter((path) => /\.(js|css|html|svg)$/.test(path)).map((path) => join(folder, path));
  await Promise.all(texts.map(async (path) => {
    const text = readFileSync(path);
    const [packed, packedBetter] = await Promise.all([promisify(gzip)(text, { level: 9 }), promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: text.length } })]);
    writeFileSync(`${path}.gz`, packed);
    writeFileSync(`${path}.br`, packedBetter);
  }));
};

/**
 * Builds one of the screens into `outdir/<name>`. In a process of its own: the bundler reads and sets NODE_ENV, by which we tell a trial from the real thing.
 * @param {string} name
 * @param {string} outdir
 */
export const buildScreen = (name, outdir) =>
  new Promise((done, fail) => {
    const child = spawn(process.execPath, [fileURLToPath(import.meta.url), outdir, name], { cwd: root, env: { ...process.env, NODE_ENV: 'production' }, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', fail);
    child.once('exit', (code) => (code === 0 ? done() : fail(new Error(`the screens of console/${name} could not be built`))));
  });

// node scripts/screens.mjs <outdir> <name> builds one; with --watch in place of the name all, again at every change
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [outdir = 'dist/console', name = '--watch'] = process.argv.slice(2);
  const watch = name === '--watch';
  for (const one of watch ? Object.keys(screens) : [name]) await bundle(one, resolve(root, outdir), watch);
}

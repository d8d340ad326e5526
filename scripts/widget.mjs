import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, transform } from 'esbuild';
import { root } from './root.mjs';

const source = join(root, 'console/widget');

/** Name of the bundle → its source: the script a merchant's page loads, and the page that is nothing but the chat. */
const bundles = { widget: 'main.ts', chat: 'page.ts' };

/** A style sheet goes into the bundle as its text: it lives in a shadow root, where no policy of the page must allow it. */
const stylesAsText = {
  name: 'styles-as-text',
  setup(bundle) {
    bundle.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, 'utf8'), { loader: 'css', minify: true, target: 'safari15' });
      return { contents: code.trim(), loader: 'text' };
    });
  },
};

/**
 * One script each, for any browser of the last years.
 * @param {string} outdir
 */
export const buildWidget = (outdir) =>
  build({
    entryPoints: Object.fromEntries(Object.entries(bundles).map(([name, file]) => [name, join(source, file)])),
    outdir,
    bundle: true,
    minify: true,
    platform: 'browser',
    target: ['es2020', 'safari15'],
    format: 'iife',
    charset: 'utf8',
    plugins: [stylesAsText],
    logLevel: 'warning',
    absWorkingDir: root,
  });

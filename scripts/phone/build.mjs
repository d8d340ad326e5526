import { copyFileSync, cpSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../root.mjs';
import { compileProgram } from './program.mjs';

const source = join(root, 'sandbox/phone');
const ours = join(root, 'miniprogram');

/** What the build reads itself; sounds and pictures lie in the package as they are. */
const code = new Set(['.ts', '.json', '.wxml', '.wxss', '.wxs']);

/** In a browser the server is where the page came from. */
const ownServer = {
  name: 'own-server',
  setup(bundle) {
    bundle.onLoad({ filter: /[\\/]services[\\/]server-address\.ts$/ }, () => ({ contents: 'export const serverAddress = location.origin;', loader: 'ts' }));
  },
};

/**
 * A mini-program on a phone for the browser, as a folder of static files.
 * @param {string} outdir
 * @param {string} program its folder
 */
export const buildPhone = async (outdir, program = ours) => {
  const { entry, styles, faults } = compileProgram(program);
  if (faults.length > 0) throw new Error(`the mini-program's pages:\n${faults.join('\n')}`);
  mkdirSync(outdir, { recursive: true });
  await build({
    stdin: { contents: `import { startPhone } from ${JSON.stringify(join(source, 'start.ts'))};\nvoid startPhone(${entry});`, resolveDir: program, loader: 'ts' },
    outfile: join(outdir, 'phone.js'),
    bundle: true,
    minify: true,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    plugins: [ownServer],
    logLevel: 'warning',
    absWorkingDir: root,
  });
  for (const name of ['index.html', 'phone.css']) copyFileSync(join(source, name), join(outdir, name));
  cpSync(program, join(outdir, 'package'), { recursive: true, filter: (path) => statSync(path).isDirectory() || !code.has(extname(path)) });
  writeFileSync(join(outdir, 'program.css'), styles);
};

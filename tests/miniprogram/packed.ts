import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { transformSync } from 'esbuild';
import ts from 'typescript';

/** A file as it travels to the phone. */
export interface Packed {
  readonly path: string;
  readonly bytes: Buffer;
}

/** What project.config.json may leave out of the package. */
export interface Ignored {
  readonly type: string;
  readonly value: string;
}

const isIgnored = (path: string, ignored: readonly Ignored[]): boolean =>
  ignored.some(({ type, value }) => {
    if (type === 'folder') return path.startsWith(`${value}/`);
    if (type === 'suffix') return path.endsWith(value);
    if (type === 'file') return path === value;
    throw new Error(`nobody here knows how to ignore by ${type}`);
  });

const options = { target: ts.ScriptTarget.ES2020, module: ts.ModuleKind.CommonJS, verbatimModuleSyntax: false, removeComments: true };
const minify = (code: string, loader: 'js' | 'css'): string => transformSync(code, { loader, target: 'es2020', minify: true, legalComments: 'none' }).code;

/** What project.config.json has DevTools make smaller. Templates, which it makes smaller too, stay as they are here. */
export interface Minified {
  readonly minified: boolean;
  readonly minifyWXSS: boolean;
}

/** The files of `folder` as DevTools packs them: TypeScript without its types and comments. */
export const pack = (folder: string, files: readonly string[], ignored: readonly Ignored[], { minified, minifyWXSS }: Minified): readonly Packed[] =>
  files
    .map((file) => ({ path: relative(folder, file), read: (): string => readFileSync(file, 'utf8'), bytes: readFileSync(file) }))
    .filter(({ path }) => !isIgnored(path, ignored))
    .map(({ path, read, bytes }) => {
      if (path.endsWith('.wxss') && minifyWXSS) return { path, bytes: Buffer.from(minify(read(), 'css')) };
      if (!path.endsWith('.ts')) return { path, bytes };
      const code = ts.transpileModule(read(), { compilerOptions: options }).outputText;
      return { path: path.replace(/ts$/, 'js'), bytes: Buffer.from(minified ? minify(code, 'js') : code) };
    });

/** Bytes of a ZIP of these files: the deflated contents, and what the format writes for each and at the end. */
export const zippedBytes = (files: readonly Packed[]): number =>
  files.reduce((sum, { path, bytes }) => sum + 30 + 46 + 2 * Buffer.byteLength(path) + Math.min(bytes.length, deflateRawSync(bytes, { level: 9 }).length), 22);

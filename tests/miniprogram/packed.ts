import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { deflateRawSync } from 'node:zlib';
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

/** The files of `folder` as DevTools packs them: TypeScript without its types and comments, everything else as it is. DevTools shortens names too, which comes on top. */
export const pack = (folder: string, files: readonly string[], ignored: readonly Ignored[]): readonly Packed[] =>
  files
    .map((file) => ({ file, path: relative(folder, file) }))
    .filter(({ path }) => !isIgnored(path, ignored))
    .map(({ file, path }) =>
      path.endsWith('.ts')
        ? { path: path.replace(/ts$/, 'js'), bytes: Buffer.from(ts.transpileModule(readFileSync(file, 'utf8'), { compilerOptions: options }).outputText) }
        : { path, bytes: readFileSync(file) },
    );

/** Bytes of a ZIP of these files: the deflated contents, and what the format writes for each and at the end. */
export const zippedBytes = (files: readonly Packed[]): number =>
  files.reduce((sum, { path, bytes }) => sum + 30 + 46 + 2 * Buffer.byteLength(path) + Math.min(bytes.length, deflateRawSync(bytes, { level: 9 }).length), 22);

import { readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';

/** Path from the root, with forward slashes → text. Rules take a tree, so that a test can hand them a small wrong one. */
export type Tree = ReadonlyMap<string, string>;

const notOurs = new Set(['node_modules', 'miniprogram_npm', '.git', 'dist', '.cache', 'data', 'coverage', 'bench-results']);
const textFile = /\.(ts|mts|cts|js|mjs|cjs|vue|json|md|wxml|wxss|wxs|css|html|sql|lua|sh|ya?ml|svg|txt)$|(^|\/)(Dockerfile|LICENSE|run|\.npmrc|\.gitignore|\.dockerignore|\.editorconfig)$/;

export const root = join(__dirname, '../..');

/** Every text file of the checkout, tracked or not, without what tools produce. */
export const readTree = (): Tree => {
  const tree = new Map<string, string>();
  const walk = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = posix.join(folder, entry.name);
      if (entry.isDirectory() && !notOurs.has(entry.name)) walk(path);
      if (entry.isFile() && textFile.test(path) && entry.name !== '.env') tree.set(path, readFileSync(join(root, path), 'utf8'));
    }
  };
  walk('');
  return tree;
};

/** A tree from a plain object, for a rule's own test. */
export const treeOf = (files: Readonly<Record<string, string>>): Tree => new Map(Object.entries(files));

/** Code with imports: the scripts, the TypeScript sources and Vue components. */
export const codeFiles = (tree: Tree): readonly string[] => [...tree.keys()].filter((path) => /\.(m|c)?[tj]s$|\.vue$/.test(path));

/** True when `path` is the folder or file itself or lies in it. */
export const within = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);

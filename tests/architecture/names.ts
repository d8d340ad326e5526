import { posix } from 'node:path';
import ts from 'typescript';
import { codeFiles, type Tree, within } from './tree';

/** Names that say nothing about what a file does. */
const empty = /(^|[-.])(utils?|helpers?|common|types?|misc|manager|services?)$/;

/** WeChat itself wants pages and components as a folder with four files of one name; `services/` of the mini-program is a folder of the architecture. */
const mayBeIndex = (path: string): boolean => /^miniprogram\/(pages|components)\//.test(path) || within(path, 'sandbox/phone');

const isBarrel = (path: string, text: string): boolean => {
  const { statements } = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  return statements.length > 0 && statements.every((statement) => ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined);
};

/** Files whose name says nothing, index files, and barrels: files that only pass on what others export. */
export const nameFaults = (tree: Tree): readonly string[] =>
  codeFiles(tree).flatMap((path) => {
    const name = posix.basename(path).replace(/(\.d)?\.(m|c)?[tj]s$|\.vue$/, '').replace(/\.test$/, '');
    const faults: string[] = [];
    if (empty.test(name)) faults.push(`${path}: the name does not say what the file does`);
    if (name === 'index' && !mayBeIndex(path)) faults.push(`${path}: name the file after the one thing it does`);
    if (!path.endsWith('.vue') && isBarrel(path, tree.get(path) ?? '')) faults.push(`${path}: only passes on what others export`);
    return faults;
  });

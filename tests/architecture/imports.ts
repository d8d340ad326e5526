import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import ts from 'typescript';
import type { Tree } from './tree';

export interface Import {
  readonly from: string;
  readonly line: number;
  readonly specifier: string;
  /** Erased by the compiler: `import type`, only `type` names, `export type … from` or a type written `import('x').Y`. */
  readonly typeOnly: boolean;
  /** The whole statement says `type`, so that even a compiler that only strips types removes it. */
  readonly saysType: boolean;
  /** A file of ours, or a package or built-in of Node; a relative path that leads nowhere is `missing`. */
  readonly target: { readonly file: string } | { readonly package: string } | { readonly builtin: string } | { readonly missing: string };
}

/** In a Vue component only the script blocks are code; the rest becomes empty lines, so that line numbers stay true. */
const scriptOf = (path: string, text: string): string => {
  if (!path.endsWith('.vue')) return text;
  let code = '';
  let end = 0;
  for (const block of text.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)) {
    const start = block.index + block[0].indexOf('>') + 1;
    code += text.slice(end, start).replace(/[^\n]/g, '') + (block[1] ?? '');
    end = start + (block[1] ?? '').length;
  }
  return code;
};

const builtins = new Set(builtinModules);

const resolve = (tree: Tree, from: string, specifier: string): Import['target'] => {
  if (specifier.startsWith('node:')) return { builtin: specifier.slice(5) };
  if (!specifier.startsWith('.')) {
    if (builtins.has(specifier)) return { builtin: specifier };
    return { package: specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/') };
  }
  const base = posix.join(posix.dirname(from), specifier.replace(/\?.*$/, ''));
  const endings = ['', '.ts', '.mts', '.d.ts', '.js', '.mjs', '.json', '.vue', '/index.ts', '/index.js'];
  const file = [...endings.map((ending) => base + ending), base.replace(/\.js$/, '.ts')].find((path) => tree.has(path));
  return file === undefined ? { missing: base } : { file };
};

const allTypes = (elements: ts.NodeArray<ts.ImportSpecifier | ts.ExportSpecifier>): boolean =>
  elements.length > 0 && elements.every((element) => element.isTypeOnly);

const ofNode = (node: ts.Node): { specifier: ts.Node | undefined; typeOnly: boolean; saysType: boolean } | undefined => {
  if (ts.isImportDeclaration(node)) {
    const clause = node.importClause;
    const saysType = clause?.isTypeOnly ?? false;
    const names = clause?.namedBindings;
    const typeOnly = saysType || (clause?.name === undefined && names !== undefined && ts.isNamedImports(names) && allTypes(names.elements));
    return { specifier: node.moduleSpecifier, typeOnly, saysType };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
    const names = node.exportClause;
    const typeOnly = node.isTypeOnly || (names !== undefined && ts.isNamedExports(names) && allTypes(names.elements));
    return { specifier: node.moduleSpecifier, typeOnly, saysType: node.isTypeOnly };
  }
  if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) {
    return { specifier: node.moduleReference.expression, typeOnly: node.isTypeOnly, saysType: node.isTypeOnly };
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return { specifier: node.argument.literal, typeOnly: true, saysType: true };
  }
  if (ts.isCallExpression(node)) {
    const callee = node.expression;
    const loads =
      callee.kind === ts.SyntaxKind.ImportKeyword ||
      (ts.isIdentifier(callee) && callee.text === 'require') ||
      (ts.isPropertyAccessExpression(callee) && ts.isIdentifier(callee.expression) && callee.expression.text === 'require');
    if (loads) return { specifier: node.arguments[0], typeOnly: false, saysType: false };
  }
  return undefined;
};

/** All imports of one file, in any form the language has. */
export const importsOf = (tree: Tree, path: string): readonly Import[] => {
  const source = ts.createSourceFile(`${path}.ts`, scriptOf(path, tree.get(path) ?? ''), ts.ScriptTarget.Latest, true);
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    const hit = ofNode(node);
    if (hit?.specifier !== undefined && ts.isStringLiteralLike(hit.specifier)) {
      const specifier = hit.specifier.text;
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      found.push({ from: path, line, specifier, typeOnly: hit.typeOnly, saysType: hit.saysType, target: resolve(tree, path, specifier) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
};

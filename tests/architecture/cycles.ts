import { importsOf } from './imports';
import { codeFiles, type Tree } from './tree';

/** Groups of files that reach one another, types included: each group is one fault, its files sorted. */
export const cycles = (tree: Tree): readonly (readonly string[])[] => {
  const targets = new Map(
    codeFiles(tree).map((path) => [path, importsOf(tree, path).flatMap(({ target }) => ('file' in target ? [target.file] : []))]),
  );
  const order = new Map<string, number>();
  const stack: string[] = [];
  const open = new Set<string>();
  const groups: string[][] = [];

  const visit = (path: string): number => {
    const number = order.size;
    order.set(path, number);
    stack.push(path);
    open.add(path);
    let low = number;
    for (const target of targets.get(path) ?? []) {
      if (!order.has(target)) low = Math.min(low, visit(target));
      else if (open.has(target)) low = Math.min(low, order.get(target) ?? low);
    }
    if (low === number) {
      const group = stack.splice(stack.indexOf(path));
      for (const file of group) open.delete(file);
      if (group.length > 1 || (targets.get(path) ?? []).includes(path)) groups.push(group.sort());
    }
    return low;
  };
  for (const path of targets.keys()) if (!order.has(path)) visit(path);
  return groups;
};

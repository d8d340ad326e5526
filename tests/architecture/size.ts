import { type Tree, within } from './tree';

const source = /\.(m|c)?[tj]s$|\.(vue|wxml|wxss|lua|sql)$/;

/** Files with more lines are taken apart. */
export const mostLines = 300;
/** Half of the source files are shorter than this. */
export const medianLines = 100;

const linesOf = (text: string): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);

export const median = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};

/** Giants, and a median too large. The median is taken over what ships: many small tests shall not hide large sources. */
export const sizeFaults = (tree: Tree): readonly string[] => {
  const sizes = [...tree].filter(([path]) => source.test(path)).map(([path, text]) => ({ path, lines: linesOf(text) }));
  const giants = sizes.filter(({ lines }) => lines > mostLines).map(({ path, lines }) => `${path}: ${lines} lines, over ${mostLines}`);
  const middle = median(sizes.filter(({ path }) => !within(path, 'tests')).map(({ lines }) => lines));
  return middle < medianLines ? giants : [...giants, `the median file has ${middle} lines, not under ${medianLines}`];
};

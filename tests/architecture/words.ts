import { type Tree } from './tree';

/** Put together from pieces, so that this file does not hold what it looks for. */
const word = (...pieces: readonly string[]): string => pieces.join('');

const forbidden: ReadonlyArray<{ readonly pattern: RegExp; readonly why: string }> = [
  {
    pattern: new RegExp(word('registry\\.(npm', 'js|npm', 'mirror|yarn', 'pkg)|npm\\.tao', 'bao|pypi\\.', 'org|proxy\\.go', 'lang')),
    why: 'names a package registry, which is the choice of each machine',
  },
  // a boundary before it, since addresses of the platforms have such parts too
  { pattern: new RegExp(word('(^|[\\s"\'`(=:,])/(wo', 'rk|ro', 'ot|Us', 'ers|mnt|ho', 'me/(?!node\\b)\\w+)(/|\\b(?=["\'`\\s]))')), why: 'names a folder of one machine' },
  { pattern: new RegExp(word('\\b(TO', 'DO|FIX', 'ME|HA', 'CK)\\b')), why: 'leaves work for later' },
  { pattern: new RegExp(word('not (yet )?imple', 'mented|\\bstub', 'bed\\b|待实', '现|未实', '现'), 'i'), why: 'admits that something only looks done' },
];

/** Lines with words that have no place in the tree, as `file:line: why`. */
export const wordFaults = (tree: Tree): readonly string[] =>
  [...tree].flatMap(([path, text]) =>
    text.split('\n').flatMap((line, index) =>
      forbidden.filter(({ pattern }) => pattern.test(line)).map(({ why }) => `${path}:${index + 1}: ${why}`),
    ),
  );

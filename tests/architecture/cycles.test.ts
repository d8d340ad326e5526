import { cycles } from './cycles';
import { readTree, treeOf } from './tree';

describe('cycles', () => {
  test('there are none in the tree', () => expect(cycles(readTree())).toEqual([]));

  test('two files that import each other are found, even by types', () => {
    const tree = treeOf({
      'shared/a.ts': "import { b } from './b'; export type A = typeof b;",
      'shared/b.ts': "import type { A } from './a'; export const b = 1;",
      'shared/c.ts': "import { b } from './b';",
    });
    expect(cycles(tree)).toEqual([['shared/a.ts', 'shared/b.ts']]);
  });

  test('a long way round is found, and a file that imports itself', () => {
    const tree = treeOf({
      'shared/a.ts': "import './b';",
      'shared/b.ts': "import './c';",
      'shared/c.ts': "export * from './a';",
      'shared/d.ts': "import './d';",
    });
    expect(cycles(tree)).toEqual([['shared/a.ts', 'shared/b.ts', 'shared/c.ts'], ['shared/d.ts']]);
  });

  test('a diamond is no cycle', () => {
    const tree = treeOf({ 'shared/a.ts': "import './b'; import './c';", 'shared/b.ts': "import './d';", 'shared/c.ts': "import './d';", 'shared/d.ts': '' });
    expect(cycles(tree)).toEqual([]);
  });
});

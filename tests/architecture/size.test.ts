import { median, sizeFaults } from './size';
import { readTree, treeOf } from './tree';

const lines = (count: number): string => 'x\n'.repeat(count);

describe('size', () => {
  test('no giant in the tree, and half of the files are short', () => expect(sizeFaults(readTree())).toEqual([]));

  test('a giant is found from line 301 on, tests included', () => {
    const tree = treeOf({ 'server/a.ts': lines(300), 'shared/b.ts': lines(1), 'shared/c.ts': lines(1), 'tests/big.test.ts': lines(301) });
    expect(sizeFaults(tree)).toEqual(['tests/big.test.ts: 301 lines, over 300']);
  });

  test('a median of 100 is found, whatever the tests are like', () => {
    const tree = treeOf({ 'server/a.ts': lines(100), 'server/b.ts': lines(100), 'server/c.vue': lines(5), 'tests/a.test.ts': lines(1), 'tests/b.test.ts': lines(1) });
    expect(sizeFaults(tree)).toHaveLength(1);
  });

  test('documents are no sources', () => {
    expect(sizeFaults(treeOf({ 'docs/a.md': lines(900), 'package-lock.json': lines(9000) }))).toEqual([]);
  });

  test('median', () => {
    expect([median([]), median([3]), median([1, 9]), median([9, 1, 2])]).toEqual([0, 3, 5, 2]);
  });
});

import { nameFaults } from './names';
import { readTree, treeOf } from './tree';

describe('names', () => {
  test('say what a file does, in the tree', () => expect(nameFaults(readTree())).toEqual([]));

  test.each([
    'server/desk/utils.ts',
    'server/desk/string-utils.ts',
    'server/helpers.ts',
    'shared/common.ts',
    'shared/types.ts',
    'shared/entry.types.ts',
    'server/desk/queue-manager.ts',
    'server/agent.service.ts',
    'tests/desk/helpers.test.ts',
    'server/desk/index.ts',
    'miniprogram/services/index.ts',
    'scripts/util.mjs',
  ])('%s is refused', (path) => {
    expect(nameFaults(treeOf({ [path]: 'export const a = 1;' }))).toHaveLength(1);
  });

  test('a barrel is refused under any name', () => {
    expect(nameFaults(treeOf({ 'shared/all.ts': "export * from './a';\nexport { b } from './b';" }))).toHaveLength(1);
  });

  test.each(['server/wechat/service-state.ts', 'miniprogram/pages/entry/index.ts', 'server/desk/desk.ts', 'shared/typed-frame.ts'])('%s is fine', (path) => {
    expect(nameFaults(treeOf({ [path]: "export { b } from './b';\nexport const a = 1;" }))).toEqual([]);
  });
});

import { readTree, treeOf } from './tree';
import { wordFaults } from './words';

const pieces = (...parts: readonly string[]): string => parts.join('');

describe('words', () => {
  test('of other places are not in the tree', () => expect(wordFaults(readTree())).toEqual([]));

  test.each([
    ['a registry', pieces('https://registry.npm', 'js.org/a')],
    ['a mirror', pieces('registry=https://registry.npm', 'mirror.com')],
    ['a folder of one machine', pieces("'/wo", "rk/main/server'")],
    ['a folder at the start of a line', pieces('/ro', 'ot/.cache')],
    ['a home', pieces('cd /ho', 'me/li/zhida')],
    ['work for later', pieces('// TO', 'DO: stub')],
    ['a confession', pieces('throw new Error("not imple', 'mented")')],
  ])('%s is found', (_what, text) => {
    expect(wordFaults(treeOf({ 'docs/a.md': `first\n${text}\n` }))).toHaveLength(1);
  });

  test.each(['https://work.weixin.qq.com/kfid/kfc1', 'POST /customservice/work/bind', 'WORKDIR /home/node/app', 'const todo = 1', '/workbench', 'a worker'])(
    '%s is fine',
    (text) => {
      expect(wordFaults(treeOf({ 'docs/a.md': text }))).toEqual([]);
    },
  );
});

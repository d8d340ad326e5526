import fc from 'fast-check';
import { emptyConfig, type DeskConfig } from '../../shared/config/desk-config';
import { agentList } from '../../server/desk/config-lists';
import { keyForUserid } from '../../server/desk/sync-agents-key';
import { followPlan, planSync, unnamedAgents } from '../../server/desk/sync-agents-plan';
import type { Standing } from '../../server/agent-channels/directory';
import { idFor } from '../../server/wiring/ids';
import { agent } from './floor';

const config = (...agents: DeskConfig['agents']): DeskConfig => ({ ...emptyConfig, agents });
const plan = (before: DeskConfig, members: { address: string; name?: string }[], standings: [string, Standing][] = []) =>
  planSync(before, { members, standings: new Map(standings) }, idFor, []);

test('who is missing is added, who is called otherwise renamed, who left or is out of sight disabled', () => {
  const before = config(agent('li', { name: '李雷' }), agent('wang'), agent('gone'), agent('far'), agent('off'), agent('hand', { name: '小手' }));
  const found = plan(before, [{ address: 'w-wang', name: '王芳' }, { address: 'w-li', name: '李雷' }, { address: 'zhao', name: '赵四' }], [['w-gone', 'left'], ['w-far', 'out-of-range'], ['w-off', 'switched-off'], ['w-hand', 'there']]);
  expect(found).toEqual({
    added: [{ key: 'zhao', name: '赵四', userid: 'zhao' }],
    renamed: [{ key: 'wang', userid: 'w-wang', before: 'WANG', after: '王芳' }],
    disabled: [
      { key: 'gone', name: 'GONE', userid: 'w-gone', why: 'left' }, { key: 'far', name: 'FAR', userid: 'w-far', why: 'out-of-range' }, { key: 'off', name: 'OFF', userid: 'w-off', why: 'switched-off' },
    ],
    unchanged: 2,
  });
  const after = followPlan(before.agents, found, new Set());
  expect(after.map(({ key, name, disabled }) => [key, name, disabled])).toEqual([
    ['li', '李雷', false], ['wang', '王芳', false], ['gone', 'GONE', true], ['far', 'FAR', true], ['off', 'OFF', true], ['hand', '小手', false], ['zhao', '赵四', false],
  ]);
  expect(followPlan(before.agents, found, new Set(['wang', 'gone', 'far', 'off', 'zhao']))).toEqual(before.agents);
});

test('a withheld name renames nobody and is the userid of somebody new; spellings of one userid are one member', () => {
  const before = config(agent('li', { name: '李雷', wecomUserId: 'LiLei' }));
  const found = plan(before, [{ address: 'lilei' }, { address: 'Zhao.Si' }, { address: 'zhao.si' }]);
  expect(found).toMatchObject({ renamed: [], disabled: [], unchanged: 1, added: [{ name: 'Zhao.Si', userid: 'Zhao.Si' }] });
  expect(found.added).toHaveLength(1);
  expect(unnamedAgents(before, [{ address: 'lilei' }])).toEqual([]);
  expect(plan(before, [])).toMatchObject({ disabled: [], unchanged: 1 });
});

test('agents ops switched off and those who do not answer in WeCom are left alone', () => {
  const { wecomUserId: _, ...workbenchOnly } = agent('desk');
  const before = config(workbenchOnly, agent('li', { disabled: true }));
  expect(unnamedAgents(before, [])).toEqual([]);
  expect(plan(before, [{ address: 'w-li', name: '另一个名字' }])).toEqual({ added: [], renamed: [], disabled: [], unchanged: 0 });
});

test('doing it leaves nothing to do', () => {
  fc.assert(fc.property(fc.uniqueArray(fc.record({ address: fc.string({ minLength: 1, maxLength: 64 }), name: fc.string({ unit: 'grapheme', maxLength: 60 }) }), { selector: ({ address }) => address.toLowerCase(), maxLength: 12 }), (members) => {
    const before = config(agent('li'), agent('zhao'));
    const after = config(...followPlan(before.agents, plan(before, members, [['w-li', 'left'], ['w-zhao', 'there']]), new Set()));
    expect(after.agents.every((one) => agentList.check(one).ok)).toBe(true);
    expect(plan(after, members, [['w-zhao', 'there']])).toMatchObject({ added: [], renamed: [], disabled: [] });
  }));
});

test('a key is the userid where it can be one, else tells it, and is the same every time', () => {
  const key = (userid: string, ...taken: string[]) => keyForUserid(userid, new Set(taken), idFor);
  expect(key('li_lei-2')).toBe('li_lei-2');
  expect(key('Zhang.San@example.com')).toMatch(/^zhang-san-example-c-[0-9a-f]{12}$/);
  expect(key('张三')).toMatch(/^agent-[0-9a-f]{12}$/);
  expect(key('Li')).toBe(key('Li'));
  expect(new Set([key('li'), key('Li'), key('LI'), key('li', 'li'), key('li', 'li', key('li', 'li'))]).size).toBe(5);
});

test('no two userids share a key, not even one that is written like a made key', () => {
  const userids = fc.uniqueArray(fc.oneof(fc.string({ minLength: 1, maxLength: 64 }), fc.stringMatching(/^[a-c][A-C]?$/)), { minLength: 2, maxLength: 30 });
  fc.assert(fc.property(userids, (some) => {
    const keys = some.map((userid) => keyForUserid(userid, new Set(), idFor));
    expect(keys.every((key) => /^[a-z0-9][a-z0-9_-]{0,31}$/.test(key))).toBe(true);
    expect(new Set(keys).size).toBe(keys.length);
    const made = keys.filter((key, i) => key !== some[i]);
    const again = made.map((key) => keyForUserid(key, new Set(), idFor));
    expect(again.filter((key) => keys.includes(key))).toEqual([]);
  }));
});

import { Agent } from '../../../shared/config/agent';
import { Entry } from '../../../shared/config/entry';
import { formFaults } from '../../../console/frame/form-faults';
import { agentOf, findAgents, formOf, sharesUser } from '../../../console/ops/pages/agents/agent-form';
import { dependents } from '../../../console/ops/draft/dependents';

const words = (schema: Parameters<typeof formFaults>[0], content: unknown): Record<string, string> => Object.fromEntries([...formFaults(schema, content)].map(([at, { word }]) => [at, word]));
const filled = { ...formOf(undefined, []), key: 'li', name: '李雷' };

describe('a form is judged by the schema of the server', () => {
  test('what is right may be sent; fields left empty are absent', () => {
    expect(agentOf({ ...filled, wecomUserId: ' LiLei ' })).toEqual({ key: 'li', name: '李雷', wecomUserId: 'LiLei', disabled: false });
    expect(formFaults(Agent, agentOf(filled)).size).toBe(0);
    expect(agentOf(formOf({ key: 'li', name: '李雷', capacity: 0, shift: 'day', avatar: 'https://a.test/b.png', disabled: true }, []))).toEqual({ key: 'li', name: '李雷', capacity: 0, shift: 'day', avatar: 'https://a.test/b.png', disabled: true });
  });

  test('each fault has its words', () => {
    expect(words(Agent, agentOf({ ...formOf(undefined, []), key: '' }))).toEqual({ '/key': 'missing', '/name': 'missing' });
    expect(words(Agent, agentOf({ ...filled, key: 'Li Lei', name: '字'.repeat(41), capacity: -1 }))).toEqual({ '/key': 'key', '/name': 'tooLong', '/capacity': 'range' });
    expect(formFaults(Agent, agentOf({ ...filled, capacity: 20_000 })).get('/capacity')).toEqual({ word: 'range', values: { least: 0, most: 10_000 } });
  });

  test('a fault inside of a list is found at its place', () => {
    const step = { target: { kind: 'anyone' }, respectCapacity: true, acceptAway: false, ringSeconds: -5 };
    expect(words(Entry, { key: 'vip', site: 'shop', label: { zh: '' }, channel: 'chat', ladder: [step], overflow: { kind: 'leave-message' } })).toEqual({ '/label/zh': 'missing', '/ladder/0/ringSeconds': 'range' });
  });
});

describe('agents', () => {
  const agents: Agent[] = [{ key: 'li', name: '李雷', wecomUserId: 'LiLei', disabled: false }, { key: 'wang', name: 'Wang Fang', disabled: false }];

  test('are found by name, key or WeCom user, in either case', () => {
    const keys = (query: string): string[] => findAgents(agents, query).map(({ key }) => key);
    expect([keys(''), keys('雷'), keys('WANG'), keys('lilei'), keys('nobody')]).toEqual([['li', 'wang'], ['li'], ['wang'], ['li'], []]);
  });

  test('two may not share a WeCom user, in whatever case', () => {
    expect(sharesUser({ key: 'new', name: 'x', wecomUserId: 'LILEI', disabled: false }, agents)?.key).toBe('li');
    expect(sharesUser({ key: 'li', name: 'x', wecomUserId: 'LILEI', disabled: false }, agents)).toBeUndefined();
  });

  test('what depends on one is found in groups, ladders and their variants', () => {
    const step = (agent: string) => ({ target: { kind: 'agent' as const, agent }, respectCapacity: true, acceptAway: false, ringSeconds: 60 });
    const entry = { key: 'vip', label: { zh: 'VIP' }, ladder: [step('wang'), step('li')], variants: [{ when: {}, ladder: [step('li')] }] };
    const groups = [{ key: 'all', name: '全体', strategy: 'in-turn' as const, members: [{ agent: 'li' }] }, { key: 'rest', name: '其他', strategy: 'in-turn' as const, members: [] }];
    const found = dependents.agent('li', { groups, entries: [{ site: 'shop', channel: 'chat', enabled: true, isDefault: false, overflow: { kind: 'leave-message' }, designatedOutsideHours: false, preferLastAgent: false, priority: 0, ageingSeconds: 1, maxWaiting: 1, idleMinutes: 1, silentSeconds: 1, ...entry }] });
    expect(found.map((one) => (one.kind === 'member' ? one.group.key : one.kind === 'step' ? [one.step, one.variant] : one.kind))).toEqual(['all', [2, undefined], [1, 1]]);
    expect(dependents.agent('nobody', { groups, entries: [] })).toEqual([]);
  });
});

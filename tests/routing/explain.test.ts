import { standing } from '../../server/routing/eligibility';
import { explainLine, explainSteps, explainToVisitor, explainVerdict } from '../../server/routing/explain';
import type { Verdict } from '../../shared/receipt';
import { candidate, entry, group, now, offline, question, tap, to } from './scene';

const people: Record<string, string> = { li: '李雷', wang: '王芳', zhao: '赵云' };
const agent = (key: string): string => people[key] ?? key;
const names = { agent, group: (key: string): string => (key === 'g' ? '售后组' : key) };
const designated = entry([to.agent('li'), to.group('g'), to.anyone()]);
const groups = [group('g', ['wang', 'zhao'])];
const standIn = tap(question(designated), {
  agents: [offline('li'), candidate('wang', { load: 2 }, { capacity: 5 }), candidate('zhao', { load: 5 }, { capacity: 5 })], groups,
}).decision.receipt;

test('one line for the agent: standing in, and why', () => {
  expect(explainLine(standIn, 'zh', agent)).toBe('访客进入：代替李雷接待（离线 12 分钟）');
  expect(explainLine(standIn, 'en', agent)).toBe('Visitor entered: Standing in for 李雷 (offline 12 min)');
});

test('one line for the agent: asked for, served before, by the ladder, above the limit', () => {
  const exclusive = entry([to.agent('li', { respectCapacity: false })]);
  const above = tap(question(exclusive), { agents: [candidate('li', { load: 5 }, { capacity: 5 })] }).decision.receipt;
  expect(explainLine(above, 'zh', agent)).toBe('访客进入：访客找的就是李雷，超过接待上限');
  const before = entry([to.group('g')], { preferLastAgent: true });
  const again = tap(question(before, { lastAgent: { agent: 'zhao', at: now }, cause: 'queue' }), { agents: [candidate('wang'), candidate('zhao')], groups });
  expect(explainLine(again.decision.receipt, 'en', agent)).toBe('Next in the queue: 赵云 served this visitor before');
  const plain = tap(question(entry([to.group('g')])), { agents: [candidate('wang')], groups }).decision.receipt;
  expect(explainLine(plain, 'zh', agent)).toBe('访客进入：按转接顺序第 1 步分配');
  const second = tap(question(entry([to.group('none'), to.group('g')])), { agents: [candidate('wang')], groups }).decision.receipt;
  expect(explainLine(second, 'en', agent)).toBe('Visitor entered: Nobody in the steps before; by step 2 of the ladder');
});

test('all of it for ops, each step with each verdict', () => {
  expect(explainSteps(standIn, 'zh', names)).toEqual([
    '访客进入：分配给王芳（第 2 步）', '代替李雷接待（离线 12 分钟）',
    '第 1 步 李雷：李雷 离线 12 分钟', '第 2 步 客服组「售后组」：王芳 可接待 2/5，赵云 已满 5/5', '第 3 步 任何人：未询问',
  ]);
  expect(explainSteps(standIn, 'en', names).slice(2)).toEqual([
    'Step 1, 李雷: 李雷 offline 12 min', 'Step 2, group “售后组”: 王芳 available 2/5, 赵云 full 5/5', 'Step 3, anyone: not asked',
  ]);
});

test('a queue, a variant, unknown hours and an order by hand are told as well', () => {
  const vip = entry([], { variants: [{ when: { level: 'gold' }, ladder: [to.owner()] }], hours: 'lost' });
  const { receipt } = tap(question(vip, { visitor: { level: 'gold' } }), { agents: [] }).decision;
  expect(explainSteps({ ...receipt, by: 'zhao' }, 'zh', names)).toEqual([
    '访客进入：没有人可接待，进入排队', '操作人：赵云', '按访客资料使用了第 1 套转接顺序',
    '服务时间或班次无法计算，按营业处理，请检查时区和日期', '第 1 步 专属客服：没有候选人',
  ]);
});

test('the polite form for the visitor names the two and nothing else', () => {
  expect(explainToVisitor(standIn, 'zh', agent)).toBe('李雷现在不在，由王芳为您服务。');
  expect(explainToVisitor({ ...standIn, winner: { agent: 'li', step: 0 } }, 'en', agent)).toContain('李雷');
  const { receipt } = tap(question(entry([])), { agents: [] }).decision;
  expect(explainToVisitor(receipt, 'zh', agent)).toBeUndefined();
});

test('a large step tells the counts', () => {
  const many = Array.from({ length: 60 }, (_, i) => offline(`a${i}`));
  const { receipt } = tap(question(entry([to.anyone()])), { agents: [...many, candidate('wang')] }).decision;
  expect(explainSteps(receipt, 'en', names)[1]).toContain('王芳 available, all 61: offline 60, available 1');
});

test('durations read in minutes, hours and days; a code of the platform is shown', () => {
  const off = (minutes: number): string => explainVerdict({ agent: 'li', verdict: 'offline', since: now - minutes * 60_000 }, now, 'en');
  expect([off(0), off(119), off(120), off(2879), off(2880)]).toEqual(['offline 0 min', 'offline 119 min', 'offline 2 h', 'offline 47 h', 'offline 2 d']);
  const verdict: Verdict = 'refused-by-platform';
  expect(explainVerdict({ agent: 'li', verdict, code: '95014' }, now, 'zh')).toBe('平台拒绝分配（95014）');
});

test('a cause without words is shown as it is', () => {
  expect(explainLine({ ...standIn, cause: 'constructor' }, 'en', agent)).toMatch(/^constructor: /);
});

test('who does not receive on 微信客服 is not told to open a workbench', () => {
  const li = { key: 'li', agent: { key: 'li', name: 'Li', disabled: false }, status: 'online', lease: 'none' as const, load: 0 };
  const step = { target: { kind: 'agent' as const, agent: 'li' }, respectCapacity: true, acceptAway: false, ringSeconds: 60 };
  const words = (natively: boolean): string =>
    explainVerdict({ agent: 'li', ...standing({ ...li, natively }, { now: 0, step, load: 0 }) }, 0, 'zh');
  expect(words(false)).toBe('没有打开工作台，也没有上线');
  expect(words(true)).toBe('在微信客服里没有接待（停止或暂时挂起）');
});

import { auditWords } from '../../server/desk/audit-words';
import { emptyConfig } from '../../shared/config/desk-config';
import { agent, entry, group, toAgent, toGroup } from './floor';

const now = { ...emptyConfig, agents: [agent('li', { name: '李雷' }), agent('wang', { name: '王芳' })], groups: [group('team', ['li', 'wang'])] };
const said = (object: string, detail: object): string[] => auditWords({ object, detail: JSON.stringify(detail) }, now).zh;

test('what an edit changed is said in words, people by name; what came and what went is said too', () => {
  const [before, after] = [entry('vip', [toAgent('li')]), entry('vip', [toAgent('wang'), toGroup('team')])];
  const [line, ...more] = said('entry:vip', { before, after });
  expect(more).toEqual([]);
  expect(line).toContain('转接顺序：李雷');
  expect(line).toMatch(/改为 王芳.*→ 客服组/);
  expect(said('agent:li', { after: agent('li', { name: '李雷' }) })).toEqual(['新增客服「李雷」']);
  expect(said('agent:gone', { before: agent('gone', { name: '走了' }) })).toEqual(['删除客服「走了」']);
  expect(said('text:greeting', { after: { zh: '您好' } })).toEqual([expect.stringContaining('您好')]);
  expect(said('settings', { before: emptyConfig.settings, after: { ...emptyConfig.settings, dutyHours: 12 } })).toEqual([expect.stringMatching(/9 改为 12/)]);
});

test('what stands beside the configuration is said field by field', () => {
  expect(said('site:shop', { after: { id: 'k1', name: '订单系统' } })).toEqual(['名称：订单系统']);
  expect(said('agent:li', { before: { status: 'online' }, after: { status: 'offline' } })).toEqual(['状态：online 改为 offline']);
  expect(said('staff:guan', { before: { id: '1', role: 'ops', disabled: false }, after: { id: '1', role: 'agent', disabled: true } })).toEqual(['角色：ops 改为 agent', '停用：否 改为 是']);
});

test('what is no edit, or of no known form, says nothing rather than something wrong', () => {
  expect(said('config', { changed: ['changed agent:li'] })).toEqual([]);
  expect(said('entry:vip', { before: { strange: 1 }, after: { strange: 2 } })).toEqual([]);
  expect(auditWords({ object: 'agent:li', detail: '{' }, now).zh).toEqual([]);
  expect(auditWords({ object: 'conversation:1' }, now)).toEqual({ zh: [], en: [] });
});

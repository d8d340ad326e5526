import { agentMenu, ensureMenu, isMenuItem } from '../../../server/agent-channels/wecom-app/agent-menu';
import { code, cutOff, startAgentDesk, type AgentDesk } from './agent-desk';

const GET = '/cgi-bin/menu/get';
const CREATE = '/cgi-bin/menu/create';
const wanted = [{ type: 'click', name: '上线', key: 'online' }, { type: 'click', name: '离开', key: 'away' }, { type: 'click', name: '我的会话', key: 'mine' }];

let desk: AgentDesk;
beforeEach(async () => { desk = await startAgentDesk(); });
afterEach(() => desk.stop());

const created = () => desk.calls(CREATE).map((seen) => JSON.parse(seen.body) as unknown);

it('every button of the menu is one that is understood', () => {
  expect(agentMenu.map((button) => 'key' in button && isMenuItem(button.key))).toEqual([true, true, true]);
});

it('is put there when it is missing or another one', async () => {
  desk.answer(GET, code(46003), code(0, { button: [{ type: 'click', name: '旧的', key: 'old' }] }));
  expect(await ensureMenu(desk.app)).toEqual({ ok: true, changed: true });
  expect(await ensureMenu(desk.app)).toEqual({ ok: true, changed: true });
  expect(created()).toEqual([{ button: wanted }, { button: wanted }]);
});

it('is left alone when it is there', async () => {
  desk.answer(GET, code(0, { button: wanted.map((button) => ({ ...button, sub_button: [] })) }));
  expect(await ensureMenu(desk.app)).toEqual({ ok: true, changed: false });
  expect(created()).toEqual([]);
});

it('says why it could not be put there', async () => {
  desk.answer(GET, code(60020), cutOff);
  desk.answer(CREATE, code(60020));
  expect(await ensureMenu(desk.app)).toMatchObject({ ok: false, kind: 'platform', code: 60020 });
  expect(await ensureMenu(desk.app)).toMatchObject({ ok: false, kind: 'unknown' });
  expect(created()).toHaveLength(1);
});

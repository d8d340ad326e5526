import { at, listAt, textAt } from './stage';
import { HOUR, openKf, type Kf } from './kf-stage';

let kf: Kf;
beforeEach(async () => {
  kf = await openKf();
});
afterEach(() => kf.close());

const code = (errcode: number) => ({ errcode });
const enterState = async (state: number) => {
  await kf.say();
  if (state === 1 || state === 2) await kf.trans(state);
  if (state === 3 || state === 4) await kf.trans(3, 'li');
  if (state === 4) await kf.trans(4);
  expect(await kf.state()).toBe(state);
};

describe('states of a session', () => {
  it('stays 4 after entering, is 0 after the first message', async () => {
    await kf.enter();
    expect(await kf.state()).toBe(4);
    expect(await kf.trans(3, 'li')).toMatchObject(code(95013));
    await kf.say();
    expect(await kf.state()).toBe(0);
  });

  const answers = [[95016, 0, 0, 0, 95016], [95016, 0, 0, 0, 95016], [95016, 95016, 0, 0, 95016], [95016, 95016, 95016, 0, 0], [95013, 95013, 95013, 95013, 95013]];
  it.each(answers.flatMap((row, from) => row.map((errcode, to) => [from, to, errcode] as const)))('%i to %i answers %i', async (from, to, errcode) => {
    await enterState(from);
    expect(await kf.trans(to, 'wang')).toMatchObject(code(errcode));
    expect(await kf.state()).toBe(errcode === 0 ? to : from);
  });

  it.each([0, 1, 2])('allowEndFromAny: %i may end', async (from) => {
    await kf.set({ allowEndFromAny: true });
    await enterState(from);
    expect(await kf.trans(4)).toMatchObject({ errcode: 0, msg_code: expect.any(String) as unknown });
    expect(await kf.state()).toBe(4);
  });

  it('ends after 48 h without a message, and starts anew with one', async () => {
    await enterState(3);
    await kf.sandbox.advance(47 * HOUR);
    await kf.say();
    await kf.sandbox.advance(47 * HOUR);
    expect(await kf.state()).toBe(3);
    await kf.sandbox.advance(HOUR);
    expect(await kf.state()).toBe(4);
    await kf.say();
    expect(await kf.api('service_state/get', kf.chat)).not.toHaveProperty('servicer_userid');
    expect(await kf.state()).toBe(0);
  });

  it('sessionEnds afterStart: 48 h from its first message', async () => {
    await kf.set({ sessionEnds: 'afterStart' });
    await enterState(1);
    await kf.sandbox.advance(47 * HOUR);
    await kf.say();
    await kf.sandbox.advance(HOUR);
    expect(await kf.state()).toBe(4);
  });

  it('trans by the API emits no event, gives a msg_code for each change, none for a repeated one, and a ledger entry', async () => {
    await kf.say();
    expect(await kf.trans(1)).not.toHaveProperty('msg_code');
    expect(await kf.trans(2)).toHaveProperty('msg_code');
    expect(await kf.trans(2)).not.toHaveProperty('msg_code');
    expect(await kf.trans(3, 'li')).toHaveProperty('msg_code');
    expect(await kf.trans(3, 'wang')).not.toHaveProperty('msg_code');
    expect(await kf.trans(2)).toMatchObject(code(95016));
    expect(await kf.api('service_state/get', kf.chat)).toMatchObject({ service_state: 3, servicer_userid: 'wang' });
    expect(await kf.events('session_status_change')).toEqual([]);
    expect(listAt(await kf.sandbox.ledger('type=trans'), 'entries').map((entry) => [at(entry, 'from'), at(entry, 'to'), at(entry, 'servicer'), at(entry, 'errcode')]))
      .toEqual([[0, 1, '', 0], [1, 2, '', 0], [2, 2, '', 0], [2, 3, 'li', 0], [3, 3, 'wang', 0], [3, 2, '', 95016]]);
  });

  it('names its mistakes', async () => {
    await kf.say();
    expect(await kf.api('service_state/get', { ...kf.chat, external_userid: 'wmnobody' })).toMatchObject(code(40096));
    expect(await kf.api('service_state/get', { ...kf.chat, open_kfid: `wk${'x'.repeat(30)}` })).toMatchObject(code(95004));
    expect(await kf.api('service_state/get', { ...kf.chat, open_kfid: 'nonsense' })).toMatchObject(code(95000));
    expect(await kf.trans(7)).toMatchObject(code(40058));
    expect(await kf.trans(3)).toMatchObject(code(40058));
  });
});

describe('agents in the client', () => {
  it('pick from the pool, pass on, end, write again: change_type 1 to 4', async () => {
    await enterState(2);
    expect(listAt(await kf.sandbox.get('/control/kf/agents/li'), 'pool')).toHaveLength(1);
    expect(await kf.agent('li', 'pick')).toMatchObject({ state: 'acknowledged' });
    expect(await kf.agent('wang', 'pick')).toMatchObject({ status: 409 });
    await kf.agent('li', 'pass', { to: 'wang' });
    expect(await kf.agent('li', 'end')).toMatchObject({ status: 409 });
    await kf.agent('li', 'say', { text: '我来' });
    await kf.agent('li', 'end');
    await kf.agent('wang', 'say', { text: '还有一事' });
    const events = await kf.events('session_status_change');
    expect(events).toMatchObject([
      { change_type: 1, new_servicer_userid: 'li', msg_code: expect.any(String) as unknown },
      { change_type: 2, old_servicer_userid: 'li', new_servicer_userid: 'wang' },
      { change_type: 4, old_servicer_userid: 'wang', new_servicer_userid: 'li' },
      { change_type: 3, old_servicer_userid: 'li', msg_code: expect.any(String) as unknown },
      { change_type: 4, old_servicer_userid: 'li', new_servicer_userid: 'wang' },
    ]);
    expect(events[1]).not.toHaveProperty('msg_code');
    expect(await kf.api('service_state/get', kf.chat)).toMatchObject({ service_state: 3, servicer_userid: 'wang' });
  });

  it('one who writes again days later has the chat for 48 h', async () => {
    await enterState(3);
    await kf.sandbox.advance(50 * HOUR);
    expect(await kf.state()).toBe(4);
    await kf.agent('li', 'say', { text: '货到了吗' });
    expect(await kf.state()).toBe(3);
    expect(await kf.events('session_status_change')).toMatchObject([{ change_type: 4, old_servicer_userid: 'li', new_servicer_userid: 'li' }]);
    await kf.sandbox.advance(48 * HOUR);
    expect(await kf.state()).toBe(4);
  });

  it('words and recalls arrive as origin 5 and event; the chat shows at both ends', async () => {
    await enterState(3);
    const said = await kf.agent('li', 'say', { text: '您好' });
    expect(await kf.agent('wang', 'say', { text: '抢答' })).toMatchObject({ status: 409 });
    const { items } = await kf.sync();
    expect(items[1]).toMatchObject({ origin: 5, servicer_userid: 'li', external_userid: kf.externalUserid, msgtype: 'text', text: { content: '您好' } });
    expect(at(await kf.sandbox.get(`/control/kf/phone/${kf.externalUserid}`), 'chats.0.thread')).toMatchObject([{ from: 'customer' }, { from: 'agent', servicer: 'li' }]);
    expect(at(await kf.sandbox.get('/control/kf/agents/li'), 'chats')).toMatchObject([{ mine: true, thread: [{}, {}] }]);
    await kf.agent('li', 'recall', { msgid: said['msgid'] });
    expect(await kf.events('servicer_recall_msg')).toMatchObject([{ recall_msgid: said['msgid'], servicer_userid: 'li' }]);
    expect(at(await kf.session(), 'thread.1')).toMatchObject({ recalled: true, content: {} });
  });

  it('turn a customer\'s messages off and on', async () => {
    await enterState(3);
    await kf.agent('li', 'reject', { rejects: true });
    expect(await kf.say()).toMatchObject({ status: 409 });
    await kf.agent('li', 'reject', { rejects: false });
    expect(await kf.say()).toMatchObject({ state: 'acknowledged' });
    expect((await kf.events('reject_customer_msg_switch_change')).map((event) => at(event, 'reject_switch'))).toEqual([1, 0]);
  });
});

describe('servicers', () => {
  const list = async () => listAt(await kf.read('kf/servicer/list', `open_kfid=${kf.openKfId}`), 'servicer_list');
  const reception = (userid: string, how: string) => kf.sandbox.patch(`/control/kf/agents/${userid}`, { reception: how });

  it('are 0/1 with stop_type in the list, 1/2 in the event', async () => {
    await reception('li', 'suspended');
    await reception('wang', 'stopped');
    expect(await list()).toEqual([{ userid: 'li', status: 1, stop_type: 1 }, { userid: 'wang', status: 1, stop_type: 0 }]);
    await reception('li', 'receiving');
    await reception('li', 'receiving');
    expect((await list())[0]).toEqual({ userid: 'li', status: 0 });
    const events = await kf.events('servicer_status_change');
    expect(events).toMatchObject([{ servicer_userid: 'li', status: 2, stop_type: 1 }, { servicer_userid: 'wang', status: 2, stop_type: 0 }, { servicer_userid: 'li', status: 1 }]);
    expect(events[2]).not.toHaveProperty('stop_type');
  });

  it.each([['split', 95019], ['both95014', 95014]])('unavailableCode %s: a stopped or suspended one answers %i', async (unavailableCode, errcode) => {
    await kf.set({ unavailableCode });
    await kf.sandbox.post('/control/members', { userid: 'zhao' });
    await kf.say();
    for (const how of ['suspended', 'stopped']) {
      await reception('li', how);
      expect(await kf.trans(3, 'li')).toMatchObject(code(errcode));
    }
    expect(await kf.trans(3, 'zhao')).toMatchObject(code(95014));
    await kf.sandbox.patch('/control/members/wang', { status: 4 });
    expect(await kf.trans(3, 'wang')).toMatchObject(code(95014));
    await reception('li', 'receiving');
    expect(await kf.trans(3, 'li')).toMatchObject(code(0));
  });

  it('are added and removed one by one, also as a department without status', async () => {
    await kf.sandbox.post('/control/members', { userid: 'zhao' });
    await kf.sandbox.post('/control/members', { userid: 'hidden', visible: false });
    const body = { open_kfid: kf.openKfId, userid_list: ['li', 'zhao', 'hidden', 'nobody'], department_id_list: [1, 9] };
    expect(listAt(await kf.api('servicer/add', body), 'result_list').map((one) => [at(one, 'errcode'), at(one, 'errmsg')]))
      .toEqual([[0, 'ignored'], [0, 'success'], [60011, 'no privilege'], [60111, 'userid not found'], [0, 'success'], [60011, 'no privilege']]);
    expect(await list()).toContainEqual({ department_id: 1 });
    expect(listAt(await kf.api('servicer/del', { open_kfid: kf.openKfId, userid_list: ['zhao', 'nobody'] }), 'result_list').map((one) => at(one, 'errmsg'))).toEqual(['success', 'ignored']);
    await kf.say();
    expect(await kf.trans(3, 'zhao')).toMatchObject(code(0));
    expect(await kf.api('servicer/add', { open_kfid: kf.openKfId })).toMatchObject(code(40058));
    expect(await kf.api('servicer/add', { open_kfid: kf.openKfId, userid_list: Array.from({ length: 101 }, (_, n) => `u${n}`) })).toMatchObject(code(40058));
  });

  it('an account not handed over: no status, nothing recorded or pushed, no sending; the change is an event of its own', async () => {
    await kf.sandbox.patch(`/control/kf/accounts/${kf.openKfId}`, { managed: false, wait: true });
    expect(kf.heard(kf.merchant.arrived[0])).toMatch(/<FromUserName><!\[CDATA\[sys\]\].*<Event><!\[CDATA\[kf_account_auth_change\]\].*<AuthDelOpenKfId>/);
    expect(await list()).toEqual([{ userid: 'li' }, { userid: 'wang' }]);
    expect(await kf.say()).toMatchObject({ state: null });
    expect(kf.merchant.arrived).toHaveLength(1);
    expect((await kf.sync()).items).toEqual([]);
    expect(await kf.send()).toMatchObject(code(48002));
    expect(at(await kf.api('account/list'), 'account_list.0')).toMatchObject({ open_kfid: kf.openKfId, manage_privilege: false });
    await kf.sandbox.patch(`/control/kf/accounts/${kf.openKfId}`, { managed: true, wait: true });
    expect(textAt(await kf.say(), 'state')).toBe('acknowledged');
  });
});

import { at, form, listAt, PNG, textAt, type Json } from './stage';
import { HOUR, openKf, type Kf } from './kf-stage';

let kf: Kf;
beforeEach(async () => {
  kf = await openKf();
});
afterEach(() => kf.close());

const code = (errcode: number) => ({ errcode });
const entries = () => kf.events('enter_session');

describe('links', () => {
  it('carry scene, and scene_param behind it', async () => {
    const url = await kf.link('sales');
    expect(url).toMatch(/^https:\/\/work\.weixin\.qq\.com\/kf\/kfc[0-9a-f]{15}\?enc_scene=ENC/);
    expect(await kf.link('sales')).toBe(url);
    await kf.enter(`${url}&scene_param=TICKET_1`);
    expect(await entries()).toMatchObject([{ scene: 'sales', scene_param: 'TICKET_1', welcome_code: expect.any(String) as unknown }]);
    expect(await kf.api('add_contact_way', { open_kfid: kf.openKfId, scene: 'a'.repeat(33) })).toMatchObject(code(40058));
    expect(await kf.api('add_contact_way', { open_kfid: kf.openKfId, scene: 'a b' })).toMatchObject(code(40058));
  });

  it.each([['decoded', '场景3'], ['encoded', '%E5%9C%BA%E6%99%AF3']])('sceneParamEcho %s', async (sceneParamEcho, expected) => {
    await kf.set({ sceneParamEcho });
    await kf.enter(`${await kf.link()}&scene_param=${encodeURIComponent('场景3')}`);
    expect(at(await entries(), '0.scene_param')).toBe(expected);
  });

  it('edited ones open the chat without enter_session; the console\'s gives no scene; others lead nowhere', async () => {
    const url = await kf.link('sales');
    const bare = await kf.link('');
    const { openKfId } = await kf.sandbox.post('/control/kf/accounts', { name: '售后' });
    const other = textAt(await kf.api('add_contact_way', { open_kfid: openKfId, scene: 'sales' }), 'url');
    const edited = [`${url}x`, `${url}&scene_param=a&b=c`, `${url}&scene_param=${'a'.repeat(129)}`, `${bare}&scene_param=a`, `${url.split('?')[0]}?${other.split('?')[1]}`, `${url}&param=a`, url.split('?')[0] ?? ''];
    for (const one of edited) expect([one, await kf.enter(one)]).toMatchObject([one, { msgid: null, openKfId: kf.openKfId }]);
    expect(await entries()).toEqual([]);
    await kf.enter(bare);
    await kf.enter(textAt(await kf.sandbox.get('/control/kf/accounts'), 'accounts.0.consoleLink'));
    expect(await entries()).toMatchObject([{ scene: '', scene_param: '' }, { scene: '', scene_param: '' }]);
    expect(await kf.enter('https://work.weixin.qq.com/kf/kfc000000000000000?enc_scene=ENCa')).toMatchObject({ status: 409 });
  });

  it('hold over a restart of the sandbox', async () => {
    const url = await kf.link();
    await kf.close();
    kf = await openKf();
    expect(await kf.enter(url)).toMatchObject({ state: 'acknowledged', openKfId: kf.openKfId });
  });
});

describe('enter_session', () => {
  it('comes at every entry, nine in a row, each with a fresh welcome_code', async () => {
    await kf.set({ welcomePolicy: 'everyEntry' });
    await kf.say();
    for (let n = 0; n < 9; n += 1) await kf.enter(`${await kf.link()}&scene_param=T${n}`);
    const events = await entries();
    expect(events.map((event) => at(event, 'scene_param'))).toEqual(Array.from({ length: 9 }, (_, n) => `T${n}`));
    expect(new Set(events.map((event) => at(event, 'welcome_code'))).size).toBe(9);
    expect(await kf.state()).toBe(0);
  });

  it('welcomePolicy doc: no code within 48 h of a welcome or of his own message', async () => {
    const coded = async () => {
      await kf.enter();
      return at((await entries()).at(-1), 'welcome_code');
    };
    expect(await coded()).toBeDefined();
    await kf.notice(await coded());
    expect(await coded()).toBeUndefined();
    await kf.sandbox.advance(48 * HOUR);
    expect(await coded()).toBeDefined();
    await kf.say();
    expect(await coded()).toBeUndefined();
    await kf.sandbox.advance(48 * HOUR);
    await kf.set({ nativeWelcome: true });
    expect(await coded()).toBeUndefined();
  });

  it('by the chat list repeats the last scene; from Channels tells of it', async () => {
    await kf.enter(`${await kf.link('vip')}&scene_param=T`);
    await kf.act('enter', { openKfId: kf.openKfId });
    await kf.act('enter', { openKfId: kf.openKfId, channels: { nickname: '示例号', scene: 1 } });
    expect((await entries()).slice(1)).toMatchObject([{ scene: 'vip', scene_param: 'T' }, { scene: '', wechat_channels: { nickname: '示例号', scene: 1 } }]);
  });
});

describe('customer/batchget', () => {
  const get = (ids: string[], over: Json = {}) => kf.api('customer/batchget', { external_userid_list: ids, ...over });

  it('only who entered or wrote within 48 h, with the latest entry', async () => {
    const quiet = await kf.customer();
    await kf.enter(`${await kf.link('a')}&scene_param=1`);
    await kf.enter(`${await kf.link('b')}&scene_param=2`);
    const answer = await get([kf.externalUserid, quiet, 'wmnobody'], { need_enter_session_context: 1 });
    expect(answer).toMatchObject({ customer_list: [{ external_userid: kf.externalUserid, enter_session_context: { scene: 'b', scene_param: '2' } }], invalid_external_userid: [quiet, 'wmnobody'] });
    expect(at(await get([kf.externalUserid]), 'customer_list.0')).not.toHaveProperty('enter_session_context');
    await kf.sandbox.advance(48 * HOUR);
    expect(await get([kf.externalUserid])).toMatchObject({ customer_list: [], invalid_external_userid: [kf.externalUserid] });
    expect(await get([])).toMatchObject(code(40058));
    expect(await get(Array.from({ length: 101 }, (_, n) => `wm${n}`))).toMatchObject(code(40058));
  });

  it('unionid only when the corp is bound, the visitor\'s own', async () => {
    const { openid } = await kf.sandbox.post('/control/visitors', { unionid: 'union1' });
    const linked = await kf.customer({ openid });
    expect(await kf.customer({ openid })).toBe(linked);
    await kf.act('enter', { url: await kf.link() }, linked);
    expect(at(await get([linked]), 'customer_list.0')).not.toHaveProperty('unionid');
    await kf.set({ unionid: true });
    expect(at(await get([linked]), 'customer_list.0.unionid')).toBe('union1');
    expect(await kf.sandbox.post('/control/kf/customers', { openid: 'nobody' })).toMatchObject({ status: 404 });
  });
});

describe('accounts', () => {
  const upload = async () => {
    const response = await fetch(`${kf.sandbox.base}/cgi-bin/media/upload?type=image&access_token=${await kf.sandbox.wecomToken()}`, { method: 'POST', body: form(PNG) });
    const answer: unknown = await response.json();
    return textAt(answer, 'media_id');
  };

  it('one is there from the start, with those trial agents who are members, also after a reset', async () => {
    expect(await kf.api('account/list')).toMatchObject({ account_list: [{ open_kfid: 'wkSandboxDefaultAccount000000001', name: '在线客服', manage_privilege: true }] });
    expect(listAt(await kf.read('kf/servicer/list', `open_kfid=${kf.openKfId}`), 'servicer_list')).toEqual([{ userid: 'li', status: 0 }, { userid: 'wang', status: 0 }]);
    await kf.set({ defaultAccount: { openKfId: `wk${'a'.repeat(30)}`, name: '另一个', servicers: [] } });
    await kf.sandbox.post('/control/reset');
    expect(at(await kf.api('account/list'), 'account_list')).toMatchObject([{ open_kfid: `wk${'a'.repeat(30)}`, name: '另一个' }]);
  });

  it('get servicers and links from the control API too', async () => {
    const shown = await kf.sandbox.call('PUT', `/control/kf/accounts/${kf.openKfId}/servicers`, { userids: ['wang', 'nobody'], departments: [1] });
    expect(shown).toMatchObject({ departments: [1], servicers: [{ userid: 'wang', reception: 'receiving', activated: true }] });
    expect(listAt(await kf.read('kf/servicer/list', `open_kfid=${kf.openKfId}`), 'servicer_list')).toEqual([{ userid: 'wang', status: 0 }, { department_id: 1 }]);
    expect(at(await kf.sandbox.post(`/control/kf/accounts/${kf.openKfId}/link`, { scene: 'vip' }), 'url')).toBe(await kf.link('vip'));
  });

  it('are added, changed, listed page by page and deleted', async () => {
    const media_id = await upload();
    const { open_kfid } = await kf.api('account/add', { name: '售后服务', media_id });
    expect(open_kfid).toMatch(/^wk.{30}$/);
    expect(await kf.api('account/add', { name: 'x'.repeat(17), media_id })).toMatchObject(code(95006));
    expect(await kf.api('account/add', { name: 'x', media_id: 'gone' })).toMatchObject(code(40007));
    expect(await kf.api('account/add', { name: 'x' })).toMatchObject(code(40058));
    await kf.api('account/update', { open_kfid, name: '售后' });
    expect(at(await kf.api('account/list', { offset: 1, limit: 1 }), 'account_list')).toMatchObject([{ open_kfid, name: '售后' }]);
    expect(listAt(await kf.read('kf/account/list'), 'account_list')).toHaveLength(2);
    expect(await kf.api('account/list', { limit: 101 })).toMatchObject(code(40058));
    await kf.api('account/del', { open_kfid });
    expect(await kf.api('sync_msg', { open_kfid })).toMatchObject(code(95004));
    await kf.set({ accountLimit: 1 });
    expect(await kf.api('account/add', { name: 'x', media_id })).toMatchObject(code(95005));
  });
});

describe('other calls', () => {
  it('statistics are empty; departments, members, tickets and addresses are there', async () => {
    expect(await kf.api('get_corp_statistic')).toMatchObject({ errcode: 0, statistic_list: [] });
    expect(await kf.api('get_servicer_statistic')).toMatchObject({ errcode: 0, statistic_list: [] });
    expect(await kf.read('department/simplelist')).toMatchObject({ errcode: 0, department_id: [{ id: 1 }] });
    expect(await kf.read('user/list', 'department_id=1')).toMatchObject({ userlist: [{ userid: 'li', status: 1 }, { userid: 'wang' }] });
    const [corp, app] = [await kf.read('get_jsapi_ticket'), await kf.read('ticket/get', 'type=agent_config')];
    expect([corp['errcode'], app['errcode'], corp['ticket'] === app['ticket']]).toEqual([0, 0, false]);
    expect(await kf.read('ticket/get', 'type=x')).toMatchObject(code(40058));
    expect(await kf.read('getcallbackip')).toMatchObject({ errcode: 0, ip_list: ['127.0.0.1'] });
    expect(await kf.read('get_api_domain_ip')).toMatchObject({ errcode: 0, ip_list: ['127.0.0.1'] });
  });
});

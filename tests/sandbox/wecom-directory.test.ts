import { at, listAt, openSandbox, textAt, type Sandbox } from './stage';

let sandbox: Sandbox;
let token: string;

beforeEach(async () => {
  sandbox = await openSandbox({ wecom: { callbackUrl: 'http://127.0.0.1:9/none', attempts: 1 } });
  token = await sandbox.wecomToken();
  await sandbox.post('/control/members', { userid: 'li', name: '李' });
  await sandbox.post('/control/members', { userid: 'hidden', visible: false });
});
afterEach(() => sandbox.close());

const get = (path: string, query = '') => sandbox.get(`/cgi-bin/${path}?access_token=${token}&${query}`);

describe('members', () => {
  it('user/get and user/simplelist show the visible range only', async () => {
    expect(await get('user/get', 'userid=li')).toMatchObject({ errcode: 0, userid: 'li', name: '李', status: 1 });
    expect(await get('user/get', 'userid=nobody')).toMatchObject({ errcode: 60111 });
    expect(await get('user/get', 'userid=hidden')).toMatchObject({ errcode: 60011 });
    expect(at(await get('user/simplelist', 'department_id=1'), 'userlist')).toEqual([{ userid: 'li', name: '李', department: [1] }]);
    expect(await get('user/simplelist', 'department_id=9')).toMatchObject({ errcode: 60011 });
  });

  it('a userid is taken once and can change', async () => {
    expect(await sandbox.post('/control/members', { userid: 'li' })).toMatchObject({ status: 409 });
    await sandbox.patch('/control/members/li', { status: 5 });
    expect(await get('user/get', 'userid=li')).toMatchObject({ status: 5 });
    expect(listAt(await sandbox.get('/control/members'), 'members')).toHaveLength(2);
  });
});

describe('sign-in codes', () => {
  const redeem = (code: unknown) => get('auth/getuserinfo', `code=${String(code)}`);

  it('name the member once, within 5 minutes; outsiders get an openid', async () => {
    const issue = async () => at(await sandbox.post('/control/members/li/sign-in'), 'code');
    const code = await issue();
    expect(await redeem(code)).toMatchObject({ errcode: 0, userid: 'li' });
    expect(await redeem(code)).toMatchObject({ errcode: 40029 });
    const late = await issue();
    await sandbox.advance(300_000);
    expect(await redeem(late)).toMatchObject({ errcode: 40029 });
    const outside = await redeem(at(await sandbox.post('/control/strangers/sign-in'), 'code'));
    expect(outside).toMatchObject({ errcode: 0, openid: expect.any(String) as unknown });
    expect(outside).not.toHaveProperty('userid');
  });
});

describe('menu', () => {
  const create = (button: unknown, agentid = sandbox.settings.wecom.agentId) => sandbox.post(`/cgi-bin/menu/create?access_token=${token}&agentid=${agentid}`, { button });
  const click = { type: 'click', name: '上线', key: 'on' };

  it('is created, read, shown and deleted', async () => {
    const agent = `agentid=${sandbox.settings.wecom.agentId}`;
    expect(await get('menu/get', agent)).toMatchObject({ errcode: 46003 });
    expect(await create([click, { name: '更多', sub_button: [{ type: 'view', name: '工作台', url: 'https://a' }] }])).toMatchObject({ errcode: 0 });
    expect(await get('menu/get', agent)).toMatchObject({ button: [{ key: 'on' }, { sub_button: [{ url: 'https://a' }] }] });
    expect(at(await sandbox.get('/control/members/li/phone'), 'menu')).toHaveLength(2);
    expect(await get('menu/delete', agent)).toMatchObject({ errcode: 0 });
    expect(at(await sandbox.get('/control/members/li/phone'), 'menu')).toHaveLength(0);
  });

  it('keeps the limits', async () => {
    expect(await create([])).toMatchObject({ errcode: 40016 });
    expect(await create([click, click, click, click])).toMatchObject({ errcode: 40016 });
    expect(await create([{ ...click, name: '六个字的名字' }])).toMatchObject({ errcode: 40018 });
    expect(await create([{ ...click, key: 'k'.repeat(129) }])).toMatchObject({ errcode: 40019 });
    expect(await create([{ ...click, type: 'dance' }])).toMatchObject({ errcode: 40017 });
    expect(await create([{ name: 'a', sub_button: Array.from({ length: 6 }, () => click) }])).toMatchObject({ errcode: 40023 });
    expect(await create([{ name: 'a', sub_button: [{ ...click, name: '六个字的名字' }] }])).toMatchObject({ errcode: 0 });
    expect(await create([click], 7)).toMatchObject({ errcode: 301002 });
  });
});

describe('group robot', () => {
  const post = (content: string, key = sandbox.settings.wecom.robotKey, msgtype = 'text') => sandbox.post(`/cgi-bin/webhook/send?key=${key}`, { msgtype, [msgtype]: { content } });

  it('needs its key, 20 a minute, 2048 or 4096 bytes', async () => {
    expect(await post('a', 'x')).toMatchObject({ errcode: 93000 });
    expect(await post('a'.repeat(2049))).toMatchObject({ errcode: 45002 });
    expect(await post('a'.repeat(4096), undefined, 'markdown')).toMatchObject({ errcode: 0 });
    expect(await post('a'.repeat(4097), undefined, 'markdown')).toMatchObject({ errcode: 45002 });
    for (let n = 2; n <= 20; n += 1) expect(await post(`${n}`)).toMatchObject({ errcode: 0 });
    expect(await post('x')).toMatchObject({ errcode: 45009 });
    await sandbox.advance(60_000);
    expect(await post('y')).toMatchObject({ errcode: 0 });
    expect(textAt(await sandbox.get('/control/robot'), 'messages.-1.body.text.content')).toBe('y');
  });
});

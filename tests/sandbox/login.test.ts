import { at, openSandbox, textAt, type Sandbox } from './stage';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await openSandbox();
});
afterEach(() => sandbox.close());

const session = (code: string, over: Record<string, string> = {}) => {
  const { appid, secret } = sandbox.settings.wechat;
  return sandbox.get(`/sns/jscode2session?${new URLSearchParams({ appid, secret, js_code: code, grant_type: 'authorization_code', ...over }).toString()}`);
};

describe('jscode2session', () => {
  it('turns a code into the openid once', async () => {
    const { openid, code } = await sandbox.visitor();
    expect(openid).toMatch(/^o[\w-]{27}$/);
    const first = await session(code);
    expect(first).toMatchObject({ openid });
    expect(Buffer.from(textAt(first, 'session_key'), 'base64')).toHaveLength(16);
    expect(await session(code)).toMatchObject({ errcode: 40163 });
  });

  it('refuses unknown codes and those older than 5 minutes with 40029', async () => {
    const { openid, code } = await sandbox.visitor();
    expect(await session('none')).toMatchObject({ errcode: 40029 });
    await sandbox.advance(299_000);
    const second = textAt(await sandbox.post(`/control/visitors/${openid}/login`), 'code');
    await sandbox.advance(1000);
    expect(await session(code)).toMatchObject({ errcode: 40029 });
    expect(await session(second)).toMatchObject({ openid });
  });

  it('takes strange codes for one DevTools visitor when told so', async () => {
    await sandbox.patch('/control/settings', { wechat: { strangeCodes: 'adopt' } });
    const first = await session('the code is a mock one');
    expect(first).toMatchObject({ openid: expect.stringMatching(/^o/) });
    expect(await session('another')).toMatchObject({ openid: textAt(first, 'openid') });
    const { code } = await sandbox.visitor();
    expect(textAt(await session(code), 'openid')).not.toBe(textAt(first, 'openid'));
    expect(await session(code)).toMatchObject({ errcode: 40163 });
  });

  it('carries a unionid only when there is one', async () => {
    const made = await sandbox.post('/control/visitors', { unionid: 'u1' });
    expect(await session(textAt(made, 'code'))).toMatchObject({ unionid: 'u1' });
    expect(await session((await sandbox.visitor()).code)).not.toHaveProperty('unionid');
  });

  it('refuses risky users, and more than 100 logins a minute', async () => {
    const risky = await sandbox.post('/control/visitors', { risky: true });
    expect(await session(textAt(risky, 'code'))).toMatchObject({ errcode: 40226 });
    const { openid } = await sandbox.visitor();
    const next = async () => session(textAt(await sandbox.post(`/control/visitors/${openid}/login`), 'code'));
    for (let n = 0; n < 100; n += 1) expect(await next()).toMatchObject({ openid });
    expect(await next()).toMatchObject({ errcode: 45011 });
    await sandbox.advance(60_000);
    expect(await next()).toMatchObject({ openid });
  });

  it('is asked by GET: a POST carries no appid', async () => {
    expect(await sandbox.post('/sns/jscode2session')).toMatchObject({ errcode: 41002 });
  });

  it('checks who asks', async () => {
    const { code } = await sandbox.visitor();
    for (const [over, errcode] of [[{ appid: 'wx' }, 40013], [{ secret: 'x' }, 40125], [{ appid: '' }, 41002], [{ secret: '' }, 41004], [{ grant_type: 'x' }, 40002], [{ js_code: '' }, 41008]] as const) {
      expect(at(await session(code, over), 'errcode')).toBe(errcode);
    }
  });
});

describe('tokens over HTTP', () => {
  it('stable_token is POST with the right credentials', async () => {
    const { appid, secret } = sandbox.settings.wechat;
    expect(await sandbox.get(`/cgi-bin/stable_token?grant_type=client_credential&appid=${appid}&secret=${secret}`)).toMatchObject({ status: 404 });
    expect(await sandbox.post('/cgi-bin/stable_token', { grant_type: 'client_credential', appid, secret: 'x' })).toMatchObject({ errcode: 40125 });
    const first = await sandbox.wechatToken();
    expect(await sandbox.wechatToken()).toBe(first);
    const forced = await sandbox.post('/cgi-bin/stable_token', { grant_type: 'client_credential', appid, secret, force_refresh: true });
    expect(textAt(forced, 'access_token')).not.toBe(first);
    expect(await sandbox.get(`/cgi-bin/getcallbackip?access_token=${first}`)).toMatchObject({ errcode: 40001 });
    expect(await sandbox.get(`/cgi-bin/getcallbackip?access_token=${textAt(forced, 'access_token')}`)).toMatchObject({ ip_list: ['127.0.0.1'] });
  });

  it('both platforms answer at the bare address and under their names', async () => {
    const { wechat, wecom } = sandbox.settings;
    const plain = await sandbox.get(`/wechat/cgi-bin/token?grant_type=client_credential&appid=${wechat.appid}&secret=${wechat.secret}`);
    expect(at(plain, 'expires_in')).toBe(7200);
    const token = textAt(await sandbox.get(`/wecom/cgi-bin/gettoken?corpid=${wecom.corpId}&corpsecret=${wecom.secret}`), 'access_token');
    expect(await sandbox.wecomToken()).toBe(token);
    expect(await sandbox.get(`/cgi-bin/getcallbackip?access_token=${token}`)).toMatchObject({ errcode: 0, ip_list: ['127.0.0.1'] });
    expect(await sandbox.get('/cgi-bin/gettoken?corpid=x&corpsecret=y')).toMatchObject({ errcode: 40013 });
    expect(await sandbox.get(`/cgi-bin/gettoken?corpid=${wecom.corpId}&corpsecret=y`)).toMatchObject({ errcode: 40001 });
  });
});

describe('binding a corp', () => {
  it('binds once, tells, unbinds', async () => {
    const token = await sandbox.wechatToken();
    const bind = (corpid: string) => sandbox.post(`/customservice/work/bind?access_token=${token}`, { corpid });
    const get = () => sandbox.get(`/customservice/work/get?access_token=${token}`);
    expect(await get()).toEqual({ status: 200, errcode: 0, errmsg: 'ok' });
    expect(await bind('')).toMatchObject({ errcode: 10130002 });
    expect(await bind('wrong')).toMatchObject({ errcode: 10130600 });
    expect(await bind('ww1a2b3c4d5e6f7a8b')).toMatchObject({ errcode: 0 });
    expect(await bind('ww1a2b3c4d5e6f7a8b')).toMatchObject({ errcode: 10130603 });
    expect(await get()).toMatchObject({ corpid: 'ww1a2b3c4d5e6f7a8b' });
    expect(await sandbox.post(`/customservice/work/unbind?access_token=${token}`, { corpid: 'ww1a2b3c4d5e6f7a8b' })).toMatchObject({ errcode: 0 });
    expect(await get()).not.toHaveProperty('corpid');
  });
});

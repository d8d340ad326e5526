import { at, openSandbox, type Json, type Sandbox } from './stage';

let sandbox: Sandbox;
let token: string;
let openid: string;

beforeEach(async () => {
  sandbox = await openSandbox();
  token = await sandbox.wechatToken();
  ({ openid } = await sandbox.visitor());
  await sandbox.post(`/control/visitors/${openid}/say`, { text: 'a' });
});
afterEach(() => sandbox.close());

const SEND = '/cgi-bin/message/custom/send';
const fault = (body: Json) => sandbox.post('/control/faults', { path: SEND, ...body });
const send = () => sandbox.post(`${SEND}?access_token=${token}`, { touser: openid, msgtype: 'text', text: { content: 'x' } });
const received = async () => at(await sandbox.get(`/control/phone/${openid}`), 'received');

describe('API faults', () => {
  it('errcode: as often as asked, after as many as asked; nothing is accepted', async () => {
    await fault({ kind: 'errcode', errcode: -1, count: 2, skip: 1 });
    const codes = [];
    for (let n = 0; n < 4; n += 1) codes.push(at(await send(), 'errcode'));
    expect(codes).toEqual([0, -1, -1, 0]);
    expect(await received()).toHaveLength(2);
  });

  it('http: a page instead of JSON', async () => {
    await fault({ kind: 'http', status: 503 });
    expect(await send()).toMatchObject({ status: 503 });
    expect(await received()).toHaveLength(0);
  });

  it('slow: late, but carried out', async () => {
    await fault({ kind: 'slow', ms: 120 });
    const before = Date.now();
    expect(await send()).toMatchObject({ errcode: 0 });
    expect(Date.now() - before).toBeGreaterThanOrEqual(115);
  });

  it('cut-before: the call breaks and was not carried out', async () => {
    await fault({ kind: 'cut-before' });
    await expect(send()).rejects.toThrow();
    expect(await received()).toHaveLength(0);
  });

  it('cut-after-accept: the call breaks although it was carried out', async () => {
    await fault({ kind: 'cut-after-accept' });
    await expect(send()).rejects.toThrow();
    expect(await received()).toHaveLength(1);
    expect(await sandbox.ledger('type=accepted')).toMatchObject({ accepted: 1 });
    expect(await send()).toMatchObject({ errcode: 0 });
  });

  it('strikes only the named path and platform, and can be cleared', async () => {
    await fault({ kind: 'errcode', errcode: -1, count: -1, platform: 'wecom' });
    expect(await send()).toMatchObject({ errcode: 0 });
    await fault({ kind: 'errcode', errcode: -1, count: -1 });
    expect(await send()).toMatchObject({ errcode: -1 });
    expect(await send()).toMatchObject({ errcode: -1 });
    await sandbox.call('DELETE', '/control/faults');
    expect(await send()).toMatchObject({ errcode: 0 });
    await fault({ path: '*', kind: 'http' });
    expect(await sandbox.get('/cgi-bin/gettoken')).toMatchObject({ status: 502 });
  });

  it('tokens can be spoilt at once', async () => {
    await sandbox.post('/control/tokens/invalidate', { platform: 'wechat', how: 'killed' });
    expect(await send()).toMatchObject({ errcode: 40001 });
    token = await sandbox.wechatToken();
    expect(await send()).toMatchObject({ errcode: 0 });
  });
});

import { at, eventually, listen, openSandbox, textAt, type Sandbox } from './stage';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await openSandbox();
});
afterEach(() => sandbox.close());

describe('control API', () => {
  it('refuses pages of other machines and rebound names', async () => {
    const from = (headers: Record<string, string>) => sandbox.app.inject({ url: '/control/settings', headers }).then(({ statusCode }) => statusCode);
    expect(await from({ host: '127.0.0.1:1', origin: 'https://evil.example' })).toBe(403);
    expect(await from({ host: 'evil.example' })).toBe(403);
    expect(await from({ host: '127.0.0.1:1', origin: 'http://localhost:3000' })).toBe(200);
    expect(await from({ host: '127.0.0.1:1', origin: 'null' })).toBe(403);
  });

  it('refuses unknown fields, unknown people and impossible settings in words', async () => {
    expect(await sandbox.post('/control/visitors', { nmae: 'x' })).toMatchObject({ status: 400, code: 'bad-request' });
    expect(await sandbox.post('/control/visitors/none/say', { text: 'a' })).toMatchObject({ status: 404, code: 'not-found' });
    expect(await sandbox.patch('/control/settings', { wechat: { mode: 'loud' } })).toMatchObject({ status: 409, code: 'refused' });
    expect(await sandbox.patch('/control/settings', { wechat: { colour: 'red' } })).toMatchObject({ status: 409 });
    expect(await sandbox.patch('/control/settings', { wechat: { aesKey: 'short' } })).toMatchObject({ status: 409 });
  });

  it('compares pushes and accepted messages in one order', async () => {
    const merchant = await listen();
    await sandbox.patch('/control/settings', { wechat: { pushUrl: merchant.url } });
    const { openid } = await sandbox.visitor();
    const token = await sandbox.wechatToken();
    await sandbox.post(`/control/visitors/${openid}/say`, { text: 'a', wait: true });
    await sandbox.post(`/cgi-bin/message/custom/send?access_token=${token}`, { touser: openid, msgtype: 'text', text: { content: 'b' } });
    await sandbox.post(`/control/visitors/${openid}/say`, { text: 'c', wait: true });
    const all = await sandbox.ledger();
    expect(all).toMatchObject({ last: 3, open: 0, acknowledged: 2, lost: 0, accepted: 1, entries: [{ n: 1, type: 'push', kind: 'text' }, { n: 2, type: 'accepted' }, { n: 3, type: 'push' }] });
    expect(textAt(all, 'entries.0.message')).toContain(`"MsgId":${textAt(all, 'entries.0.msgId')}`);
    expect(at(await sandbox.ledger('after=2'), 'entries')).toMatchObject([{ n: 3 }]);
    await merchant.close();
  });

  it('resets people, ledger, clock and tokens, and on request the settings', async () => {
    const { openid } = await sandbox.visitor();
    const token = await sandbox.wechatToken();
    await sandbox.post(`/control/visitors/${openid}/say`, { text: 'a' });
    await sandbox.advance(5000);
    await sandbox.post('/control/reset');
    expect(await sandbox.get(`/control/phone/${openid}`)).toMatchObject({ status: 404 });
    expect(await sandbox.ledger()).toMatchObject({ entries: [] });
    expect(await sandbox.get('/control/clock')).toMatchObject({ offsetMs: 0 });
    expect(await sandbox.get(`/cgi-bin/getcallbackip?access_token=${token}`)).toMatchObject({ errcode: 40001 });
    expect(await sandbox.get('/control/settings')).toMatchObject({ wechat: { retrySpacingMs: 5 } });
    await sandbox.post('/control/reset', { settings: true });
    expect(await sandbox.get('/control/settings')).toMatchObject({ wechat: { retrySpacingMs: 1000 } });
  });

  it('a reset ends pushes that wait for their next try', async () => {
    await sandbox.patch('/control/settings', { wechat: { pushUrl: 'http://127.0.0.1:9/none', retrySpacingMs: 60_000 } });
    const { openid } = await sandbox.visitor();
    const waiting = sandbox.post(`/control/visitors/${openid}/say`, { text: 'a', wait: true });
    await eventually(async () => at(await sandbox.ledger(), 'entries.0.attempts.0'));
    await sandbox.post('/control/reset');
    expect(await waiting).toMatchObject({ state: 'stopped' });
  });

  it('tells live pages what changed', async () => {
    const { openid } = await sandbox.visitor();
    const stop = new AbortController();
    const response = await fetch(`${sandbox.base}/control/events`, { signal: stop.signal });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toContain(': live');
    await sandbox.post(`/control/visitors/${openid}/say`, { text: 'a' });
    let heard = '';
    while (!heard.includes('event: ledger')) heard += (await reader?.read())?.value ?? '';
    expect(heard).toContain(`data: {"type":"visitor","who":"${openid}"}`);
    stop.abort();
  });

  it('serves its page with a strict content policy', async () => {
    const page = await fetch(`${sandbox.base}/`);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const html = await page.text();
    expect(html).not.toMatch(/<script(?![^>]+src=)|\sstyle=|\son\w+=/);
    const wanted = [...html.matchAll(/(?:src|href)="(\/page\/[^"]+)"/g)].map(([, path]) => path);
    expect(wanted).toHaveLength(2);
    for (const path of [...wanted, '/page/dom.js', '/page/words.js', '/page/visitor.js', '/page/member.js', '/page/kf-line.js', '/page/kf-visitor.js', '/page/kf-agent.js', '/page/kf-words.js']) expect((await fetch(`${sandbox.base}${path}`)).status).toBe(200);
  });
});

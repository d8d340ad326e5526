import { at, form, openSandbox, PNG, textAt, type Json, type Sandbox } from './stage';

const HOURS = 3_600_000;
let sandbox: Sandbox;
let token: string;
let openid: string;

beforeEach(async () => {
  sandbox = await openSandbox();
  token = await sandbox.wechatToken();
  ({ openid } = await sandbox.visitor());
});
afterEach(() => sandbox.close());

const send = (body: Json) => sandbox.post(`/cgi-bin/message/custom/send?access_token=${token}`, { touser: openid, ...body });
const text = (content: string) => send({ msgtype: 'text', text: { content } });
const say = () => sandbox.post(`/control/visitors/${openid}/say`, { text: '在吗' });
const phone = () => sandbox.get(`/control/phone/${openid}`);
const upload = async (bytes: Buffer, type = 'image') => {
  const response = await fetch(`${sandbox.base}/cgi-bin/media/upload?access_token=${token}&type=${type}`, { method: 'POST', body: form(bytes) });
  const answer: unknown = await response.json();
  return answer;
};

describe('custom/send', () => {
  it('shows what it took on the phone and in the ledger', async () => {
    await say();
    expect(await text('您好')).toEqual({ status: 200, errcode: 0, errmsg: 'ok' });
    const shown = await phone();
    expect(at(shown, 'received')).toMatchObject([{ kind: 'text', content: '您好', direction: 'received', media: null }]);
    expect(at(shown, 'thread.0')).toMatchObject({ kind: 'text', content: '在吗', direction: 'sent' });
    expect(await sandbox.ledger('type=accepted')).toMatchObject({ accepted: 1, entries: [{ platform: 'wechat', api: 'custom/send', to: openid, kind: 'text', content: '您好', shown: true }] });
  });

  it('counts 5 after a message, then 45047; a new message gives 5 again', async () => {
    await say();
    for (let n = 1; n <= 5; n += 1) expect(await text(`${n}`)).toMatchObject({ errcode: 0 });
    expect(await text('6')).toMatchObject({ errcode: 45047 });
    await say();
    expect(at(await phone(), 'window.remaining')).toBe(5);
    expect(await text('6')).toMatchObject({ errcode: 0 });
  });

  it('answers 45015 before any act, after 48 h, and 1 minute after entering', async () => {
    expect(await text('a')).toMatchObject({ errcode: 45015 });
    await sandbox.post(`/control/visitors/${openid}/enter`, { sessionFrom: 'x' });
    expect(await text('a')).toMatchObject({ errcode: 0 });
    await sandbox.advance(60_000);
    expect(await text('a')).toMatchObject({ errcode: 45015 });
    await say();
    await sandbox.advance(48 * HOURS - 1000);
    token = await sandbox.wechatToken();
    expect(await text('a')).toMatchObject({ errcode: 0 });
    await sandbox.advance(1000);
    expect(await text('a')).toMatchObject({ errcode: 45015 });
  });

  it('entering allows 2; coming back without the button allows nothing', async () => {
    await sandbox.post(`/control/visitors/${openid}/enter`, { button: false });
    expect(await text('a')).toMatchObject({ errcode: 45015 });
    await sandbox.post(`/control/visitors/${openid}/enter`, {});
    await text('a');
    await text('b');
    expect(await text('c')).toMatchObject({ errcode: 45047 });
  });

  it('holds 2048 bytes of UTF-8, not characters; a refused message costs nothing', async () => {
    await say();
    expect(await text('你'.repeat(683))).toMatchObject({ errcode: 45002 });
    expect(at(await phone(), 'window.remaining')).toBe(5);
    expect(await text(`${'你'.repeat(682)}ab`)).toMatchObject({ errcode: 0 });
  });

  it('names each mistake by its code, with a request id at the end', async () => {
    await say();
    const wrong = await send({ touser: 'oNobody', msgtype: 'text', text: { content: 'a' } });
    expect(wrong).toMatchObject({ status: 200, errcode: 40003 });
    expect(textAt(wrong, 'errmsg')).toMatch(/ rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/);
    expect(await send({ msgtype: 'voice', voice: {} })).toMatchObject({ errcode: 40008 });
    expect(await send({ msgtype: 'text' })).toMatchObject({ errcode: 47001 });
    expect(await send({ msgtype: 'image', image: { media_id: 'nothing' } })).toMatchObject({ errcode: 40007 });
    expect(await send({ msgtype: 'link', link: { title: 'a' } })).toMatchObject({ errcode: 47001 });
    await sandbox.patch(`/control/visitors/${openid}`, { blocked: true });
    expect(await text('a')).toMatchObject({ errcode: 43019 });
    for (const [query, errcode] of [['', 41001], ['?access_token=x', 40001]] as const) {
      expect(await sandbox.post(`/cgi-bin/message/custom/send${query}`, {})).toMatchObject({ errcode });
    }
    await sandbox.post('/control/tokens/invalidate', { platform: 'wechat' });
    expect(await text('a')).toMatchObject({ errcode: 42001 });
  });

  it('refuses escaped text (40033), empty bodies (44002) and broken JSON (47001)', async () => {
    const raw = async (body: string) => {
      const response = await fetch(`${sandbox.base}/cgi-bin/message/custom/send?access_token=${token}`, { method: 'POST', body });
      const answer: unknown = await response.json();
      return at(answer, 'errcode');
    };
    await say();
    expect(await raw(`{"touser":"${openid}","msgtype":"text","text":{"content":"\\u4f60"}}`)).toBe(40033);
    expect(await raw(`{"touser":"${openid}","msgtype":"text","text":{"content":"\\\\u4f60 \\u0001"}}`)).toBe(0);
    expect(await raw('')).toBe(44002);
    expect(await raw('{')).toBe(47001);
  });

  it('takes image, link and mini-program page', async () => {
    await say();
    const mediaId = textAt(await upload(PNG), 'media_id');
    expect(await send({ msgtype: 'image', image: { media_id: mediaId } })).toMatchObject({ errcode: 0 });
    expect(await send({ msgtype: 'miniprogrampage', miniprogrampage: { title: 't', pagepath: 'p?x=1', thumb_media_id: mediaId } })).toMatchObject({ errcode: 0 });
    expect(await send({ msgtype: 'link', link: { title: 't', description: 'd', url: 'https://a', thumb_url: 'https://b' } })).toMatchObject({ errcode: 0 });
    const shown = await phone();
    expect(at(shown, 'received')).toMatchObject([{ kind: 'image', media: { mediaId } }, { kind: 'miniprogrampage', content: { title: 't', pagePath: 'p?x=1' } }, { kind: 'link', content: { url: 'https://a' } }]);
    const picture = await fetch(textAt(shown, 'received.0.media.url'));
    expect(Buffer.from(await picture.arrayBuffer()).equals(PNG)).toBe(true);
  });

  it('the business path needs a businessid', async () => {
    expect(await sandbox.post(`/cgi-bin/message/custom/business/send?access_token=${token}`, { touser: openid })).toMatchObject({ errcode: 40101 });
  });

  it('stops at the daily quota, and quota/get tells the use', async () => {
    await say();
    await sandbox.patch('/control/settings', { wechat: { dailyQuota: 2 } });
    await text('a');
    await text('b');
    expect(await text('c')).toMatchObject({ errcode: 45009 });
    expect(await sandbox.post(`/cgi-bin/openapi/quota/get?access_token=${token}`, { cgi_path: '/cgi-bin/message/custom/send' })).toMatchObject({ quota: { daily_limit: 2, used: 2, remain: 0 } });
  });
});

describe('custom/typing', () => {
  const typing = (command: string) => sandbox.post(`/cgi-bin/message/custom/typing?access_token=${token}`, { touser: openid, command });

  it('needs a window and a recent act, lasts 15 s, ends with a message, costs nothing', async () => {
    expect(await typing('Typing')).toMatchObject({ errcode: 45015 });
    await say();
    expect(await typing('Dance')).toMatchObject({ errcode: 45072 });
    expect(await typing('Typing')).toMatchObject({ errcode: 0 });
    expect(await phone()).toMatchObject({ typing: true, window: { remaining: 5 } });
    expect(await typing('Typing')).toMatchObject({ errcode: 45081 });
    await text('a');
    expect(await phone()).toMatchObject({ typing: false });
    expect(await typing('Typing')).toMatchObject({ errcode: 0 });
    await sandbox.advance(15_000);
    expect(await typing('Typing')).toMatchObject({ errcode: 0 });
    await sandbox.advance(16_000);
    expect(await typing('Typing')).toMatchObject({ errcode: 45080 });
  });
});

describe('media', () => {
  it('keeps pictures 3 days', async () => {
    const mediaId = textAt(await upload(PNG), 'media_id');
    const path = () => `${sandbox.base}/cgi-bin/media/get?access_token=${token}&media_id=${mediaId}`;
    const got = await fetch(path());
    expect(got.headers.get('content-type')).toBe('image/png');
    expect(got.headers.get('content-disposition')).toContain('filename');
    expect(Buffer.from(await got.arrayBuffer()).equals(PNG)).toBe(true);
    await sandbox.advance(72 * HOURS);
    token = await sandbox.wechatToken();
    expect(await sandbox.get(path().slice(sandbox.base.length))).toMatchObject({ status: 200, errcode: 40007 });
  });

  it('takes pictures up to 2 MB only', async () => {
    expect(await upload(PNG, 'voice')).toMatchObject({ errcode: 40004 });
    expect(await upload(Buffer.from('no picture'))).toMatchObject({ errcode: 40004 });
    expect(await upload(Buffer.concat([PNG, Buffer.alloc(2 * 1024 * 1024)]))).toMatchObject({ errcode: 40009 });
    expect(typeof at(await upload(PNG), 'created_at')).toBe('number');
  });
});

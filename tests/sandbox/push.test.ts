import { decrypt, encrypt, padBytes, sign } from '../../sandbox/crypto';
import { at, eventually, listen, openSandbox, textAt, type Arrived, type Json, type Sandbox } from './stage';

let sandbox: Sandbox;
let merchant: Awaited<ReturnType<typeof listen>>;
let openid: string;

beforeEach(async () => {
  merchant = await listen();
  sandbox = await openSandbox({ wechat: { pushUrl: merchant.url } });
  ({ openid } = await sandbox.visitor());
});
afterEach(async () => {
  await sandbox.close();
  await merchant.close();
});

const wechat = () => sandbox.settings.wechat;
const act = (verb: string, body: Json = {}) => sandbox.post(`/control/visitors/${openid}/${verb}`, { wait: true, ...body });
const say = (text: string, more: Json = {}) => act('say', { text, ...more });
const arrived = (index: number): Arrived => {
  const found = merchant.arrived[index];
  if (!found) throw new Error(`push ${index} did not arrive`);
  return found;
};
const push = async (index = -1) => at(await sandbox.ledger('type=push'), `entries.${index}`);
const encryptIn = (body: string) => /"Encrypt":"([^"]+)"|<Encrypt><!\[CDATA\[(.+?)\]\]>/.exec(body)?.slice(1).find(Boolean) ?? '';
const opened = ({ body }: Arrived) => {
  const result = decrypt(wechat().aesKey, encryptIn(body));
  if (!result.ok) throw new Error(result.why);
  return result;
};
const signedWell = ({ query, body }: Arrived) => query['msg_signature'] === sign(wechat().token, query['timestamp'] ?? '', query['nonce'] ?? '', encryptIn(body));

describe('what a push looks like', () => {
  it('secure JSON: six parameters, ToUserName and Encrypt, MsgId exact', async () => {
    const said = await say('你好 ]]> <b>');
    const got = arrived(0);
    expect(Object.keys(got.query).sort()).toEqual(['encrypt_type', 'msg_signature', 'nonce', 'openid', 'signature', 'timestamp']);
    expect(got.query).toMatchObject({ encrypt_type: 'aes', openid, signature: sign(wechat().token, got.query['timestamp'] ?? '', got.query['nonce'] ?? '') });
    expect(signedWell(got)).toBe(true);
    expect(got.body).toMatch(/^\{"ToUserName":"gh_\w+","Encrypt":"[^"]+"\}$/);
    expect(opened(got).id).toBe(wechat().appid);
    expect(opened(got).message).toContain(`"MsgId":${textAt(said, 'msgId')}`);
    expect(JSON.parse(opened(got).message)).toMatchObject({ ToUserName: wechat().originalId, FromUserName: openid, MsgType: 'text', Content: '你好 ]]> <b>' });
    expect(said).toMatchObject({ state: 'acknowledged' });
  });

  it('secure XML', async () => {
    await sandbox.patch('/control/settings', { wechat: { format: 'xml' } });
    await say('a');
    expect(arrived(0).contentType).toBe('text/xml');
    expect(signedWell(arrived(0))).toBe(true);
    expect(opened(arrived(0)).message).toMatch(/^<xml><ToUserName><!\[CDATA\[gh_.+<MsgType><!\[CDATA\[text\]\]><\/MsgType><Content><!\[CDATA\[a\]\]><\/Content><MsgId>\d{17}<\/MsgId><\/xml>$/);
  });

  it.each(['json', 'xml'])('plain %s: three parameters, no Encrypt', async (format) => {
    await sandbox.patch('/control/settings', { wechat: { mode: 'plain', format } });
    await say('a');
    expect(Object.keys(arrived(0).query).sort()).toEqual(['nonce', 'signature', 'timestamp']);
    expect(arrived(0).body).toContain('Content');
    expect(arrived(0).body).not.toContain('Encrypt');
  });

  it.each(['json', 'xml'])('compatible %s: both', async (format) => {
    await sandbox.patch('/control/settings', { wechat: { mode: 'compatible', format } });
    await say('a');
    expect(arrived(0).body).toContain('Content');
    expect(opened(arrived(0)).message).toContain('Content');
    expect(signedWell(arrived(0))).toBe(true);
  });

  it('entering, image and card carry their fields; coming back without the button pushes nothing', async () => {
    await act('enter', { sessionFrom: 'v1.vip.sig' });
    await act('enter', { button: false });
    await act('image');
    await act('card', { title: '订单', pagePath: 'pages/a?e=1' });
    const messages: unknown[] = merchant.arrived.map((one) => JSON.parse(opened(one).message) as unknown);
    expect(messages).toMatchObject([
      { MsgType: 'event', Event: 'user_enter_tempsession', SessionFrom: 'v1.vip.sig' },
      { MsgType: 'image', PicUrl: expect.stringContaining('/pictures/wechat/') as unknown },
      { MsgType: 'miniprogrampage', Title: '订单', PagePath: 'pages/a?e=1', AppId: wechat().appid },
    ]);
    expect(messages[0]).not.toHaveProperty('MsgId');
    const picture = await fetch(textAt(messages[1], 'PicUrl'));
    expect(picture.headers.get('content-type')).toBe('image/png');
  });

  it('no address: nothing is sent and the ledger says so', async () => {
    await sandbox.patch('/control/settings', { wechat: { pushUrl: '' } });
    expect(await say('a')).toMatchObject({ state: 'not-configured' });
    expect(await sandbox.ledger()).toMatchObject({ lost: 1, acknowledged: 0 });
  });
});

describe('redelivery', () => {
  it('repeats 3 times with the same body and a fresh signature, then shows the notice', async () => {
    merchant.told.answer = () => ({ cut: true });
    expect(await say('a')).toMatchObject({ state: 'failed' });
    expect(merchant.arrived).toHaveLength(4);
    expect(new Set(merchant.arrived.map(({ body }) => body)).size).toBe(1);
    expect(new Set(merchant.arrived.map(({ query }) => query['nonce'])).size).toBe(4);
    expect(merchant.arrived.every(signedWell)).toBe(true);
    expect(at(await sandbox.get(`/control/phone/${openid}`), 'notices')).toHaveLength(1);
    expect(at(await push(), 'attempts.0')).toMatchObject({ status: null, answer: null });
  });

  it('stops as soon as one try is taken, and shows no notice', async () => {
    merchant.told.answer = (_one, index) => (index === 0 ? { status: 500 } : {});
    expect(await say('a')).toMatchObject({ state: 'acknowledged' });
    expect(at(await push(), 'attempts')).toMatchObject([{ status: 500 }, { status: 200, answer: '' }]);
    expect(at(await sandbox.get(`/control/phone/${openid}`), 'notices')).toHaveLength(0);
  });

  it('gives up waiting after the limit', async () => {
    await sandbox.patch('/control/settings', { wechat: { answerWithinMs: 40, retries: 1 } });
    merchant.told.answer = () => ({ silent: true });
    expect(await say('a')).toMatchObject({ state: 'failed' });
    expect(at(await push(), 'attempts')).toMatchObject([{ error: 'no answer within 40 ms' }, { error: 'no answer within 40 ms' }]);
  });

  it('a redelivery may keep its parameters, and a bad status may end it, by setting', async () => {
    await sandbox.patch('/control/settings', { wechat: { freshOnRetry: false } });
    merchant.told.answer = () => ({ cut: true });
    await say('a');
    expect(new Set(merchant.arrived.map(({ query }) => query['nonce'])).size).toBe(1);
    await sandbox.patch('/control/settings', { wechat: { retryBadStatus: false } });
    merchant.told.answer = () => ({ status: 503 });
    await say('b');
    expect(merchant.arrived).toHaveLength(5);
  });
});

describe('answers', () => {
  it.each(['success', ''])('takes %p', async (body) => {
    merchant.told.answer = () => ({ body });
    expect(await say('a')).toMatchObject({ state: 'acknowledged' });
  });

  it.each(['"success"', 'success\n', 'ok', '{"errcode":0}', '<xml></xml>'])('does not take %p: no redelivery, but the notice', async (body) => {
    merchant.told.answer = () => ({ body });
    expect(await say('a')).toMatchObject({ state: 'failed' });
    expect(merchant.arrived).toHaveLength(1);
    expect(at(await push(), 'attempts.0.answer')).toBe(body);
    expect(at(await sandbox.get(`/control/phone/${openid}`), 'notices')).toHaveLength(1);
  });

  const transfer = () => JSON.stringify({ ToUserName: openid, FromUserName: wechat().originalId, CreateTime: 1, MsgType: 'transfer_customer_service' });
  const sealed = (token = wechat().token) => {
    const Encrypt = encrypt(wechat().aesKey, wechat().appid, transfer(), Buffer.alloc(16));
    return JSON.stringify({ Encrypt, MsgSignature: sign(token, '7', 'n', Encrypt), TimeStamp: 7, Nonce: 'n' });
  };

  it('takes transfer_customer_service encrypted and well signed only, and not for events', async () => {
    merchant.told.answer = () => ({ body: sealed() });
    expect(await say('a')).toMatchObject({ state: 'acknowledged' });
    expect(await push()).toMatchObject({ reply: 'transfer' });
    expect(await act('enter')).toMatchObject({ state: 'failed' });
    merchant.told.answer = () => ({ body: sealed('other') });
    expect(await say('b')).toMatchObject({ state: 'failed' });
    merchant.told.answer = () => ({ body: transfer() });
    expect(await say('c')).toMatchObject({ state: 'failed' });
    await sandbox.patch('/control/settings', { wechat: { mode: 'plain' } });
    expect(await say('d')).toMatchObject({ state: 'acknowledged' });
  });

  it('pushes nothing while Tencent\'s own tool holds the chat, at most 30 minutes', async () => {
    await sandbox.patch(`/control/visitors/${openid}`, { inTool: true });
    expect(await say('a')).toMatchObject({ pushId: null });
    await sandbox.advance(30 * 60_000);
    expect(await say('b')).toMatchObject({ state: 'acknowledged' });
  });
});

describe('push faults', () => {
  const fault = (body: Json) => sandbox.post('/control/push-faults', body);

  it('duplicates, one after another or at the same time', async () => {
    await fault({ kind: 'duplicate', copies: 2 });
    await say('a');
    expect(merchant.arrived).toHaveLength(3);
    let inside = 0;
    let most = 0;
    await fault({ kind: 'duplicate', copies: 3, together: true });
    await sandbox.patch('/control/settings', { wechat: { answerWithinMs: 200, retries: 0 } });
    merchant.told.answer = () => {
      inside += 1;
      most = Math.max(most, inside);
      return { silent: true };
    };
    await say('b');
    expect(most).toBe(4);
    expect(new Set(merchant.arrived.slice(3).map((one) => opened(one).message)).size).toBe(1);
  });

  it('reorders: the next push waits until the following one was delivered', async () => {
    await fault({ kind: 'reorder' });
    const first = await say('first', { wait: false });
    expect(first).toMatchObject({ state: 'held' });
    merchant.told.answer = (_one, index) => (index === 0 ? { status: 500 } : {});
    await say('second');
    await eventually(() => merchant.arrived[2]);
    expect(merchant.arrived.map((one) => textAt(JSON.parse(opened(one).message), 'Content'))).toEqual(['second', 'second', 'first']);
    const settled = await eventually(async () => ((await sandbox.ledger()) ['open'] === 0 ? sandbox.ledger() : undefined));
    expect(settled).toMatchObject({ acknowledged: 2 });
  });

  it('signs wrongly though the plain signature stays good, and names a wrong appid', async () => {
    await fault({ kind: 'wrong-signature', attempts: 1 });
    merchant.told.answer = (one) => (signedWell(one) ? {} : { status: 401 });
    expect(await say('a')).toMatchObject({ state: 'acknowledged' });
    expect(merchant.arrived.map(signedWell)).toEqual([false, true]);
    expect(arrived(0).query['signature']).toBe(sign(wechat().token, arrived(0).query['timestamp'] ?? '', arrived(0).query['nonce'] ?? ''));
    await fault({ kind: 'wrong-appid' });
    await say('b');
    expect(opened(arrived(2)).id).not.toBe(wechat().appid);
    expect(signedWell(arrived(2))).toBe(true);
  });

  it('pads as asked', async () => {
    for (const bytes of [1, 17, 32]) {
      await fault({ kind: 'pad', bytes });
      await say('a');
      const { message, id } = opened(arrived(merchant.arrived.length - 1));
      expect(padBytes(Buffer.byteLength(message), id)).toBe(bytes);
      expect(JSON.parse(message)).toMatchObject({ Content: 'a' });
    }
  });

  it('strikes as often as asked, after as many as asked', async () => {
    await fault({ kind: 'duplicate', count: 1, skip: 1 });
    for (const text of ['a', 'b', 'c']) await say(text);
    expect(merchant.arrived.map((one) => textAt(JSON.parse(opened(one).message), 'Content'))).toEqual(['a', 'b', 'b', 'c']);
  });
});

describe('order of pushes', () => {
  const firstHangs = async () => {
    merchant.told.answer = (_one, index) => (index === 0 ? { silent: true } : {});
    await sandbox.patch('/control/settings', { wechat: { answerWithinMs: 150, retries: 0 } });
    await say('a', { wait: false });
    await say('b');
    return at(await sandbox.ledger('type=push'), 'entries.0.state');
  };

  it('is parallel by default', async () => {
    expect(await firstHangs()).toBe('pending');
  });

  it('can be one at a time per person', async () => {
    await sandbox.patch('/control/settings', { wechat: { order: 'serial' } });
    expect(await firstHangs()).toBe('failed');
  });
});

describe('back office', () => {
  it('checks the address with a plain signature and a plain echo', async () => {
    merchant.told.answer = ({ query }) => ({ body: query['echostr'] ?? '' });
    expect(await sandbox.post('/control/wechat/check-url')).toMatchObject({ passed: true });
    const { query, method } = arrived(0);
    expect(method).toBe('GET');
    expect(query['signature']).toBe(sign(wechat().token, query['timestamp'] ?? '', query['nonce'] ?? ''));
    merchant.told.answer = ({ query: { echostr } }) => ({ body: `"${echostr}"` });
    expect(await sandbox.post('/control/wechat/check-url')).toMatchObject({ passed: false });
  });

  it('pushes the debug event', async () => {
    expect(await sandbox.post('/control/wechat/debug', { wait: true })).toMatchObject({ state: 'acknowledged' });
    expect(JSON.parse(opened(arrived(0)).message)).toMatchObject({ Event: 'debug_demo', debug_str: expect.any(String) as unknown });
  });
});

import { decrypt, encrypt, padBytes, sign } from '../../sandbox/crypto';
import { at, listen, openSandbox, type Arrived, type Json, type Sandbox } from './stage';

let sandbox: Sandbox;
let merchant: Awaited<ReturnType<typeof listen>>;

beforeEach(async () => {
  merchant = await listen(() => ({}));
  sandbox = await openSandbox({ wecom: { callbackUrl: merchant.url } });
  await sandbox.post('/control/members', { userid: 'li' });
});
afterEach(async () => {
  await sandbox.close();
  await merchant.close();
});

const wecom = () => sandbox.settings.wecom;
const act = (verb: string, body: Json = {}) => sandbox.post(`/control/members/li/${verb}`, { wait: true, ...body });
const encryptIn = (body: string) => /<Encrypt><!\[CDATA\[(.+?)\]\]>/.exec(body)?.[1] ?? '';
const heard = (one: Arrived | undefined): string => {
  const opened = decrypt(wecom().aesKey, encryptIn(one?.body ?? ''));
  return opened.ok && opened.id === wecom().corpId ? opened.message : '';
};
const received = async () => at(await sandbox.get('/control/members/li/phone'), 'received');
const reply = (inner: string, over: { token?: string; id?: string; to?: string } = {}) => {
  const xml = `<xml><ToUserName><![CDATA[${over.to ?? 'li'}]]></ToUserName><FromUserName><![CDATA[${wecom().corpId}]]></FromUserName><CreateTime>1</CreateTime>${inner}</xml>`;
  const Encrypt = encrypt(wecom().aesKey, over.id ?? wecom().corpId, xml, Buffer.alloc(16));
  return { body: `<xml><Encrypt><![CDATA[${Encrypt}]]></Encrypt><MsgSignature><![CDATA[${sign(over.token ?? wecom().token, '9', 'n', Encrypt)}]]></MsgSignature><TimeStamp>9</TimeStamp><Nonce><![CDATA[n]]></Nonce></xml>` };
};
const TEXT = '<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[收到 <1>]]></Content>';

describe('callbacks of the application', () => {
  it('text: encrypted XML with userid, MsgId and AgentID, signed over the ciphertext', async () => {
    await act('say', { text: '您好 & <b>' });
    const [one] = merchant.arrived;
    expect(Object.keys(one?.query ?? {}).sort()).toEqual(['msg_signature', 'nonce', 'timestamp']);
    expect(one?.query['msg_signature']).toBe(sign(wecom().token, one?.query['timestamp'] ?? '', one?.query['nonce'] ?? '', encryptIn(one?.body ?? '')));
    expect(one?.body).toContain(`<AgentID><![CDATA[${wecom().agentId}]]></AgentID>`);
    expect(heard(one)).toMatch(new RegExp(`^<xml><ToUserName><!\\[CDATA\\[${wecom().corpId}\\]\\]></ToUserName><FromUserName><!\\[CDATA\\[li\\]\\]></FromUserName><CreateTime>\\d+</CreateTime><MsgType><!\\[CDATA\\[text\\]\\]></MsgType><Content><!\\[CDATA\\[您好 & <b>\\]\\]></Content><MsgId>\\d+</MsgId><AgentID>${wecom().agentId}</AgentID></xml>$`));
  });

  it('image, enter_agent and menu click', async () => {
    const token = await sandbox.wecomToken();
    await sandbox.post(`/cgi-bin/menu/create?access_token=${token}&agentid=${wecom().agentId}`, { button: [{ type: 'click', name: '上线', key: 'on' }] });
    await act('image');
    await act('open');
    await act('menu', { key: 'on' });
    expect(await act('menu', { key: 'off' })).toMatchObject({ status: 409 });
    const [image, enter, click] = merchant.arrived.map(heard);
    expect(image).toMatch(/<PicUrl>.*<MediaId>.*<MsgId>/);
    expect(enter).toMatch(/<Event><!\[CDATA\[enter_agent\]\]><\/Event><EventKey><!\[CDATA\[\]\]><\/EventKey>/);
    expect(click).toMatch(/<Event><!\[CDATA\[click\]\]><\/Event><EventKey><!\[CDATA\[on\]\]><\/EventKey>/);
    expect(enter).not.toContain('MsgId');
  });

  it('three tries in total; 200 is delivered', async () => {
    merchant.told.answer = () => ({ status: 500 });
    expect(await act('say', { text: 'a' })).toMatchObject({ state: 'failed' });
    expect(merchant.arrived).toHaveLength(3);
    merchant.told.answer = (_one, index) => (index === 3 ? { cut: true } : { body: 'success' });
    expect(await act('say', { text: 'b' })).toMatchObject({ state: 'acknowledged' });
    expect(merchant.arrived).toHaveLength(5);
  });
});

describe('spoilt callbacks', () => {
  const fault = (body: Json) => sandbox.post('/control/push-faults', { platform: 'wecom', ...body });
  const signedWell = (one: Arrived | undefined) => one?.query['msg_signature'] === sign(wecom().token, one?.query['timestamp'] ?? '', one?.query['nonce'] ?? '', encryptIn(one?.body ?? ''));

  it('wrong signature, another receiveid, chosen padding, copies', async () => {
    await fault({ kind: 'wrong-signature', attempts: 1 });
    merchant.told.answer = (one) => (signedWell(one) ? {} : { status: 401 });
    expect(await act('say', { text: 'a' })).toMatchObject({ state: 'acknowledged' });
    expect(merchant.arrived.map(signedWell)).toEqual([false, true]);
    await fault({ kind: 'wrong-appid' });
    await act('say', { text: 'b' });
    expect([signedWell(merchant.arrived[2]), heard(merchant.arrived[2])]).toEqual([true, '']);
    await fault({ kind: 'pad', bytes: 32 });
    await act('say', { text: 'c' });
    expect(padBytes(Buffer.byteLength(heard(merchant.arrived[3])), wecom().corpId)).toBe(32);
    await fault({ kind: 'duplicate' });
    await act('say', { text: 'd' });
    expect(merchant.arrived).toHaveLength(6);
    expect(merchant.arrived[4]?.body).toBe(merchant.arrived[5]?.body);
  });

  it('a repeated callback shows its passive answer once', async () => {
    await fault({ kind: 'duplicate', copies: 2 });
    merchant.told.answer = () => reply(TEXT);
    await act('say', { text: 'a' });
    expect(merchant.arrived).toHaveLength(3);
    expect(await received()).toHaveLength(1);
  });
});

describe('passive replies', () => {
  it('an encrypted text shows on the member\'s phone', async () => {
    merchant.told.answer = () => reply(TEXT);
    await act('say', { text: 'a' });
    expect(await received()).toMatchObject([{ kind: 'text', content: '收到 <1>' }]);
    expect(at(await sandbox.ledger('platform=wecom'), 'entries.0')).toMatchObject({ state: 'acknowledged', reply: 'text' });
  });

  it.each<[string, () => { body: string }]>([
    ['a wrong signature', () => reply(TEXT, { token: 'x' })],
    ['another receiveid', () => reply(TEXT, { id: 'wwother' })],
    ['another receiver', () => reply(TEXT, { to: 'wang' })],
    ['plain XML', () => ({ body: `<xml>${TEXT}</xml>` })],
    ['any other words', () => ({ body: 'ok' })],
    ['text over 2048 bytes', () => reply(TEXT.replace('收到', 'x'.repeat(2048)))],
  ])('%s shows nothing, and the ledger says unreadable', async (_what, answer) => {
    merchant.told.answer = answer;
    expect(await act('say', { text: 'a' })).toMatchObject({ state: 'acknowledged' });
    expect(await received()).toHaveLength(0);
    expect(at(await sandbox.ledger(), 'entries.0.reply')).toMatch(/^unreadable/);
  });
});

describe('address check', () => {
  it('sends an encrypted echo and wants its plain bytes back', async () => {
    const echo = ({ query }: Arrived) => {
      const opened = decrypt(wecom().aesKey, query['echostr'] ?? '');
      const good = query['msg_signature'] === sign(wecom().token, query['timestamp'] ?? '', query['nonce'] ?? '', query['echostr'] ?? '');
      return opened.ok && good ? opened.message : 'no';
    };
    merchant.told.answer = (one) => ({ body: echo(one) });
    expect(await sandbox.post('/control/wecom/check-url')).toMatchObject({ passed: true });
    merchant.told.answer = (one) => ({ body: `${echo(one)}\n` });
    expect(await sandbox.post('/control/wecom/check-url')).toMatchObject({ passed: false });
    merchant.told.answer = () => ({ silent: true });
    await sandbox.patch('/control/settings', { wecom: { urlCheckWithinMs: 30 } });
    expect(await sandbox.post('/control/wecom/check-url')).toMatchObject({ passed: false, error: 'no answer within 30 ms' });
  });
});

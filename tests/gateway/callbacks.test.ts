import { decrypt, sign } from '../../sandbox/crypto';
import { agent, entry, toAgent } from '../desk/floor';
import { enterXml, openHouse, textXml, WECHAT, WECOM, type House } from './house';

let house: House;
const seconds = (): number => Math.floor(house.floor.clock.now / 1000);

beforeEach(async () => {
  house = await openHouse(
    { agents: [agent('li')], entries: [entry('vip', [toAgent('li')])] },
    { readAgent: (raw) => [{ kind: 'menu', key: `k:${raw.length}`, address: 'w-li', at: house.floor.clock.now, item: 'online' }] },
  );
});
afterEach(() => house.close());

const messagesOf = async (openid: string): Promise<string[]> => {
  const visitor = await house.floor.records.people.visitor({ provider: 'wechat', account: 'wx0000000000000001', subject: openid }, 'f'.repeat(32), 0);
  const conversations = await house.floor.records.conversations.list({ visitor: visitor.id, limit: 10 });
  const messages = await Promise.all(conversations.map((one) => house.floor.records.conversations.since(one.id, 0, 100)));
  return messages.flat().flatMap(({ from, body }) => (from === 'visitor' && body.kind === 'text' ? [body.text] : []));
};

test('the address check answers the echo for a right signature and 401 for a wrong one', async () => {
  const timestamp = String(seconds());
  const good = await house.http.inject(`/callbacks/wechat?timestamp=${timestamp}&nonce=n&echostr=4711&signature=${sign(WECHAT.token, timestamp, 'n')}`);
  expect([good.statusCode, good.body, good.headers['content-type']]).toEqual([200, '4711', 'text/plain; charset=utf-8']);
  const bad = await house.http.inject(`/callbacks/wechat?timestamp=${timestamp}&nonce=n&echostr=4711&signature=${sign('other', timestamp, 'n')}`);
  expect([bad.statusCode, bad.json().code]).toEqual([401, 'bad-signature']);
});

test('a push is answered with success only when it is stored, and reaches the agent', async () => {
  await house.floor.online('li');
  const answer = await house.http.inject(house.wechatPush(textXml('o1', '你好 0012', '24000000000000001', seconds())));
  expect([answer.statusCode, answer.body]).toEqual([200, 'success']);
  expect(await messagesOf('o1')).toEqual(['你好 0012']);
  await house.floor.settle();
  expect(house.floor.wecom.map((one) => one.address)).toContain('w-li');
});

test.each(['text/xml', 'text/xml; charset=utf-8', 'application/json', 'application/x-www-form-urlencoded', undefined])('a push that claims to be %s is read all the same', async (type) => {
  const push = house.wechatPush(textXml('o1', 'any type', '24000000000000009', seconds()));
  const answer = await house.http.inject({ ...push, headers: type === undefined ? {} : { 'content-type': type } });
  expect([answer.statusCode, answer.body]).toEqual([200, 'success']);
  expect(await messagesOf('o1')).toEqual(['any type']);
});

test('G1 the same push twice, also at the same time, makes one message and is always answered success', async () => {
  const push = house.wechatPush(textXml('o1', 'once', '24000000000000002', seconds()));
  const answers = await Promise.all([1, 2, 3, 4].map(() => house.http.inject(push)));
  expect(answers.map((one) => one.body)).toEqual(['success', 'success', 'success', 'success']);
  expect((await house.http.inject(push)).body).toBe('success');
  expect(await messagesOf('o1')).toEqual(['once']);
});

test('entering by a button opens its conversation', async () => {
  await house.http.inject(house.wechatPush(enterXml('o2', 'vip', seconds())));
  await house.floor.settle();
  const [waiting] = await house.floor.records.conversations.waiting({ now: house.floor.clock.now, limit: 5 });
  expect(waiting?.entry).toBe('vip');
});

test('forged, stale, plain and repeated are refused with 4xx and store nothing', async () => {
  const push = house.wechatPush(textXml('o3', 'forged', '24000000000000003', seconds()));
  const forged = await house.http.inject({ ...push, url: push.url.replace(/msg_signature=[0-9a-f]{4}/, 'msg_signature=0000') });
  expect([forged.statusCode, forged.json().code]).toEqual([401, 'bad-signature']);
  const unsigned = await house.http.inject({ ...push, url: '/callbacks/wechat' });
  expect(unsigned.statusCode).toBe(401);
  const repeated = await house.http.inject({ ...push, url: `${push.url}&nonce=nonce-1` });
  expect(repeated.statusCode).toBe(401);
  const plain = await house.http.inject({ ...push, payload: textXml('o3', 'plain', '24000000000000004', seconds()) });
  expect(plain.statusCode).toBe(401);
  house.floor.clock.pass(3_600_000);
  expect((await house.http.inject(push)).statusCode).toBe(401);
  expect(await messagesOf('o3')).toEqual([]);
});

test('whatever a stranger sends is answered with 4xx', async () => {
  const bodies = ['', 'null', '[]', '{}', '<xml>', '<xml><Encrypt></Encrypt></xml>', '<xml><Encrypt>%%%</Encrypt></xml>', '[['.repeat(5000), '<a>'.repeat(5000), '\u0000\uFFFD'];
  const types = ['text/xml', 'application/json', 'application/x-www-form-urlencoded', 'garbage', 'multipart/form-data; boundary=x', ''];
  for (const path of ['/callbacks/wechat', '/callbacks/wecom', '/callbacks/wecom?timestamp[]=1&nonce=%00&msg_signature=__proto__']) {
    for (const payload of bodies) {
      for (const type of types) {
        const answer = await house.http.inject({ method: 'POST', url: path, payload, headers: type === '' ? {} : { 'content-type': type } });
        expect([path, payload.slice(0, 10), type, answer.statusCode >= 400 && answer.statusCode < 500]).toEqual([path, payload.slice(0, 10), type, true]);
      }
    }
  }
});

test('a body over one megabyte is 413', async () => {
  const push = house.wechatPush('x');
  const answer = await house.http.inject({ ...push, payload: 'x'.repeat(1_048_577) });
  expect([answer.statusCode, answer.json().code]).toEqual([413, 'too-large']);
});

test('when storing fails the platform is told 503, so that it sends again', async () => {
  const { conversations } = house.floor.desk.ctx.records;
  const receive = conversations.receive.bind(conversations);
  conversations.receive = () => Promise.reject(new Error('the disk is full'));
  const push = house.wechatPush(textXml('o4', 'again', '24000000000000005', seconds()));
  const failed = await house.http.inject(push);
  expect([failed.statusCode, failed.json().code]).toEqual([503, 'unavailable']);
  conversations.receive = receive;
  expect((await house.http.inject(push)).body).toBe('success');
  expect(await messagesOf('o4')).toEqual(['again']);
});

test('what the desk says to an agent goes back encrypted in the answer', async () => {
  const answer = await house.http.inject(house.wecomPush('<xml><MsgType>event</MsgType></xml>'));
  expect(answer.statusCode).toBe(200);
  const encrypted = /<Encrypt><!\[CDATA\[(.*?)\]\]><\/Encrypt>/.exec(answer.body)?.[1] ?? '';
  const opened = decrypt(WECOM.aesKey, encrypted);
  expect(opened.ok && opened.message).toContain('您已上线');
  expect(opened.ok && opened.message).toContain('<ToUserName><![CDATA[w-li]]></ToUserName>');
  expect((await house.floor.records.agents.states(['li']))[0]?.status).toBe('online');
});

test('another method is 405 with Allow', async () => {
  const answer = await house.http.inject({ method: 'PUT', url: '/callbacks/wechat' });
  expect([answer.statusCode, answer.json().code, answer.headers.allow]).toEqual([405, 'method-not-allowed', 'GET, HEAD, POST']);
});

import { fieldsOf, textOf } from './api';
import { openHostileHouse, SECRETS, type HostileHouse } from './house';
import { form } from '../gateway/files/samples';
import { jsonOf } from './judge';
import { invitePeople, type People } from './people';
import { seal, xmlOf } from './pushes';

/** Each of them is said by somebody on the way, and must be in no line. */
const WORDS = ['悄悄话一号', '悄悄话二号', '悄悄话三号', '悄悄话四号', '悄悄话五号', '13800138000', 'wrong-password-said', 'login-code-said', '会员小张', 'ORDER-7788', 'member-said-4711', '悄悄文件名', '悄悄文件里'] as const;
const [ASKED, ANSWERED, NOTED, LEFT, AGENT_SAID, PHONE, WRONG, CODE, NAME, ORDER, MEMBER, FILE, INSIDE] = WORDS;

let house: HostileHouse;
let people: People;
const tokens: string[] = [];
let messages = 0;

beforeAll(async () => {
  house = await openHostileHouse();
  people = await invitePeople(house);
  await people.refresh();
}, 60_000);
afterAll(() => house.close());

const control = (path: string, payload: object = {}) => house.sandbox.inject({ method: 'POST', url: `/control${path}`, payload });
const fault = (path: string, kind: string, more: object = {}) => control('/faults', { path, kind, ...more });
const api = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, headers: Record<string, string>, payload?: object) =>
  house.http.inject({ method, url, headers, ...(payload && { payload }) });

/** What a platform pushes, with its own keys. */
async function push(platform: 0 | 1, fields: Record<string, string>): Promise<number> {
  const keys = house.keys[platform];
  if (!keys) throw new Error('no such platform');
  const seconds = Math.floor(house.clock.now / 1000);
  const text = xmlOf({ ToUserName: 'gh_1', CreateTime: String(seconds), MsgId: String(24_000_000_000_900_000 + (messages += 1)), ...fields }, 'xml', true);
  const { url, payload } = seal(keys, text, seconds, 'n');
  return (await house.http.inject({ method: 'POST', url, headers: { 'content-type': 'text/xml' }, payload })).statusCode;
}

test('from login to failure, no line of the log holds a secret, a token, an openid or what was said', async () => {
  const openid = people.openids[0] ?? '';
  const admin = people.headers('admin');
  const agent = people.headers('agent');

  // Signing in, rightly and wrongly.
  const code = textOf(fieldsOf((await control(`/visitors/${openid}/login`)).json()).code);
  const phone = fieldsOf(jsonOf((await api('POST', '/api/visitor/login', {}, { code })).body));
  tokens.push(code, textOf(phone.token));
  const visitor = { authorization: `Bearer ${textOf(phone.token)}` };
  await fault('/sns/jscode2session', 'http', { status: 500, count: 2 });
  expect((await api('POST', '/api/visitor/login', {}, { code: CODE })).statusCode).toBeGreaterThanOrEqual(400);
  expect((await api('POST', '/api/visitor/login', {}, { code: CODE })).statusCode).toBeGreaterThanOrEqual(400);
  expect((await api('POST', '/api/auth/login', {}, { login: 'the-admin', password: WRONG })).statusCode).toBe(401);

  // On a web page: as whom the shop signed, from where it may and where not, and with more about him later.
  const device = 'quiet-device'.padEnd(43, '-');
  const identity = people.signs({ subject: MEMBER, facts: { orderNo: ORDER } });
  const web = fieldsOf(jsonOf((await api('POST', '/api/visitor/web-login', { origin: 'https://shop.invalid' }, { site: 'page', device, identity })).body));
  expect(web.identified).toBe(true);
  tokens.push(device, identity.payload, identity.signature, textOf(web.token));
  expect((await api('POST', '/api/visitor/web-login', { origin: 'https://evil.invalid' }, { site: 'page', device, identity })).statusCode).toBe(403);
  expect((await api('POST', '/api/visitor/facts', { authorization: `Bearer ${textOf(web.token)}` }, identity)).json()).toEqual({ believed: true });

  // A tap and words, by the platform's own pushes; one of them forged.
  const entries = (await api('GET', '/api/visitor/entries', visitor)).body;
  const ticket = /"sessionFrom":"([^"]+)"/.exec(entries)?.[1] ?? '';
  expect(ticket).not.toBe('');
  tokens.push(ticket);
  expect(await push(0, { FromUserName: openid, MsgType: 'event', Event: 'user_enter_tempsession', SessionFrom: ticket })).toBe(200);
  expect(await push(0, { FromUserName: openid, MsgType: 'text', Content: ASKED })).toBe(200);
  expect((await house.http.inject({ method: 'POST', url: '/callbacks/wechat?timestamp=1&nonce=n&msg_signature=x', payload: `<xml><Encrypt>${ASKED}</Encrypt></xml>` })).statusCode).toBe(401);
  await house.work();

  // Answers by both roads, while the platforms fail in every way they have.
  const own = fieldsOf(jsonOf((await api('GET', '/api/visitor/conversations', visitor)).body)).conversations;
  const conversation = textOf(fieldsOf(Array.isArray(own) ? own[0] : undefined).id);
  const at = `/api/agent/conversations/${conversation}`;
  await api('POST', `${at}/take`, agent);
  const failures: [string, object][] = [
    ['errcode', { errcode: 40001 }], ['errcode', { errcode: 45047 }], ['errcode', { errcode: 40003, errmsg: `invalid openid ${openid} ${ANSWERED}` }], ['errcode', { errcode: 45015 }], ['errcode', { errcode: 48002 }],
    ['http', { status: 502 }], ['cut-before', {}], ['cut-after-accept', {}],
  ];
  for (const [index, [kind, more]] of failures.entries()) {
    await fault('/cgi-bin/message/custom/send', kind, more);
    await fault('/cgi-bin/message/send', kind, more);
    await push(0, { FromUserName: openid, MsgType: 'text', Content: `${ASKED} ${index}` });
    await api('POST', `${at}/messages`, agent, { body: { kind: 'text', text: `${ANSWERED} ${index}` }, clientId: `client-${index}-00` });
    await push(1, { FromUserName: 'chen', MsgType: 'text', Content: `${AGENT_SAID} ${index}` });
    await house.work();
    house.clock.now += 61_000;
  }
  expect((await api('POST', `${at}/notes`, agent, { text: NOTED, clientId: 'client-note-1' })).statusCode).toBeLessThan(500);

  // Words left, what the merchant knows, and their end.
  expect((await api('POST', '/api/visitor/left-messages', visitor, { entry: 'leave', text: LEFT, contact: PHONE, clientId: 'client-left-1' })).statusCode).toBe(200);
  expect((await api('PUT', '/api/merchant/visitor-facts', people.headers('merchant'), { subject: openid, facts: { name: NAME, orderNo: ORDER } })).statusCode).toBe(200);
  await house.work();

  // Files, taken and refused, the disk being full for one of them.
  const sendUp = async (content: string): Promise<number> => {
    const { headers, payload } = form(content, { fileName: `${FILE}.txt` });
    return (await house.http.inject({ method: 'POST', url: '/api/visitor/files', headers: { ...headers, ...visitor }, payload })).statusCode;
  };
  expect([await sendUp(INSIDE), await sendUp(`<html>${INSIDE}`)]).toEqual([200, 415]);
  const { put } = house.files;
  house.files.put = () => Promise.reject(Object.assign(new Error('no room for it'), { path: `/tmp/${FILE}`, content: INSIDE }));
  expect(await sendUp(INSIDE)).toBe(500);
  house.files.put = put;

  // Our own faults, whose errors hold what they were given.
  const { conversations, visits } = house.records;
  const { receive } = conversations;
  const { own: ownConversations } = visits;
  const broken = (): Error => Object.assign(new Error('the disk is full'), { code: 'SQLITE_FULL', detail: `Key (subject)=(${openid})`, parameters: [ASKED, ticket] });
  conversations.receive = () => Promise.reject(broken());
  visits.own = () => Promise.reject(broken());
  expect(await push(0, { FromUserName: openid, MsgType: 'text', Content: ASKED })).toBe(503);
  expect((await api('GET', '/api/visitor/conversations', visitor)).statusCode).toBe(500);
  Object.assign(conversations, { receive });
  Object.assign(visits, { own: ownConversations });
  const id = await house.records.people.visitorKnownAs({ provider: 'wechat', account: 'wx0000000000000001', subject: openid });
  expect((await api('DELETE', `/api/ops/visitors/${id ?? ''}`, admin)).statusCode).toBe(200);
  await house.work();

  const levels = new Set(house.lines.map((line) => fieldsOf(jsonOf(line)).level));
  expect(house.lines.filter((line) => line.includes('the disk is full'))).toHaveLength(2);
  expect(levels.size).toBeGreaterThan(1);
  const never = [...WORDS, ...tokens, ...people.openids, ...people.secrets, ...Object.values(SECRETS)];
  expect(house.lines.flatMap((line) => never.filter((word) => line.includes(word)).map((word) => `${word} in ${line}`))).toEqual([]);
}, 60_000);

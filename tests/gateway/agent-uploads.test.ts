import { agentFilePath } from '../../shared/agent-files';
import { chatFilePath } from '../../shared/chat-files';
import { ReplyAnswer } from '../../shared/http/agent';
import { UploadAnswer } from '../../shared/http/chat';
import { agent, entry, toAgent } from '../desk/floor';
import { until } from '../journeys/until';
import { chatPage, enter } from './chat-page';
import { form, PDF, PNG } from './files/samples';
import { bearer, openHouse, read, type House } from './house';
import { refusal, staffOf, type Caller } from './staff-of';

const MEGABYTE = 1_048_576;

let house: House;
let li: Caller;
let other: Caller;
let acts = 0;

beforeEach(async () => {
  house = await openHouse({ agents: [agent('li'), agent('wang')], entries: [entry('vip', [toAgent('li')], { channel: 'chat' }), entry('pre', [toAgent('li')])] });
  await house.floor.online('li');
  li = await staffOf(house, 'agent', 'li');
  other = await staffOf(house, 'supervisor', 'wang');
});
afterEach(() => house.close());

async function sendUp(caller: Caller, content: Buffer | string, fileName = 'a.png') {
  const { headers, payload } = form(content, { fileName });
  return caller.form('/api/agent/files', headers, payload);
}
const named = async (caller: Caller, content: Buffer, fileName?: string): Promise<string> => read(UploadAnswer, await sendUp(caller, content, fileName)).file;
const reply = (caller: Caller, conversation: string, body: object, clientId = `client-${(acts += 1)}-reply`) =>
  caller.send('POST', `/api/agent/conversations/${conversation}/messages`, { body, clientId });

test('a picture sent up goes out once, to our own page and to WeChat, and both sides read it', async () => {
  const page = await chatPage(house, await house.side.listen(), 'o1');
  const { conversation } = await enter(page, 'vip');
  await house.floor.settle();
  const picture = await sendUp(li, PNG, '../截图.png');
  const { file, ...rest } = read(UploadAnswer, picture);
  expect([rest, /^[0-9a-f]{32}$/.test(file)]).toEqual([{ kind: 'image', name: '截图.png', bytes: PNG.length, contentType: 'image/png' }, true]);
  const { message } = read(ReplyAnswer, await reply(li, conversation, { kind: 'image', file }, 'client-of-the-picture'));
  expect(read(ReplyAnswer, await reply(li, conversation, { kind: 'image', file }, 'client-of-the-picture')).message.seq).toBe(message.seq);
  await until('the visitor to see it', () => page.frames.some((frame) => frame.type === 'messages' && frame.messages.some(({ from, body }) => from === 'agent' && body.kind === 'image')));
  const token = await house.token('o1');
  const [his, hers] = [await li.get(agentFilePath(conversation, message.seq)), await house.http.inject({ url: chatFilePath(conversation, message.seq), headers: bearer(token) })];
  expect([his.rawPayload.equals(PNG), hers.rawPayload.equals(PNG)]).toEqual([true, true]);

  const { id } = await house.floor.say('o2', 'hello');
  await house.floor.settle();
  expect((await reply(li, id, { kind: 'image', file: await named(li, PNG) })).statusCode).toBe(200);
  await house.floor.settle();
  expect(house.floor.phone.at(-1)).toMatchObject({ openid: 'o2', body: { kind: 'image', file: house.floor.desk.ctx.files.hashOf(PNG) } });
});

test('only a fresh upload of his own is said, as what it is', async () => {
  const { id } = await house.floor.say('o1', 'hello');
  await house.floor.settle();
  const [picture, wangs] = [await named(li, PNG), await named(other, PNG)];
  const hash = house.floor.desk.ctx.files.hashOf(PNG);
  expect(refusal(await reply(li, id, { kind: 'image', file: hash }))).toEqual([400, 'bad-request']);
  expect(refusal(await reply(li, id, { kind: 'image', file: wangs }))).toEqual([404, 'upload-unknown']);
  expect(refusal(await reply(li, id, { kind: 'file', file: picture }))).toEqual([404, 'upload-unknown']);
  expect(read(ReplyAnswer, await reply(li, id, { kind: 'image', file: picture })).message.body).toEqual({ kind: 'image', file: hash });
  expect(refusal(await reply(li, id, { kind: 'image', file: picture }))).toEqual([404, 'upload-unknown']);
});

test('what is no picture or harmless file, no form or nobody’s is refused in words', async () => {
  expect(refusal(await sendUp(li, '<html><script>alert(1)</script>'))).toEqual([415, 'file-kind-refused']);
  expect(refusal(await li.send('POST', '/api/agent/files', { file: 'x' }))).toEqual([415, 'unsupported-type']);
  const { headers, payload } = form(PDF);
  expect((await house.http.inject({ method: 'POST', url: '/api/agent/files', headers, payload })).json()).toMatchObject({ code: 'login-needed' });
  const admin = await staffOf(house, 'admin');
  expect(refusal(await sendUp(admin, PDF))).toEqual([403, 'not-allowed']);
});

test('a visitor, and a network, may send up so much a day, as ops set it', async () => {
  await house.floor.publish((config) => { config.settings.uploadMegabytesPerVisitor = 2; config.settings.uploadMegabytesPerNetwork = 3; });
  const big = Buffer.concat([PNG, Buffer.alloc(1.4 * MEGABYTE)]);
  const sent = async (openid: string) => {
    const { headers, payload } = form(big);
    return house.http.inject({ method: 'POST', url: '/api/visitor/files', headers: { ...headers, ...bearer(await house.token(openid)) }, payload });
  };
  expect((await sent('o1')).statusCode).toBe(200);
  const spent = await sent('o1');
  expect([refusal(spent), Number(spent.headers['retry-after'])]).toEqual([[429, 'upload-budget-spent'], 20 * 3600]);
  expect((await sent('o2')).statusCode).toBe(200);
  expect(refusal(await sent('o3'))).toEqual([429, 'upload-budget-spent']);
  // An agent is no stranger.
  expect((await sendUp(li, big)).statusCode).toBe(200);
  house.floor.clock.pass(20 * 3600 * 1000);
  expect((await sent('o1')).statusCode).toBe(200);
});

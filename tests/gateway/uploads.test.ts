import { uploadLimits, chatFilePath } from '../../shared/chat-files';
import type { SaidBody } from '../../shared/http/chat';
import { UploadAnswer } from '../../shared/http/chat';
import { agent, entry, toAgent } from '../desk/floor';
import { until } from '../journeys/until';
import { chatPage, enter, newClientId, type ChatPage } from './chat-page';
import { form, GIF, PDF, PNG } from './files/samples';
import { bearer, openHouse, read, type House } from './house';

let house: House;
let address: string;
let page: ChatPage;
let token: string;
let conversation: string;

beforeEach(async () => {
  house = await openHouse({ agents: [agent('li')], entries: [entry('vip', [toAgent('li')], { channel: 'chat' })] });
  await house.floor.online('li');
  address = await house.side.listen();
  page = await chatPage(house, address, 'o1');
  token = await house.token('o1');
  ({ conversation } = await enter(page, 'vip'));
});
afterEach(() => house.close());

async function sendUp(content: Buffer | string, more: Parameters<typeof form>[1] = {}, whose = token) {
  const { headers, payload } = form(content, more);
  return house.http.inject({ method: 'POST', url: '/api/visitor/files', headers: { ...headers, ...bearer(whose) }, payload });
}
const taken = async (...args: Parameters<typeof sendUp>): Promise<UploadAnswer> => read(UploadAnswer, await sendUp(...args));
const get = (seq: number, whose: string | undefined = token, of = conversation, more = {}) =>
  house.http.inject({ url: chatFilePath(of, seq), headers: { ...(whose !== undefined && bearer(whose)), ...more } });

async function say(body: SaidBody, clientId = newClientId(), on = page) {
  on.say({ type: 'say', entry: 'vip', clientId, body });
  return on.next('ack', (frame) => frame.clientId === clientId);
}
const refusal = async (body: SaidBody): Promise<string> => {
  const clientId = newClientId();
  page.say({ type: 'say', entry: 'vip', clientId, body });
  return (await page.next('refused', (frame) => frame.clientId === clientId)).code;
};
/** The agent sends a picture that WeCom has; answers its number. */
async function reply(key: string): Promise<number> {
  await house.floor.settle();
  const replied = await house.floor.desk.agent.reply({ agent: 'li', conversation, key, body: { kind: 'image', mediaId: key } });
  await house.floor.settle();
  if (replied.kind !== 'stored') throw new Error(`not stored: ${replied.kind}`);
  return replied.message.seq;
}
const bodies = (): unknown[] => page.frames.flatMap((frame) => (frame.type === 'messages' ? frame.messages : [])).filter(({ from }) => from !== 'system').map(({ body }) => body);

test('a picture is sent up, said, shown by its number and read by its owner', async () => {
  const upload = await taken(PNG, { fileName: '我的 截图.png', type: 'text/html' });
  expect(upload).toEqual({ file: expect.stringMatching(/^[0-9a-f]{32}$/) as string, kind: 'image', name: '我的 截图.png', bytes: PNG.length, contentType: 'image/png' });
  const { seq } = await say({ kind: 'image', file: upload.file });
  await until('it to be shown', () => bodies().length === 1);
  // Neither the hash nor the name of the upload.
  expect(bodies()).toEqual([{ kind: 'image' }]);
  const shown = await get(seq);
  expect([shown.statusCode, shown.rawPayload.equals(PNG)]).toEqual([200, true]);
  expect(shown.headers).toMatchObject({
    'content-type': 'image/png', 'content-disposition': 'inline', 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, max-age=86400, immutable', vary: 'authorization, origin',
  });
});

test('a file is offered to be kept, never shown, whatever it is called', async () => {
  const text = 'not a page: just words';
  const upload = await taken(text, { fileName: 'page.html', type: 'text/html' });
  expect(upload).toMatchObject({ kind: 'file', name: 'page.html.txt', contentType: 'text/plain; charset=utf-8' });
  const { seq } = await say({ kind: 'file', file: upload.file });
  await until('it to be shown', () => bodies().length === 1);
  expect(bodies()).toEqual([{ kind: 'file', name: 'page.html.txt' }]);
  const kept = await get(seq);
  expect(kept.body).toBe(text);
  expect(kept.headers).toMatchObject({ 'content-type': 'text/plain; charset=utf-8', 'content-disposition': "attachment; filename=\"page.html.txt\"; filename*=UTF-8''page.html.txt", 'x-content-type-options': 'nosniff' });
});

test('the same words in history, by HTTP and in an export of ours hold no hash', async () => {
  const upload = await taken(PDF, { fileName: 'a.pdf' });
  const { seq } = await say({ kind: 'file', file: upload.file });
  page.say({ type: 'history', conversation, before: seq + 1, limit: 1 });
  expect((await page.next('history')).messages.map(({ body }) => body)).toEqual([{ kind: 'file', name: 'a.pdf' }]);
  const all = await house.http.inject({ url: `/api/visitor/conversations/${conversation}/messages`, headers: bearer(token) });
  expect(all.body).toContain('a.pdf');
  expect(all.body).not.toMatch(/[0-9a-f]{64}/);
});

test('the same upload with the same client id is one message, with another it is used up', async () => {
  const { file } = await taken(PNG);
  const first = await say({ kind: 'image', file }, 'the-same-one');
  const second = await chatPage(house, address, 'o1', [{ conversation, seq: first.seq }]);
  expect(await say({ kind: 'image', file }, 'the-same-one', second)).toEqual(first);
  expect(await refusal({ kind: 'image', file })).toBe('upload-unknown');
  await house.floor.settle();
  const stored = await house.floor.records.conversations.since(conversation, 0, 50);
  expect(stored.filter(({ body }) => body.kind === 'image')).toHaveLength(1);
});

test('two at once of one content are two messages with the same bytes, and two pages saying one are one message', async () => {
  const [one, two] = await Promise.all([taken(PNG), taken(PNG)]);
  expect(one.file).not.toBe(two.file);
  const seqs = await Promise.all([say({ kind: 'image', file: one.file }), say({ kind: 'image', file: two.file })]);
  for (const { seq } of seqs) expect((await get(seq)).rawPayload.equals(PNG)).toBe(true);
  const { file } = await taken(GIF);
  const other = await chatPage(house, address, 'o1');
  const acks = await Promise.all([page, other].map((on) => say({ kind: 'image', file }, 'said-by-both', on)));
  expect(acks[0]?.seq).toBe(acks[1]?.seq);
});

test('G10 nobody else reads it, says it or learns that it is there', async () => {
  const { file } = await taken(PNG);
  const { seq } = await say({ kind: 'image', file });
  const unsaid = await taken(PNG);
  const stranger = await house.token('o2');
  for (const [whose, id, code] of [[stranger, conversation, 'conversation-unknown'], [token, '0'.repeat(32), 'conversation-unknown'], ['A'.repeat(43), conversation, 'login-needed']] as const) {
    const answer = await get(seq, whose, id);
    expect([answer.statusCode < 500 && answer.statusCode >= 400, answer.json().code]).toEqual([true, code]);
  }
  expect((await house.http.inject(chatFilePath(conversation, seq))).json().code).toBe('login-needed');
  const his = await chatPage(house, address, 'o2');
  await enter(his, 'vip');
  his.say({ type: 'say', entry: 'vip', clientId: 'stolen-file', body: { kind: 'image', file: unsaid.file } });
  expect((await his.next('refused')).code).toBe('upload-unknown');
  await say({ kind: 'image', file: unsaid.file });
});

test('a picture is not said as a file, nor a file as a picture', async () => {
  const [picture, document] = [await taken(PNG), await taken(PDF)];
  expect(await refusal({ kind: 'file', file: picture.file })).toBe('upload-unknown');
  expect(await refusal({ kind: 'image', file: document.file })).toBe('upload-unknown');
  expect(await refusal({ kind: 'image', file: 'f'.repeat(32) })).toBe('upload-unknown');
});

test('what is no picture or file of a message is not found, and what is not here yet says so', async () => {
  page.say({ type: 'say', entry: 'vip', clientId: 'client-words', body: { kind: 'text', text: 'x' } });
  const { seq } = await page.next('ack');
  expect((await get(seq)).json().code).toBe('not-found');
  expect((await get(999)).json().code).toBe('not-found');
  for (const path of ['0x1', '-1', '1e3', '1%00', '..%2f1', '9'.repeat(16)]) {
    const answer = await house.http.inject({ url: `/api/visitor/conversations/${conversation}/files/${path}`, headers: bearer(token) });
    expect([path, answer.statusCode]).toEqual([path, 400]);
  }
  const away = await get(await reply('away-media'));
  expect([away.statusCode, away.json().code, Number(away.headers['retry-after']) > 0]).toEqual([404, 'file-away', true]);
});

test('a picture an agent sends from WeCom is shown and can be read', async () => {
  await say({ kind: 'image', file: (await taken(GIF)).file });
  await house.floor.settle();
  const channel = house.floor.desk.ctx.agentChannel;
  if (!channel) throw new Error('no agent channel');
  channel.fetchMedia = async (mediaId) => (mediaId === 'agents-own' ? { bytes: PNG, contentType: 'text/html' } : undefined);
  await house.floor.desk.agent.acted({ kind: 'said', key: 'm:1', address: 'w-li', at: house.floor.clock.now, body: { kind: 'image', mediaId: 'agents-own', url: 'http://inside.invalid/x' } });
  await house.floor.settle();
  await until('the picture', () => bodies().length === 2);
  expect(bodies()).toEqual([{ kind: 'image' }, { kind: 'image' }]);
  const [picture] = page.frames.flatMap((frame) => (frame.type === 'messages' ? frame.messages : [])).filter(({ from }) => from === 'agent');
  const shown = await get(picture?.seq ?? 0);
  expect([shown.statusCode, shown.headers['content-type'], shown.rawPayload.equals(PNG)]).toEqual([200, 'image/png', true]);
});

test('what only looks like a picture to WeCom is never shown as a page', async () => {
  const channel = house.floor.desk.ctx.agentChannel;
  if (!channel) throw new Error('no agent channel');
  channel.fetchMedia = async () => ({ bytes: Buffer.from('<html><script>alert(1)</script></html>'), contentType: 'text/html' });
  const seq = await reply('evil-media');
  const kept = await get(seq);
  expect(kept.headers).toMatchObject({ 'content-type': 'application/octet-stream', 'content-disposition': expect.stringMatching(/^attachment/) as string, 'x-content-type-options': 'nosniff' });
});

test('an agent in WeCom gets the picture and the file, with who sent them', async () => {
  await say({ kind: 'image', file: (await taken(PNG)).file });
  await say({ kind: 'file', file: (await taken(PDF, { fileName: '合同.pdf' })).file });
  await house.floor.settle();
  const pieces = house.floor.wecom.filter(({ address: to }) => to === 'w-li').map(({ piece }) => piece);
  expect(pieces.find((piece) => piece.form === 'image')).toMatchObject({ bytes: PNG, contentType: 'image/png' });
  expect(pieces.find((piece) => piece.form === 'file')).toMatchObject({ bytes: PDF, contentType: 'application/pdf', name: '合同.pdf' });
  const words = pieces.flatMap((piece) => (piece.form === 'text' ? [piece.text] : [])).join('\n');
  expect(words).toContain('[图片]');
  expect(words).toContain('[文件] 合同.pdf');
});

test('a card of the merchant’s page is stored and shown to the agent with its title, text and link; a blank one is refused', async () => {
  const card = { kind: 'card', title: '羊毛围巾', text: '¥199', url: 'https://shop.invalid/p/1', image: 'https://shop.invalid/1.png' } as const;
  await say(card);
  await say({ kind: 'card', title: '订单 7788', path: '/pages/order?id=7788' });
  await until('both cards', () => bodies().length === 2);
  expect(bodies()[0]).toEqual(card);
  await house.floor.settle();
  const words = house.floor.wecom.flatMap(({ piece }) => (piece.form === 'text' ? [piece.text] : [])).join('\n');
  expect(words).toContain('[卡片] 羊毛围巾\n¥199\nhttps://shop.invalid/p/1');
  expect(words).toContain('[卡片] 订单 7788\n小程序页面：/pages/order?id=7788');
  expect(await refusal({ kind: 'card', title: ' \u3000\n' })).toBe('bad-request');
});

test('an upload that is not said within a day is gone with its bytes, unless a message has the same', async () => {
  const { files, records } = house.floor.desk.ctx;
  const [lone, shared, said] = [await taken(PDF), await taken(PNG), await taken(PNG)];
  await say({ kind: 'image', file: said.file });
  const [pdf, png] = [files.hashOf(PDF), files.hashOf(PNG)];
  house.floor.clock.pass(86_400_000);
  await house.floor.desk.loops.sweep();
  expect(await files.get(pdf)).toBeDefined();
  house.floor.clock.pass(1);
  await house.floor.desk.loops.sweep();
  expect([await files.get(pdf), await files.get(png)]).toEqual([undefined, expect.objectContaining({ contentType: 'image/png' })]);
  for (const { file, kind } of [lone, shared]) expect(await refusal({ kind, file })).toBe('upload-unknown');
  const { visitor } = await house.floor.conversation(conversation);
  expect((await records.people.exportVisitor(visitor))?.uploads).toEqual([]);
});

test('erasing a visitor removes what he sent up, said or not, and leaves what others have', async () => {
  const { files } = house.floor.desk.ctx;
  const { seq } = await say({ kind: 'image', file: (await taken(PNG)).file });
  await taken(PDF);
  await taken(GIF);
  const other = await house.token('o2');
  await taken(GIF, {}, other);
  const { visitor } = await house.floor.conversation(conversation);
  await house.floor.desk.ops.eraseVisitor({ by: 'admin', role: 'admin' }, visitor);
  const left = await Promise.all([PNG, PDF, GIF].map((bytes) => files.get(files.hashOf(bytes))));
  expect(left.map((one) => one !== undefined)).toEqual([false, false, true]);
  expect((await sendUp(PNG)).json().code).toBe('login-needed');
  expect([401, 404]).toContain((await get(seq)).statusCode);
});

test('who is erased while his bytes are on their way to the disk leaves none there', async () => {
  const { desk } = house.floor;
  const { files } = desk.ctx;
  const { visitor } = await house.floor.conversation(conversation);
  const put = files.put.bind(files);
  files.put = async (...args) => {
    files.put = put;
    await desk.ops.eraseVisitor({ by: 'admin', role: 'admin' }, visitor);
    return put(...args);
  };
  await sendUp(PDF);
  await desk.loops.sweep();
  expect(await files.get(files.hashOf(PDF))).toBeUndefined();
});

test('a little too much is refused with what would be taken', async () => {
  const { imageBytes, fileBytes, leastBytes } = uploadLimits;
  const picture = (size: number): Buffer => Buffer.concat([PNG, Buffer.alloc(size - PNG.length)]);
  expect((await sendUp(picture(imageBytes))).statusCode).toBe(200);
  for (const [size, most] of [[imageBytes + 1, imageBytes], [fileBytes, imageBytes], [fileBytes + 1, fileBytes], [fileBytes + 100_000, fileBytes]] as const) {
    const answer = await sendUp(picture(size));
    expect([answer.statusCode, answer.json()]).toMatchObject([413, { code: 'too-large', detail: { mostBytes: most } }]);
  }
  expect((await sendUp(Buffer.alloc(fileBytes, 'a'))).statusCode).toBe(200);
  expect((await sendUp(Buffer.alloc(fileBytes + 1, 'a'))).statusCode).toBe(413);
  expect([(await sendUp('a'.repeat(leastBytes - 1))).statusCode, (await sendUp('')).statusCode, (await sendUp('a'.repeat(leastBytes))).statusCode]).toEqual([400, 400, 200]);
}, 60_000);

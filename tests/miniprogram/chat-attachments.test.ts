/** @jest-environment jsdom */
import { openChat, type ChatOnPhone } from './chat-page';

beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'], now: new Date(2026, 0, 7, 12).getTime() }));
afterEach(() => jest.useRealTimers());

const name = 'a'.repeat(32);
const last = (chat: ChatOnPhone): unknown => {
  const items = chat.data('items');
  return Array.isArray(items) ? items[items.length - 1] : undefined;
};
const idOf = (item: unknown): string => (typeof item === 'object' && item !== null && 'id' in item ? String(item.id) : '');
/** The server shows a picture or a file of the agent's. */
const shows = async (chat: ChatOnPhone, body: { kind: 'image'; file: string } | { kind: 'file'; file: string; name: string }): Promise<void> => {
  chat.server.says('agent', 'placeholder');
  const message = chat.server.current()?.messages.slice(-1)[0];
  if (message === undefined) throw new Error('nothing was said');
  message.body = body;
  for (const socket of chat.server.sockets) socket.down.splice(0, socket.down.length, ...socket.down.map((text) => text.replace(JSON.stringify({ kind: 'text', text: 'placeholder' }), JSON.stringify(body))));
  await chat.rest();
};

test('a picture is shown at once, sent up with the token, and said by the name the server gave it', async () => {
  const chat = await openChat();
  await chat.raise('onAttach', { attachment: { kind: 'image', path: 'wxfile://tmp/1.jpg', name: '' } });
  expect(last(chat)).toMatchObject({ kind: 'image', picture: 'wxfile://tmp/1.jpg', mark: 'waiting' });
  const [upload] = chat.wechat.uploads;
  expect(upload).toMatchObject({ url: 'http://127.0.0.1:3000/api/visitor/files', filePath: 'wxfile://tmp/1.jpg', name: 'file', header: { authorization: 'Bearer token-1-1' } });
  upload?.progress(40);
  await chat.rest();
  expect(last(chat)).toMatchObject({ more: '正在上传 40%' });
  upload?.success({ statusCode: 200, data: JSON.stringify({ file: name, kind: 'image', name: '1.jpg', bytes: 9, contentType: 'image/jpeg' }) });
  await chat.rest();
  expect(chat.server.heard.filter(({ type }) => type === 'say')).toMatchObject([{ body: { kind: 'image', file: name } }]);
  expect(last(chat)).toMatchObject({ kind: 'image', picture: 'wxfile://tmp/1.jpg', more: '' });
  expect(chat.wechat.downloads).toEqual([]);
});

test.each([
  ['refused for its kind', { statusCode: 415, data: '{"code":"unsupported-type","message":""}' }, '不支持这种内容类型'],
  ['too large', { statusCode: 413, data: '' }, '内容太大'],
])('a file that is %s says why, and is sent again or given up', async (_, answer, why) => {
  const chat = await openChat();
  await chat.raise('onAttach', { attachment: { kind: 'file', path: 'wxfile://tmp/2.pdf', name: '合同.pdf' } });
  chat.wechat.uploads[0]?.success(answer);
  await chat.rest();
  expect(last(chat)).toMatchObject({ kind: 'file', words: '合同.pdf', mark: 'failed' });
  expect(chat.reads()).toContain(why);
  await chat.raise('onAgain', { id: idOf(last(chat)) });
  expect(chat.wechat.uploads).toHaveLength(2);
  chat.wechat.uploads[1]?.fail({ errMsg: 'uploadFile:fail timeout' });
  await chat.rest();
  expect(last(chat)).toMatchObject({ mark: 'failed' });
  await chat.raise('onDrop', { id: idOf(last(chat)) });
  expect(chat.reads()).not.toContain('合同.pdf');
});

test('a token that is not taken any more is replaced and the file sent up again', async () => {
  const chat = await openChat();
  await chat.raise('onAttach', { attachment: { kind: 'image', path: 'wxfile://tmp/1.jpg', name: '' } });
  chat.wechat.uploads[0]?.success({ statusCode: 401, data: '{"code":"login-needed","message":""}' });
  await chat.rest();
  expect(chat.wechat.uploads[1]?.header).toEqual({ authorization: 'Bearer token-2-1' });
});

test('the agent’s picture is fetched once with the token, shown, and opened over the whole screen', async () => {
  const chat = await openChat();
  await shows(chat, { kind: 'image', file: name });
  expect(last(chat)).toMatchObject({ kind: 'image', picture: '', words: '图片加载中' });
  const [download] = chat.wechat.downloads;
  const { conversation } = chat.server.current()?.state ?? { conversation: '' };
  expect(download).toMatchObject({ url: `http://127.0.0.1:3000/api/visitor/conversations/${conversation}/files/2`, header: { authorization: 'Bearer token-1-1' } });
  download?.success({ statusCode: 200, tempFilePath: 'wxfile://tmp/agent.png' });
  chat.server.says('agent', '看一下');
  await chat.rest();
  expect(chat.wechat.downloads).toHaveLength(1);
  const items = chat.data('items');
  const picture: unknown = Array.isArray(items) ? items.find((item: unknown) => JSON.stringify(item).includes('agent.png')) : undefined;
  await chat.raise('onOpen', { id: idOf(picture) });
  expect(chat.wechat.previews).toEqual([{ current: 'wxfile://tmp/agent.png', urls: ['wxfile://tmp/agent.png'] }]);
});

test('a picture that did not come is said so, and one tap tries again', async () => {
  const chat = await openChat();
  await shows(chat, { kind: 'image', file: name });
  chat.wechat.downloads[0]?.fail({ errMsg: 'downloadFile:fail ' });
  await chat.rest();
  expect(last(chat)).toMatchObject({ picture: '', words: '图片没有加载出来，点一下重试' });
  await chat.raise('onOpen', { id: idOf(last(chat)) });
  expect(chat.wechat.downloads).toHaveLength(2);
});

test('a picture that is still on its way from the agent’s WeCom is fetched as soon as it is there; one that is gone is said so', async () => {
  const chat = await openChat();
  await shows(chat, { kind: 'image', file: name });
  chat.wechat.downloads[0]?.success({ statusCode: 404, tempFilePath: 'wxfile://tmp/refusal' });
  await chat.rest();
  expect(last(chat)).toMatchObject({ picture: '', words: '图片加载中' });
  await chat.pass(2_000);
  chat.wechat.downloads[1]?.success({ statusCode: 200, tempFilePath: 'wxfile://tmp/agent.png' });
  await chat.rest();
  expect(last(chat)).toMatchObject({ picture: 'wxfile://tmp/agent.png' });
  await shows(chat, { kind: 'image', file: name });
  chat.wechat.downloads[2]?.success({ statusCode: 410, tempFilePath: 'wxfile://tmp/refusal' });
  await chat.rest();
  expect(last(chat)).toMatchObject({ picture: '', words: '图片已过期，看不了了' });
});

test('a file opens in WeChat’s reader, which says so where it cannot', async () => {
  const chat = await openChat();
  await shows(chat, { kind: 'file', file: name, name: '合同.PDF' });
  expect(last(chat)).toMatchObject({ kind: 'file', words: '合同.PDF' });
  await chat.raise('onOpen', { id: idOf(last(chat)) });
  expect(chat.data('trouble')).toBe('正在打开');
  chat.wechat.downloads[0]?.success({ statusCode: 200, tempFilePath: 'wxfile://tmp/3' });
  await chat.rest();
  expect(chat.wechat.documents).toMatchObject([{ filePath: 'wxfile://tmp/3', fileType: 'pdf' }]);
  expect(chat.data('trouble')).toBe('');
  chat.wechat.documents[0]?.fail();
  await chat.rest();
  expect(chat.reads()).toContain('这种文件在微信里打不开');
});

test('a product or an order is said as a card, and its page opens by a tap', async () => {
  const chat = await openChat();
  const { instance } = chat.page();
  const say: unknown = Reflect.get(instance, 'say');
  if (typeof say !== 'function') throw new Error('nothing can be said');
  Reflect.apply(say, instance, [{ kind: 'card', title: '羊毛大衣', text: '¥899', path: '/pages/goods/index?id=1' }]);
  await chat.rest();
  expect(last(chat)).toMatchObject({ kind: 'card', words: '羊毛大衣', more: '¥899' });
  await chat.raise('onOpen', { id: idOf(last(chat)) });
  expect(chat.wechat.opened).toEqual(['/pages/goods/index?id=1']);
});

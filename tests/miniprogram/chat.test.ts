/** @jest-environment jsdom */
import { call } from './page-shim';
import { openChat, type ChatOnPhone } from './chat-page';
import { buttons } from './reading';

beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'], now: new Date(2026, 0, 7, 12).getTime() }));
afterEach(() => jest.useRealTimers());

interface Item {
  readonly id: string;
  readonly words: string;
  readonly mark: string;
  readonly divider: string;
}
const isItem = (value: unknown): value is Item => typeof value === 'object' && value !== null && 'words' in value;
const items = (chat: ChatOnPhone): readonly Item[] => {
  const found = chat.data('items');
  return Array.isArray(found) ? found.filter(isItem) : [];
};
const words = (chat: ChatOnPhone): string[] => items(chat).map((item) => item.words);
const open = async (): Promise<ChatOnPhone> => {
  const chat = await openChat();
  chat.server.says('agent', '您好');
  await chat.rest();
  return chat;
};

test('the agent is named above the words, both sides’ words stand below with their time', async () => {
  const chat = await open();
  await chat.raise('onSay', { text: '在吗[微笑]' });
  expect(chat.data('head')).toMatchObject({ name: '李雷', sentence: '正在为您服务', tone: 'here', canEnd: true, trouble: '' });
  expect(chat.reads()).toMatch(/12:00.*您好.*在吗🙂/);
  expect(items(chat).slice(-2)).toMatchObject([{ words: '您好', mark: '', divider: '' }, { words: '在吗🙂', mark: 'stored', divider: '' }]);
  expect(chat.wechat.dialled).toEqual(['ws://127.0.0.1:3000/ws/visitor']);
  expect(chat.wechat.titles).toContain('VIP 专属');
});

test('a stand-in is named with whom he stands in for', async () => {
  const chat = await open();
  const held = chat.server.current();
  if (held) held.state = { ...held.state, agent: { name: '王芳' }, standsInFor: '李雷' };
  chat.server.says('system', '已转接');
  await chat.rest();
  expect(chat.data('head')).toMatchObject({ name: '王芳', sentence: '李雷现在不在，由王芳接待您', tone: 'stand-in' });
});

test('in the queue: place and wait as they are pushed, an offer to leave words and one to be told', async () => {
  const chat = await openChat();
  chat.shop.notice = 'template-1';
  const held = chat.server.current();
  if (held === undefined) throw new Error('nobody entered');
  const { agent: _, ...state } = held.state;
  held.state = { ...state, state: 'waiting', place: 3, wait: { fromMinutes: 4, toMinutes: 6 } };
  chat.server.tell({ type: 'state', state: held.state });
  await chat.pass(20_000);
  expect(chat.data('head')).toMatchObject({ name: 'VIP 专属', sentence: '客服都在忙，您排在第 3 位，约 4–6 分钟', waits: true });
  expect(buttons(chat.page()).map((button) => button['words'])).toEqual(expect.arrayContaining(['不想等？先留言', '有回复时提醒我', '结束']));
  chat.server.tell({ type: 'state', state: { ...held.state, place: 2 } });
  await chat.rest();
  expect(chat.data('head')).toMatchObject({ sentence: '客服都在忙，您排在第 2 位，约 4–6 分钟' });
});

test('nobody there: in the server’s words, with a way to leave a message and to be told; shown again, it asks again', async () => {
  const chat = await openChat();
  chat.server.end(chat.server.current());
  chat.server.conversations.length = 0;
  chat.server.refuseEntering('no-agent-online');
  chat.shop.notice = 'template-1';
  await chat.restart();
  expect(chat.reads()).toContain('现在没有客服 现在没有客服在线 给我们留言 留言有回复时提醒我');
  await chat.raise('onNotice');
  expect(chat.wechat.opened).toEqual(['/pages/leave-message/index?e=vip']);
  chat.server.refuseEntering(undefined);
  call(chat.page(), 'onHide');
  call(chat.page(), 'onShow');
  await chat.rest();
  expect(chat.data('head')).toMatchObject({ name: '李雷' });
});

test('an entry that is gone leads back to the others', async () => {
  const chat = await openChat();
  chat.server.conversations.length = 0;
  chat.server.refuseEntering('entry-unknown');
  await chat.restart();
  expect(chat.reads()).toContain('找不到这个入口');
  await chat.raise('onNotice');
  expect(chat.wechat.opened).toEqual(['relaunch /pages/home/index']);
});

test('three words that came while the line was cut are there after it, exactly and in order; what he wrote meanwhile goes out', async () => {
  const chat = await open();
  const before = words(chat).length;
  chat.cut();
  for (const text of ['一', '二', '三']) chat.server.says('agent', text);
  await chat.raise('onSay', { text: '还在吗' });
  expect(chat.data('head')).toMatchObject({ trouble: expect.stringContaining('正在重新连接') });
  expect(items(chat).slice(-1)).toMatchObject([{ words: '还在吗', mark: 'waiting' }]);
  await chat.pass(3_000);
  expect(words(chat).slice(before)).toEqual(['一', '二', '三', '还在吗']);
  expect(chat.data('head')).toMatchObject({ trouble: '' });
});

test('the phone finds a network again: connected at once', async () => {
  const chat = await open();
  for (let n = 0; n < 6; n += 1) {
    chat.cut();
    await chat.pass(0);
    await chat.pass(n < 5 ? 60_000 : 0);
  }
  const dialled = chat.wechat.dialled.length;
  chat.cut();
  chat.wechat.network(true);
  await chat.rest();
  expect(chat.wechat.dialled.length).toBe(dialled + 1);
});

test('hidden, the page holds no line; shown again it goes on with what it missed', async () => {
  const chat = await open();
  call(chat.page(), 'onHide');
  chat.server.says('agent', '您在吗？');
  await chat.pass(600_000);
  expect(chat.server.sockets.some(({ isOpen }) => isOpen)).toBe(false);
  call(chat.page(), 'onShow');
  await chat.rest();
  expect(words(chat).slice(-1)).toEqual(['您在吗？']);
});

test('words that were not acknowledged outlive the program and arrive once', async () => {
  const chat = await open();
  chat.cut();
  await chat.raise('onSay', { text: '请留着' });
  await chat.restart();
  expect(words(chat).slice(-1)).toEqual(['请留着']);
  expect(chat.server.current()?.messages.filter(({ from }) => from === 'visitor')).toHaveLength(1);
});

test('what was refused says why, and is sent again or given up', async () => {
  const chat = await open();
  await chat.raise('onSay', { text: 'refuse this' });
  const { id, mark } = items(chat).slice(-1)[0] ?? { id: '', mark: '' };
  expect(mark).toBe('failed');
  expect(chat.reads()).toContain('没有发出去：不支持这种内容类型 重新发送 删除');
  const said = () => chat.server.heard.filter(({ type }) => type === 'say').length;
  const before = said();
  await chat.raise('onAgain', { id });
  expect(said()).toBe(before + 1);
  await chat.raise('onDrop', { id });
  expect(words(chat)).not.toContain('refuse this');
});

test('older words come on demand, and those he reads stay where they are', async () => {
  const chat = await openChat();
  for (let n = 0; n < 12; n += 1) chat.server.says('agent', `词 ${n}`);
  await chat.restart();
  expect(words(chat)).toHaveLength(4);
  expect(chat.reads()).toContain('查看更早的消息');
  call(chat.page(), 'onScroll', { detail: { scrollTop: 300, scrollHeight: 900 } });
  call(chat.page(), 'onScroll', { detail: { scrollTop: 0, scrollHeight: 900 } });
  const first = items(chat)[0]?.id ?? '';
  await chat.raise('onEarlier');
  expect(words(chat).length).toBeGreaterThan(4);
  expect(chat.data('into')).toBe(`line-${first}`);
});

test('an answer rings, unless he is the one who writes or it was there before', async () => {
  const chat = await open();
  await chat.pass(5_000);
  const rung = chat.wechat.shakes.length;
  await chat.raise('onSay', { text: '好' });
  expect(chat.wechat.shakes.length).toBe(rung);
  chat.server.says('agent', '还有什么可以帮您？');
  await chat.rest();
  expect(chat.wechat.shakes.length).toBe(rung + 1);
  await chat.pass(5_000);
  await chat.restart();
  expect(chat.wechat.shakes.length).toBe(rung + 1);
});

test('answers that come while he reads further up are counted, not taken for seen; one tap leads to them', async () => {
  const chat = await open();
  const seen = () => Math.max(0, ...chat.server.heard.map((frame) => (frame.type === 'read' ? frame.seq : 0)));
  call(chat.page(), 'onScroll', { detail: { scrollTop: 300, scrollHeight: 900 } });
  call(chat.page(), 'onScroll', { detail: { scrollTop: 100, scrollHeight: 900 } });
  await chat.rest();
  const before = seen();
  chat.server.says('agent', '一');
  chat.server.says('agent', '二');
  await chat.rest();
  expect(chat.data('news')).toBe('2 条新消息');
  expect(seen()).toBe(before);
  await chat.raise('onToEnd');
  expect(chat.data('news')).toBe('');
  expect(seen()).toBe(before + 2);
});

test('ending is asked once more, and the survey follows; the last answer is shown again', async () => {
  const chat = await open();
  await chat.raise('onEnd');
  chat.wechat.modals[0]?.success({ confirm: false });
  await chat.rest();
  expect(chat.data('head')).toMatchObject({ canEnd: true });
  await chat.raise('onEnd');
  chat.wechat.modals[1]?.success({ confirm: true });
  await chat.rest();
  expect(chat.data('head')).toMatchObject({ sentence: '会话已结束，再发消息会重新为您接通', canEnd: false });
  const [held] = chat.server.conversations;
  if (held === undefined) throw new Error('nothing was said');
  held.state = { ...held.state, survey: {} };
  chat.server.tell({ type: 'state', state: held.state });
  await chat.rest();
  expect(chat.reads()).toContain('这次服务您满意吗？');
  await chat.raise('onRate', { stars: 4, comment: '很快' });
  expect(chat.server.heard.filter(({ type }) => type === 'rate')).toMatchObject([{ stars: 4, comment: '很快' }]);
  expect(chat.data('survey')).toEqual({ stars: 4 });
  await chat.raise('onLater');
  expect(chat.data('survey')).toBe(false);
  await chat.raise('onSay', { text: '还有一件事' });
  expect(chat.data('head')).toMatchObject({ name: '李雷', sentence: '正在为您服务' });
});

test('English where the visitor chose it', async () => {
  const chat = await open();
  chat.wechat.storage.set('zhida.language', 'en');
  await chat.restart();
  expect(chat.data('head')).toMatchObject({ sentence: 'is here for you' });
  expect(buttons(chat.page()).map((button) => button['words'])).toContain('End');
});

test('only what has changed is handed to the screen', async () => {
  const chat = await open();
  const { instance } = chat.page();
  const setData = jest.spyOn(instance, 'setData');
  const at = items(chat).length;
  chat.server.says('agent', '新');
  await chat.rest();
  const lists = setData.mock.calls.flatMap(([data]) => Object.keys(data)).filter((key) => key.startsWith('items'));
  expect(lists).toEqual([`items[${at}]`]);
});

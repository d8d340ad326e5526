import { connect, enter, speak, type ChatPage } from '../gateway/chat-page';
import type { Visitor } from './people';
import type { ShopPlan } from './shop';
import { startStage, type Stage } from './stage';
import { describeTwoNodes } from './two-nodes';
import { until } from './until';

const TEMPLATE = 'reply-template-0001';
const fields = { thing1: '{notice}', thing2: '{words}' };
const shop: ShopPlan = {
  agents: { li: '李雷' }, notice: { template: TEMPLATE, fields, afterSeconds: 1 },
  buttons: [{ key: 'sales', ladder: ['li'] }, { key: 'vip', ladder: ['li'], chat: true }],
};
const AWAY = 5_000;
const times = { VISITOR_AWAY_MS: String(AWAY), NOTICE_AGAIN_MS: '6000' };

let stage: Stage;

/** WeChat knows the template, and these are there. */
async function ready(...agents: string[]): Promise<void> {
  await stage.platform.settings({ wechat: { templates: [{ id: TEMPLATE, fields: Object.keys(fields) }], pages: ['pages/home/index', 'pages/entry/index'] } });
  await stage.online(...agents);
}

/** Where single sockets go; the address before the nodes passes requests only. */
const nodeUrl = (): string => stage.nodes[0]?.url ?? '';

/** His chat page on one node: he has entered, and said something that an agent has read. */
async function asks(visitor: Visitor, url: string, words: string): Promise<{ page: ChatPage; conversation: string }> {
  const page = await opens(visitor, url);
  const { conversation } = await enter(page, 'vip');
  await speak(page, 'vip', words);
  await until(`somebody reads ${words}`, async () => (await Promise.all((await stage.platform.members()).map((one) => stage.member(one).reads()))).flat().some((text) => text.includes(words)));
  return { page, conversation };
}

async function opens(visitor: Visitor, url: string): Promise<ChatPage> {
  const page = await connect(url);
  page.say({ type: 'hello', token: visitor.token });
  await page.next('ready');
  return page;
}
const leave = async (page: ChatPage): Promise<void> => {
  page.socket.close();
  await page.closed();
};
const told = async (visitor: Visitor): Promise<unknown[]> => (await visitor.notices()).map((notice) => (typeof notice === 'object' && notice !== null && 'thing1' in notice ? notice.thing1 : notice));
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('a visitor leaves our own page before he is answered', () => {
  beforeEach(async () => {
    stage = await startStage({ shop, env: times });
    await ready('li');
  });
  afterEach(() => stage?.end());

  test('G9 one subscribe message tells him of all answers, although the server is killed meanwhile; the next one of new answers only', async () => {
    const [visitor, li] = [await stage.visitor('小王'), stage.member('li')];
    expect(await visitor.allows()).toBe('acknowledged');
    const { page, conversation } = await asks(visitor, nodeUrl(), '有人吗');
    await leave(page);
    for (const line of ['一', '二', '三']) await li.say(line);
    await stage.nodes[0]?.kill();
    await stage.nodes[0]?.start();
    await li.say('第四条，说得很长很长很长很长很长很长');
    await until('he is told', async () => (await visitor.notices()).length === 1);
    expect(await visitor.notices()).toMatchObject([{ templateId: TEMPLATE, page: 'pages/entry/index?e=vip', thing1: '李雷: 4 条新回复', thing2: expect.stringMatching(/^第四条，.{15}…$/) }]);
    await until('Li reads it', async () => (await li.reads()).some((text) => text.includes('不在页面上，已用订阅消息提醒')));

    await visitor.allows();
    const back = await opens(visitor, nodeUrl());
    const { seq } = await enter(back, 'vip').then(() => back.next('messages'));
    back.say({ type: 'read', conversation, seq });
    await until('it is read', async () => (await visitor.conversations())[0]?.unread === 0);
    await leave(back);
    await li.say('还有一句');
    await until('he is told again', async () => (await visitor.notices()).length === 2);
    expect(await told(visitor)).toEqual(['李雷: 4 条新回复', '李雷: 1 条新回复']);
    await stage.office.idle();
  }, 60_000);

  test('who stays on the page is not called; who leaves without a permit cannot be, and Li reads so', async () => {
    const [here, gone, li] = [await stage.visitor('在的'), await stage.visitor('走的'), stage.member('li')];
    await here.allows();
    await asks(here, nodeUrl(), '我等着');
    await li.say('请稍等');
    // Somebody who never reads, and is there all the time.
    await pause(2 * AWAY);
    expect(await here.notices()).toEqual([]);
    const { page } = await asks(gone, nodeUrl(), '我先走了');
    await leave(page);
    // The newest card is about him.
    await li.tap('新会话', '回复');
    await li.say('好的');
    await until('Li reads that nobody can call him', async () => (await li.reads()).some((text) => text.includes('没有可用的订阅消息许可')));
    expect([await gone.notices(), await here.notices()]).toEqual([[], []]);
  }, 60_000);
});

const many: ShopPlan = {
  ...shop, agents: { li: '李雷', wang: '王芳', chen: '陈晨', zhao: '赵敏' }, settings: { capacity: 1 },
  buttons: [{ key: 'sales', ladder: ['li'] }, { key: 'vip', ladder: ['everyone'], chat: true }],
};

describeTwoNodes('visitors leave our own page, on two nodes', many, (openStage) => {
  test('the node with their sockets dies: each is called once, by whichever looks', async () => {
    stage = await openStage('called_back', times);
    const agents = Object.keys(many.agents);
    await ready(...agents);
    const [first, second] = stage.nodes;
    if (!first || !second) throw new Error('two nodes are needed');
    const visitors: Visitor[] = [];
    for (const key of agents) {
      const visitor = await stage.visitor(`访客 ${key}`);
      await visitor.allows();
      await asks(visitor, first.url, `我等 ${key}`);
      visitors.push(visitor);
    }
    // WeChat's pushes are told apart by their second: a permit for a second message, which must not come.
    await pause(1_000);
    for (const visitor of visitors) await visitor.allows();
    for (const key of agents) for (const line of ['一', '二', '三']) await stage.member(key).say(line);
    stage.front.targets = [second.url];
    await first.kill();
    expect((await Promise.all(visitors.map(told))).flat()).toEqual([]);
    await first.start();
    for (const visitor of visitors) await until('he is told', async () => (await visitor.notices()).length > 0);
    // Longer than until the next one might come.
    await pause(2 * AWAY);
    await stage.office.idle();
    expect((await Promise.all(visitors.map(told))).flat().sort()).toEqual(Object.values(many.agents).map((name) => `${name}: 3 条新回复`).sort());
  }, 90_000);
});

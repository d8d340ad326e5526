import type { SiteNotice } from '../../shared/config/desk-config';
import type { Conversation } from '../../shared/conversation';
import type { Outcome } from '../../shared/outcome';
import type { Desk } from '../../server/desk/desk';
import { answer, textsTo } from './acts';
import { agent, APPID, entry, openFloor, toAgent, type Floor } from './floor';

const MINUTE = 60_000;
const TEMPLATE = 'tmpl-reply';
const notice: SiteNotice = { template: TEMPLATE, fields: { thing1: '{notice}', thing2: '{words}', name3: '{agent}' }, afterSeconds: 60 };

let floor: Floor;
/** What the visitors' phones showed under 服务通知. */
let notices: { openid: string; page: string; data: Record<string, string> }[];
let outcomes: Outcome[];
let ids = 0;

beforeEach(async () => {
  floor = await openFloor({ agents: [agent('li'), agent('wang')], entries: [entry('vip', [toAgent('li', { ringSeconds: 0 })], { channel: 'chat' }), entry('other', [toAgent('wang', { ringSeconds: 0 })], { channel: 'chat' })] });
  await floor.publish((config) => { for (const site of config.sites) site.notice = notice; });
  await floor.online('li', 'wang');
  notices = [];
  outcomes = [];
  phones();
});
afterEach(() => floor.close());

/** What the floor's own desk sends under 服务通知 is written down. */
function phones(): void {
  const { contact } = floor.desk.ctx.channels;
  if (!contact) throw new Error('no contact channel');
  contact.notify = async ({ subject }, _, page, data) => {
    const outcome = outcomes.shift() ?? { kind: 'sent' };
    if (outcome.kind === 'sent') notices.push({ openid: subject, page, data });
    return outcome;
  };
}

const identity = { provider: 'wechat', account: APPID, subject: 'o1' };
async function allow(): Promise<void> {
  await floor.desk.visitor.takeIn('contact', { kind: 'permits', key: `permit:${ids += 1}`, identity, at: floor.clock.now, permits: [{ template: TEMPLATE, granted: true }] });
  await floor.settle();
}
async function says(text = '在吗', key = 'vip'): Promise<Conversation> {
  const said = await floor.desk.chat.say({ identity, visitor: '' }, { entry: key, clientId: `client-${ids += 1}`, body: { kind: 'text', text } });
  await floor.settle();
  if (said.kind !== 'stored') throw new Error('not stored');
  return floor.conversation(said.conversation.id);
}
/** He opens a page on this node; answers how he leaves it. */
async function comes({ visitor }: Conversation, desk: Desk = floor.desk): Promise<() => Promise<void>> {
  desk.chat.presence.came(visitor);
  await floor.settle();
  return async () => {
    desk.chat.presence.went(visitor);
    await floor.settle();
  };
}
/** The minutes go by as they do with sockets open and a sweep that looks. */
async function minutes(count: number): Promise<void> {
  for (let minute = 0; minute < count; minute += 1) {
    floor.desk.chat.presence.renew();
    await floor.settle();
    await floor.later(MINUTE);
  }
}
const told = (one = 'li'): string[] => textsTo(floor, one).filter((text) => text.includes('提醒'));
const permits = async ({ visitor }: Conversation): Promise<number> => (await floor.records.visits.reach(visitor, APPID, TEMPLATE)).permits;

test('G9 away for 10 minutes with 4 unread answers and one permit: one subscribe message, and the agent reads so', async () => {
  await allow();
  const c = await says();
  const leaves = await comes(c);
  for (const line of ['一', '二', '三', '这是一句很长很长很长很长很长很长很长很长的话']) await answer(floor, 'li', c.id, line);
  await minutes(3);
  await leaves();
  await minutes(9);
  expect(notices).toEqual([]);
  await minutes(1);
  expect(notices).toEqual([{ openid: 'o1', page: 'pages/entry/index?e=vip', data: { thing1: 'LI: 4 条新回复', thing2: '这是一句很长很长很长很长很长很长很长很…', name3: 'LI' } }]);
  expect([...(notices[0]?.data.thing2 ?? '')]).toHaveLength(20);
  expect(told()).toEqual([expect.stringMatching(/不在页面上，已用订阅消息提醒/)]);
  await minutes(60);
  expect(notices).toHaveLength(1);
});

test('G9 the next one not before 15 minutes, and only for new answers', async () => {
  for (let i = 0; i < 2; i += 1) await allow();
  const c = await says();
  await answer(floor, 'li', c.id, '一');
  await minutes(2);
  expect(notices).toHaveLength(1);
  await answer(floor, 'li', c.id, '二');
  await minutes(13);
  expect(notices).toHaveLength(1);
  await minutes(2);
  expect(notices[1]?.data.thing1).toBe('LI: 2 条新回复');
});

test('G9 without a permit nothing is sent, and the agent reads that he is away and cannot be called; once until he is back', async () => {
  const c = await says();
  await answer(floor, 'li', c.id, '一');
  await minutes(2);
  await answer(floor, 'li', c.id, '二');
  await minutes(30);
  expect(notices).toEqual([]);
  expect(told()).toEqual([expect.stringMatching(/不在页面上.*没有可用的订阅消息许可/)]);
  expect(floor.alarms).toEqual([]);
  await allow();
  await minutes(1);
  expect(notices).toHaveLength(1);
});

test('who is there, on whichever node, is not called, and who has read is not either', async () => {
  await allow();
  const c = await says();
  const other = await floor.another();
  const leaves = await comes(c, other);
  await (await comes(c))();
  await answer(floor, 'li', c.id, '一');
  for (let minute = 0; minute < 30; minute += 1) {
    other.chat.presence.renew();
    await minutes(1);
  }
  expect(notices).toEqual([]);
  await other.chat.sign({ conversation: c.id, by: 'visitor', sign: 'read', seq: (await floor.conversation(c.id)).seq });
  await leaves();
  await minutes(30);
  expect([notices, told(), await permits(c)]).toEqual([[], [], 1]);
});

test('a restart forgets nothing: neither what he has read nor since when he is away', async () => {
  await allow();
  const c = await says();
  const leaves = await comes(c);
  await answer(floor, 'li', c.id, '读过');
  await floor.desk.chat.sign({ conversation: c.id, by: 'visitor', sign: 'read', seq: (await floor.conversation(c.id)).seq });
  await answer(floor, 'li', c.id, '没读');
  await leaves();
  await minutes(4);
  await floor.restart();
  phones();
  await minutes(5);
  expect(notices).toEqual([]);
  await minutes(1);
  expect(notices.map(({ data }) => data.thing1)).toEqual(['LI: 1 条新回复']);
});

test('a node dies with his socket: he is called when its word has ended, by the one that goes on', async () => {
  await allow();
  const c = await says();
  const other = await floor.another();
  await comes(c, other);
  await answer(floor, 'li', c.id, '一');
  await minutes(14);
  expect(notices).toEqual([]);
  await minutes(1);
  expect(notices).toHaveLength(1);
});

test('WeChat is busy and he comes back meanwhile: nothing is sent and the permit is his', async () => {
  await allow();
  const c = await says();
  await answer(floor, 'li', c.id, '一');
  outcomes.push({ kind: 'later', afterMs: 5 * MINUTE, why: 'busy:-1' });
  await minutes(2);
  expect([notices, await permits(c)]).toEqual([[], 0]);
  const leaves = await comes(c);
  await minutes(10);
  expect([notices, await permits(c)]).toEqual([[], 1]);
  await leaves();
  await minutes(11);
  expect(notices).toHaveLength(1);
});

test('who waited in the queue and went, or left words, is called when somebody answers him', async () => {
  await allow();
  for (const one of ['li', 'wang'] as const) await floor.desk.agent.setStatus({ agent: one, status: 'offline', by: one });
  const c = await says();
  await (await comes(c))();
  await minutes(20);
  expect((await floor.conversation(c.id)).state).toBe('left');
  expect([notices, told()]).toEqual([[], []]);
  await floor.online('li');
  await answer(floor, 'li', c.id, '我来了');
  await minutes(2);
  expect(notices).toMatchObject([{ data: { thing1: 'LI: 1 条新回复' } }]);
});

test('answers in two conversations: called to each, with the time between', async () => {
  for (let i = 0; i < 2; i += 1) await allow();
  const [one, two] = [await says(), await says('在吗', 'other')];
  await answer(floor, 'li', one.id, '一');
  await answer(floor, 'wang', two.id, '二');
  await minutes(2);
  expect(notices).toHaveLength(1);
  await minutes(15);
  expect(notices.map(({ data }) => data.name3).sort()).toEqual(['LI', 'WANG']);
});

test('the answer was the last word of an ended conversation: he is called all the same', async () => {
  await allow();
  const c = await says();
  await answer(floor, 'li', c.id, '好了');
  await floor.desk.workbench.end({ agent: 'li', supervises: false }, c.id);
  await minutes(2);
  expect(notices).toHaveLength(1);
});

test('the workbench shows whether he is there, and whether he can be called', async () => {
  const c = await says();
  const li = { agent: 'li', supervises: false };
  const presence = async () => {
    const found = await floor.desk.workbench.detail(li, c.id);
    return found.kind === 'done' ? found.value.presence : undefined;
  };
  expect(await presence()).toEqual({ here: false, notice: false });
  const leaves = await comes(c);
  await allow();
  expect(await presence()).toEqual({ here: true, notice: true });
  await leaves();
  floor.clock.pass(MINUTE);
  expect(await presence()).toEqual({ here: false, since: floor.clock.now - MINUTE, notice: true });
});

import type { SiteNotice } from '../../shared/config/desk-config';
import type { Conversation } from '../../shared/conversation';
import type { Outcome } from '../../shared/outcome';
import { answer, heard, textsTo } from './acts';
import { agent, APPID, entry, openFloor, toAgent, type Floor } from './floor';

const MINUTE = 60_000;
const TEMPLATE = 'tmpl-reply';
const notice: SiteNotice = { template: TEMPLATE, fields: { thing1: '{notice}', name2: '{agent}', thing3: '{words}', number4: '{count}', date5: '{time}', thing6: '{entry}·{site}' }, afterSeconds: 60 };

let floor: Floor;
/** What the visitors' phones showed under 服务通知. */
let notices: { openid: string; template: string; page: string; data: Record<string, string> }[];
/** What WeChat answers to the next ones; empty: sent. */
let outcomes: Outcome[];
let pushes = 0;

beforeEach(async () => {
  floor = await openFloor({ agents: [agent('li')], entries: [entry('sales', [toAgent('li', { ringSeconds: 0 })])], settings: { allowances: { message: { count: 2, seconds: 172_800 }, enter: { count: 2, seconds: 60 } } } });
  await floor.publish((config) => { for (const site of config.sites) site.notice = notice; });
  await floor.online('li');
  notices = [];
  outcomes = [];
  const { channels } = floor.desk.ctx;
  if (!channels.contact) throw new Error('no contact channel');
  channels.contact = {
    ...channels.contact,
    async notify({ subject }, template, page, data) {
      const outcome = outcomes.shift() ?? { kind: 'sent' };
      if (outcome.kind === 'sent') notices.push({ openid: subject, template, page, data });
      return outcome;
    },
  };
});
afterEach(() => floor.close());

async function allow(openid: string, granted = true): Promise<void> {
  await floor.desk.visitor.takeIn('contact', {
    kind: 'permits', key: `permit:${pushes += 1}`, identity: { provider: 'wechat', account: APPID, subject: openid }, at: floor.clock.now, permits: [{ template: TEMPLATE, granted }],
  });
  await floor.settle();
}
const permits = async ({ visitor }: Conversation): Promise<number> => {
  let count = 0;
  while (await floor.records.people.spendPermit(visitor, APPID, TEMPLATE)) count += 1;
  return count;
};
/** He wrote, and of three answers the third is held. */
async function spent(openid = 'o1', lines = ['一', '二', '三']): Promise<Conversation> {
  const conversation = await floor.say(openid, '在吗');
  for (const line of lines) await answer(floor, 'li', conversation.id, line);
  return conversation;
}
const told = (): string[] => textsTo(floor, 'li').filter((text) => text.includes('提醒'));

test('held words call a visitor back who allowed it, once; they wait and go when he writes', async () => {
  await allow('o1');
  const { id } = await spent();
  expect(told()).toEqual([expect.stringMatching(/暂存.*如果对方没有马上回来，会用订阅消息提醒他/)]);
  await answer(floor, 'li', id, '四');
  await floor.later(59_000);
  expect(notices).toEqual([]);
  await floor.later(2_000);
  expect(notices).toEqual([{
    openid: 'o1', template: TEMPLATE, page: 'pages/entry/index?e=sales',
    data: { thing1: '您有新的客服回复，请点此查看', name2: 'LI', thing3: '四', number4: '2', date5: '2026-01-07 12:00', thing6: 'sales·Shop' },
  }]);
  expect(told().at(-1)).toMatch(/^已用订阅消息提醒 /);
  await answer(floor, 'li', id, '五');
  await floor.later(60 * MINUTE);
  expect(notices).toHaveLength(1);
  expect(heard(floor, 'o1')).toEqual(['一', '二']);
  await floor.say('o1', '来了');
  await floor.say('o1', '看到了');
  expect(heard(floor, 'o1')).toEqual(['一', '二', '三', '四', '五']);
});

test('ops see it among the deliveries, with what became of it', async () => {
  await allow('o1');
  const { id } = await spent();
  const seen = async () => (await floor.desk.ops.lookUp.deliveries({ states: ['pending', 'sent', 'dropped'], limit: 20, conversation: id })).filter(({ to, what }) => to === 'visitor' && what === 'notice');
  expect(await seen()).toMatchObject([{ to: 'visitor', state: 'pending' }]);
  await floor.later(61_000);
  expect(await seen()).toMatchObject([{ to: 'visitor', state: 'sent' }]);
});

test('who is back before it goes is not disturbed, and keeps his permit', async () => {
  await allow('o1');
  const conversation = await spent();
  await floor.say('o1', '来了');
  await floor.later(10 * MINUTE);
  expect(notices).toEqual([]);
  expect(await permits(conversation)).toBe(1);
});

test('without a permit nothing is sent, and the agent reads so', async () => {
  await spent();
  await floor.later(10 * MINUTE);
  expect(notices).toEqual([]);
  expect(told()).toEqual([expect.stringMatching(/暂存.*没有允许订阅消息，现在无法提醒他/)]);
});

test('the platform closes the window before we do: the same', async () => {
  await allow('o1');
  const conversation = await floor.say('o1', '在吗');
  floor.outcomes.push({ kind: 'held', why: 'window-closed:45015' });
  await answer(floor, 'li', conversation.id, '一');
  expect(told()).toEqual([expect.stringMatching(/48 小时.*会用订阅消息提醒他/)]);
  await floor.later(61_000);
  expect(notices).toHaveLength(1);
  expect(await permits(conversation)).toBe(0);
});

test('a permit granted while words wait calls him too; a second one does not before he came back', async () => {
  await spent();
  await allow('o1');
  await floor.later(61_000);
  await allow('o1');
  await floor.later(61_000);
  expect(notices).toHaveLength(1);
  const { id } = await floor.say('o1', '来了');
  await answer(floor, 'li', id, '四');
  await answer(floor, 'li', id, '五');
  await floor.later(61_000);
  expect(notices).toHaveLength(2);
});

describe('WeChat refuses it', () => {
  test('43101, no permit there: ours are forgotten, the agent reads it, ops are left in peace', async () => {
    await allow('o1');
    await allow('o1');
    const conversation = await spent();
    outcomes.push({ kind: 'refused', why: 'permit-spent:43101' });
    await floor.later(61_000);
    expect(told().at(-1)).toMatch(/^没能用订阅消息提醒 .*许可/);
    expect(await permits(conversation)).toBe(0);
    expect(floor.alarms).toEqual([]);
  });

  test('47003, a field that does not fit: nothing was used up there, so the permit is his again; ops hear of it', async () => {
    await allow('o1');
    const conversation = await spent();
    outcomes.push({ kind: 'refused', why: 'content:47003' });
    await floor.later(61_000);
    expect(told().at(-1)).toMatch(/^没能用订阅消息提醒/);
    expect(await permits(conversation)).toBe(1);
    expect(floor.alarms).toMatchObject([{ key: 'delivery:notice:content:47003' }]);
  });

  test('busy: tried again; no answer: not again, and the permit counts as spent', async () => {
    await allow('o1');
    await allow('o2');
    const [first, second] = [await spent('o1'), await spent('o2')];
    outcomes.push({ kind: 'later', afterMs: 1000, why: 'busy:-1' }, { kind: 'unknown', why: 'no-answer:timeout' });
    await floor.later(61_000);
    await floor.later(2_000);
    await floor.later(60 * MINUTE);
    expect(notices).toHaveLength(1);
    expect([await permits(first), await permits(second)]).toEqual([0, 0]);
    expect(told().some((text) => text.includes('微信没有确认'))).toBe(true);
  });
});

test('ops change the template meanwhile: the old permit stays, nothing is sent under the new one', async () => {
  await allow('o1');
  const conversation = await spent();
  await floor.publish((config) => { for (const site of config.sites) site.notice = { ...notice, template: 'other' }; });
  await floor.later(61_000);
  expect(notices).toEqual([]);
  expect(await permits(conversation)).toBe(1);
});

test('who is erased is not called any more', async () => {
  await allow('o1');
  const { visitor } = await spent();
  await floor.records.people.eraseVisitor(visitor, floor.clock.now);
  await floor.later(61_000);
  expect(notices).toEqual([]);
});

import { greetingWords } from '../../server/desk/greeting-words';
import { answer, heard } from './acts';
import { agent, entry, openFloor, toAgent, type Floor } from './floor';

let floor: Floor;
afterEach(() => floor?.close());

const GREETING = '您好，这里是{entry}。{agent}为您服务，请直接留言！您排在第 {place} 位，马上就好。';
const open = async (greeting: string | undefined = GREETING, capacity = 1): Promise<void> => {
  floor = await openFloor({
    agents: [agent('li', { capacity }), agent('wang')],
    entries: [entry('sales', [toAgent('li', { ringSeconds: 0 })], { label: { zh: '售前' }, ...(greeting !== undefined && { greeting: { zh: greeting } }) })],
  });
  await floor.online('li');
};

describe('a greeting as far as it holds', () => {
  const cases: [string, Record<string, string | number | undefined>, string | undefined][] = [
    [GREETING, { entry: '售前', agent: '李雷' }, '您好，这里是售前。李雷为您服务，请直接留言！'],
    [GREETING, { entry: '售前', place: 3 }, '您好，这里是售前。您排在第 3 位，马上就好。'],
    ['Hi from {entry}. {agent} answers, e.g. at 3.5 min. Bye', { entry: 'Sales' }, 'Hi from Sales. Bye'],
    ['Hi. At 3.5 you are {place}.', { place: 1 }, 'Hi. At 3.5 you are 1.'],
    ['第一行\n{agent}\n第三行', {}, '第一行\n第三行'],
    ['{agent}为您服务', {}, undefined],
    ['没有变量…', {}, '没有变量…'],
  ];
  test.each(cases)('%s %j', (greeting, values, expected) => {
    expect(greetingWords(greeting, values)?.text).toBe(expected);
  });
});

test('who is answered at once hears who answers and no place', async () => {
  await open();
  await floor.enter('o1');
  expect(heard(floor, 'o1')).toEqual(['您好，这里是售前。LI为您服务，请直接留言！']);
});

test('who has to wait is welcomed too, and hears his place, in one message', async () => {
  await open();
  await floor.say('o1', '在吗');
  await floor.enter('o2');
  floor.clock.pass(1000);
  await floor.enter('o3');
  expect(heard(floor, 'o2')).toEqual(['您好，这里是售前。您排在第 1 位，马上就好。']);
  expect(heard(floor, 'o3')).toEqual(['您好，这里是售前。您排在第 2 位，马上就好。']);
});

test('a greeting that names no place gets the sentence about it; one that only fits an agent leaves just that', async () => {
  await open('欢迎光临！{agent}为您服务。');
  await floor.say('o1', '在吗');
  await floor.enter('o2');
  expect(heard(floor, 'o2')).toEqual(['欢迎光临！\n客服都在忙，您排在第 1 位，轮到您时会马上回复。']);
  await floor.publish((config) => { for (const one of config.entries) one.greeting = { zh: '我是{agent}。' }; });
  floor.clock.pass(1000);
  await floor.enter('o3');
  expect(heard(floor, 'o3')).toEqual(['客服都在忙，您排在第 2 位，轮到您时会马上回复。']);
});

test('a stand-in is told of once: by the greeting where it says so itself', async () => {
  floor = await openFloor({
    agents: [agent('li'), agent('wang')],
    entries: [entry('sales', [toAgent('li'), toAgent('wang')], { greeting: { zh: '{designated}不在，{agent}来帮您。' } }), entry('vip', [toAgent('li'), toAgent('wang')], { greeting: { zh: '我是{agent}。' } })],
  });
  await floor.online('wang');
  await floor.enter('o1', 'sales');
  await floor.enter('o2', 'vip');
  expect(heard(floor, 'o1')).toEqual(['LI不在，WANG来帮您。']);
  expect(heard(floor, 'o2')).toEqual(['LI现在不在，由WANG为您服务。\n我是WANG。']);
});

describe('somebody joins who only tapped and waits', () => {
  async function joined(): Promise<string> {
    await open(undefined);
    const { id: first } = await floor.say('o1', '在吗');
    const { id } = await floor.enter('o2');
    await floor.desk.agent.close({ conversation: first, reason: 'ended-by-agent', by: 'li' });
    await floor.settle();
    expect((await floor.conversation(id)).agent).toBe('li');
    return id;
  }

  test('the last message WeChat allows is the agent’s: he hears it when he has written, once', async () => {
    await joined();
    expect(heard(floor, 'o2')).toEqual([expect.stringContaining('第 1 位')]);
    await floor.say('o2', '在吗');
    expect(heard(floor, 'o2').slice(1)).toEqual(['LI已接入，为您服务。']);
    await floor.say('o2', '我想问一下');
    expect(heard(floor, 'o2')).toHaveLength(2);
  });

  test('the agent speaks first: he needs no announcement any more', async () => {
    const id = await joined();
    await answer(floor, 'li', id, '您好，我是李雷');
    await floor.say('o2', '在吗');
    expect(heard(floor, 'o2').slice(1)).toEqual(['您好，我是李雷']);
  });
});

import { agent, toAgent } from './floor';
import { textsTo, writes } from './acts';
import { ACCOUNT, kfEntry, openNativeFloor, type NativeFloor } from './native-floor';

let floor: NativeFloor;
beforeEach(async () => {
  floor = await openNativeFloor({ agents: [agent('li'), agent('wang')], entries: [kfEntry('vip', [toAgent('li')])] });
  await floor.receive('li');
});
afterEach(() => floor.close());

test('words of both stand in order, once each, also when everything is told again', async () => {
  const { kf } = floor;
  kf.writes(ACCOUNT, 'wm1', '一');
  await floor.pull();
  kf.answers(ACCOUNT, 'w-li', 'wm1', '二');
  kf.writes(ACCOUNT, 'wm1', '三');
  kf.answers(ACCOUNT, 'w-li', 'wm1', '四');
  await floor.pull();
  const { id } = await floor.of('wm1');
  const all = ['visitor: 一', 'li: 二', 'visitor: 三', 'li: 四'];
  expect(await floor.transcript(id)).toEqual(all);
  await floor.records.native.loseCursor(ACCOUNT);
  await floor.pull();
  expect(await floor.transcript(id)).toEqual(all);
  expect(await floor.all('wm1')).toHaveLength(1);
});

test('what is taken back is shown as that, by whoever said it', async () => {
  const { kf } = floor;
  const one = kf.writes(ACCOUNT, 'wm1', '一');
  await floor.pull();
  const two = kf.answers(ACCOUNT, 'w-li', 'wm1', '二');
  kf.writes(ACCOUNT, 'wm1', '三');
  await floor.pull();
  kf.native(ACCOUNT, 'wm1', { act: 'recalled', by: 'visitor', message: `k:${ACCOUNT}:${one}` });
  kf.native(ACCOUNT, 'wm1', { act: 'recalled', by: 'agent', agent: 'w-li', message: `k:${ACCOUNT}:${two}` });
  await floor.pull();
  expect(await floor.transcript((await floor.of('wm1')).id)).toEqual(['recalled visitor: 一', 'recalled li: 二', 'visitor: 三']);
});

test('a text to the application in WeCom never goes to a visitor of 微信客服, nor an answer from the workbench; a note does work', async () => {
  const { id } = await floor.writes('wm1', '在吗');
  await writes(floor, 'li', '在的');
  expect(await floor.desk.agent.reply({ conversation: id, key: 'r1', agent: 'li', body: { kind: 'text', text: '在的' } })).toEqual({ kind: 'natively' });
  expect(await floor.desk.agent.reply({ conversation: id, key: 'n1', agent: 'li', body: { kind: 'text', text: '老客户' }, note: true })).toMatchObject({ kind: 'stored' });
  await floor.settle();
  expect(floor.kf.phone).toEqual([]);
  expect(await floor.transcript(id)).toEqual(['visitor: 在吗', 'li: 老客户']);
  expect(textsTo(floor, 'li')).toEqual([]);
});

test('a visitor who shuts himself off is noted', async () => {
  const { id } = await floor.writes('wm1', '在吗');
  floor.kf.native(ACCOUNT, 'wm1', { act: 'blocked', on: true });
  await floor.pull();
  expect((await floor.transcript(id)).at(-1)).toBe('system: (blocked)');
});

test('words of somebody nobody names are put down to whoever has it', async () => {
  const { id } = await floor.writes('wm1', '在吗');
  floor.kf.native(ACCOUNT, 'wm1', { act: 'said', agent: '', body: { kind: 'text', text: '您好' } });
  await floor.pull();
  expect((await floor.transcript(id)).at(-1)).toBe('li: 您好');
  expect(await floor.of('wm1')).toMatchObject({ state: 'assigned', agent: 'li' });
});

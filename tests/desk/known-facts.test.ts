import type { Records } from '../../server/stores/records';
import { until } from '../journeys/until';
import { receipts } from './acts';
import { agent, APPID, entry, group, openFloor, toAgent, toGroup, type Floor, type Plan } from './floor';
import { ACCOUNT, kfEntry, openNativeFloor } from './native-floor';

const owner = { ...toAgent('li'), target: { kind: 'owner' as const } };
const shop: Plan = { agents: [agent('li'), agent('wang'), agent('zhao')], groups: [group('team', ['li'])], entries: [] };
let opened: Floor | undefined;
const open = async <F extends Floor>(floor: Promise<F>): Promise<F> => {
  const one = await floor;
  opened = one;
  return one;
};
afterEach(() => opened?.close());

const identity = { provider: 'wechat', account: APPID, subject: 'o1' };

test('owner of the order, 微信客服: whom the shop named for him in the mini-program gets him there, for nobody else', async () => {
  const floor = await open(openNativeFloor({ ...shop, entries: [kfEntry('order', [owner, toGroup('team')])] }));
  const { id } = await floor.records.people.visitor(identity, floor.desk.ctx.newId(), floor.clock.now);
  await floor.desk.merchant.signedFacts(id, 'shop', { orderNo: 'A1', ownerAgent: 'zhao' });
  await floor.receive('li', 'zhao');
  floor.kf.enters(ACCOUNT, 'wm1', 'order', { visitor: id });
  floor.kf.enters(ACCOUNT, 'wm2', 'order');
  await floor.pull();
  expect(await floor.writes('wm1', '我的订单呢')).toMatchObject({ visitor: id, state: 'assigned', agent: 'zhao' });
  expect(await floor.writes('wm2', '我的订单呢')).toMatchObject({ state: 'assigned', agent: 'li' });
});

test('owner of the order, 微信客服: one who does not receive is stood in for', async () => {
  const floor = await open(openNativeFloor({ ...shop, entries: [kfEntry('order', [owner, toGroup('team')])] }));
  const { id } = await floor.records.people.visitor(identity, floor.desk.ctx.newId(), floor.clock.now);
  await floor.desk.merchant.signedFacts(id, 'shop', { ownerAgent: 'zhao' });
  await floor.receive('li');
  floor.kf.enters(ACCOUNT, 'wm1', 'order', { visitor: id });
  await floor.pull();
  const { id: conversation, agent: by } = await floor.writes('wm1', '我的订单呢');
  expect([by, (await receipts(floor, conversation)).at(-1)?.standsInFor]).toEqual(['li', 'zhao']);
  expect(floor.heard('wm1').join()).toMatch(/ZHAO.*LI/);
});

test('facts that come while the buttons are worked out are on them at the next look', async () => {
  const held: Promise<void>[] = [];
  let go = (): void => undefined;
  const seenBy = (records: Records): Records => ({
    ...records,
    people: {
      ...records.people,
      async visitorById(id) {
        const found = await records.people.visitorById(id);
        await held.shift();
        return found;
      },
    },
  });
  const floor = await open(openFloor({ ...shop, entries: [entry('order', [owner, toGroup('team')])], seenBy }));
  floor.desk.ctx.times.entryState = 60_000;
  await floor.online('li', 'zhao');
  const { id } = await floor.records.people.visitor(identity, floor.desk.ctx.newId(), floor.clock.now);
  const shown = async (): Promise<string | undefined> => (await floor.desk.visitor.entries.of(APPID, id))?.entries[0]?.state.agent?.name;
  held.push(new Promise((done) => { go = done; }));
  const before = shown();
  await until('the buttons are under way', () => held.length === 0);
  await floor.desk.merchant.signedFacts(id, 'shop', { ownerAgent: 'zhao' });
  go();
  expect(await before).toBe('LI');
  expect(await shown()).toBe('ZHAO');
});

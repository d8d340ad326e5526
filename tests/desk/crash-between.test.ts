import { agent, APPID, entry, openFloor, toAgent, type Floor } from './floor';

let floor: Floor;
beforeEach(async () => {
  floor = await openFloor({ agents: [agent('li')], entries: [entry('vip', [toAgent('li')], { overflow: { kind: 'leave-message' } })] });
});
afterEach(() => floor.close());

test('words stored by a process that died before the ladder ran are routed by the sweep, even with nobody online', async () => {
  const { records, clock } = floor;
  const ids = ['1', '2', '3', '4'].map((n) => n.repeat(32));
  const received = await records.conversations.receive({
    key: 'm:crash', identity: { provider: 'wechat', account: APPID, subject: 'o1' }, newVisitor: ids[0] ?? '', newConversation: ids[1] ?? '',
    newMessage: ids[2] ?? '', newDelivery: ids[3] ?? '', body: { kind: 'text', text: '在吗' }, scope: 'account', channel: 'contact', at: clock.now, now: clock.now,
    terms: { entry: 'vip', channel: 'contact', account: APPID, priority: 0, ageingSeconds: 120, silentSeconds: 120, idleMinutes: 60 },
    allowance: { count: 5, seconds: 172_800 },
  });
  expect(received).toMatchObject({ kind: 'stored', conversation: { state: 'waiting' } });
  await floor.later(5_000);
  expect((await floor.conversation(ids[1] ?? '')).state).toBe('waiting');
  await floor.later(6_000);
  expect((await floor.conversation(ids[1] ?? '')).state).toBe('left');
  expect(floor.phone).toHaveLength(1);
  await floor.later(20_000);
  expect(floor.phone).toHaveLength(1);
});

import { agent, entry, openFloor, toAgent, type Floor } from './floor';

let floor: Floor;
beforeEach(async () => {
  floor = await openFloor({ agents: [agent('li')], entries: [entry('vip', [toAgent('li')])] });
  await floor.online('li');
});
afterEach(() => floor.close());

test('words cut off on their way to the agent are named to him by a card, and his tap shows them', async () => {
  const { id } = await floor.say('o1', '第一句');
  const relayed = (): string[] => floor.wecom.flatMap(({ piece }) => (piece.form === 'text' ? [piece.text] : []));
  expect(relayed()).toHaveLength(1);

  // A node takes the next words and dies before it can say what became of them.
  await floor.desk.ctx.records.conversations.receive({
    key: 'm:cut', identity: { provider: 'wechat', account: (await floor.conversation(id)).account, subject: 'o1' }, newVisitor: 'a'.repeat(32), newConversation: 'b'.repeat(32),
    newMessage: 'c'.repeat(32), newDelivery: 'd'.repeat(32), body: { kind: 'text', text: '第二句' }, scope: 'account', channel: 'contact', at: floor.clock.now, now: floor.clock.now,
  });
  const { taken } = await floor.records.outbox.take({ now: floor.clock.now, limit: 10, leaseMs: 1_000, node: 'dead' });
  expect(taken).toHaveLength(1);
  await floor.later(30_000);
  expect(relayed()).toHaveLength(1);
  const card = floor.wecom.at(-1)?.piece;
  expect(card).toMatchObject({ form: 'card', title: expect.stringContaining('可能没有送到') as string, buttons: [{ action: 'resend', conversation: id }] });

  const tap = { kind: 'tapped' as const, key: 't1', address: 'w-li', at: floor.clock.now, action: 'resend' as const, conversation: id };
  expect(await floor.desk.agent.acted(tap)).toContain('重新发送');
  await floor.settle();
  expect(relayed()).toEqual([expect.stringContaining('第一句'), expect.stringContaining('第二句')]);
  expect(await floor.desk.agent.acted({ ...tap, key: 't2' })).toContain('没有重发');
});

import { agent, entry, group, openFloor, toAgent, toGroup, type Floor } from './floor';

let floor: Floor;
beforeEach(async () => {
  floor = await openFloor({
    agents: [agent('li'), agent('wang')],
    groups: [group('sales', ['li', 'wang'])],
    entries: [entry('vip', [toAgent('li'), toGroup('sales')])],
  });
});
afterEach(() => floor.close());

const textsTo = (address: string): string[] =>
  floor.wecom.flatMap((one) => (one.address === address && one.piece.form === 'text' ? [one.piece.text] : []));

test('a tap reaches the named agent, who answers and is read', async () => {
  await floor.online('li', 'wang');
  const opened = await floor.enter('o1', 'vip');
  expect(opened).toMatchObject({ state: 'assigned', agent: 'li' });
  expect(floor.phone.at(-1)?.body).toMatchObject({ kind: 'text', text: expect.stringContaining('LI') as string });
  expect(floor.wecom).toEqual([]);

  await floor.say('o1', '在吗');
  expect(floor.wecom[0]).toMatchObject({ address: 'w-li', piece: { form: 'card' } });
  expect(textsTo('w-li')).toEqual([expect.stringContaining('在吗')]);

  const echo = await floor.desk.agent.acted({ kind: 'said', key: 'a1', address: 'w-li', at: floor.clock.now, body: { kind: 'text', text: '在的' } });
  await floor.settle();
  expect(echo).toContain('4');
  expect(floor.phone.at(-1)).toEqual({ openid: 'o1', body: { kind: 'text', text: '在的' } });
});

test('A5 designated agent away, group stands in, and the visitor reads who', async () => {
  await floor.online('wang');
  const opened = await floor.enter('o1', 'vip');
  expect(opened.agent).toBe('wang');
  expect(floor.phone.at(-1)?.body).toMatchObject({ text: expect.stringMatching(/LI.*WANG/) as string });
});

test('F1 F2 no reply in ringSeconds: the next candidate, again and again', async () => {
  await floor.online('li', 'wang');
  await floor.enter('o1', 'vip');
  const { id } = await floor.say('o1', '在吗');
  await floor.later(61_000);
  expect(await floor.conversation(id)).toMatchObject({ state: 'assigned', agent: 'wang', missed: ['li'] });
  expect(textsTo('w-wang')).toEqual([expect.stringContaining('在吗')]);
  await floor.later(61_000);
  expect((await floor.conversation(id)).state).toBe('waiting');
});

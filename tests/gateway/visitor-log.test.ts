import { ConversationDetail } from '../../shared/http/agent';
import { VisitorAnswer } from '../../shared/http/ops-look-up';
import { VisitorLogAnswer } from '../../shared/http/visitor-log';
import { agent, entry, toAgent } from '../desk/floor';
import { openHouse, read, type House } from './house';
import { refusal, staffOf } from './staff-of';

let house: House;
beforeEach(async () => {
  house = await openHouse({ agents: [agent('li')], entries: [entry('vip', [toAgent('li')])], regionOf: (address) => (address === '223.5.5.5' ? '浙江省 杭州市' : undefined) }, { config: { trustProxy: true } });
});
afterEach(() => house.close());

const signIn = (openid: string, address: string) =>
  house.http.inject({ method: 'POST', url: '/api/visitor/login', payload: { code: `code-${openid}` }, remoteAddress: '127.0.0.1', headers: { 'x-forwarded-for': address } });

test('where a visitor comes from is known to who answers him and to ops, and his address to nobody', async () => {
  const { floor } = house;
  await floor.online('li');
  await signIn('o1', '223.5.5.5');
  await signIn('o1', '223.5.5.5');
  await floor.enter('o1', 'vip');
  const { id, visitor } = await floor.say('o1', '在吗');
  const ops = await staffOf(house, 'ops');
  const log = read(VisitorLogAnswer, await ops.get(`/api/ops/visitors/${visitor}/log`));
  expect(log.events.filter(({ kind }) => kind === 'visited')).toEqual([{ kind: 'visited', at: floor.clock.now, region: '浙江省 杭州市' }]);
  expect(log.events).toContainEqual(expect.objectContaining({ kind: 'received', agent: 'li', conversation: id }));
  expect(read(VisitorAnswer, await ops.get(`/api/ops/visitors/${visitor}`)).region).toBe('浙江省 杭州市');
  const li = await staffOf(house, 'agent', 'li');
  expect(read(ConversationDetail, await li.get(`/api/agent/conversations/${id}`)).visitor.region).toBe('浙江省 杭州市');
  const kept = await floor.records.people.exportVisitor(visitor);
  expect(JSON.stringify(kept)).not.toContain('223.5.5.5');
});

test('a private address says nothing, and the log has pages', async () => {
  const { floor } = house;
  await signIn('o2', '10.0.0.7');
  await floor.settle();
  floor.clock.pass(1_000);
  await floor.enter('o2', 'vip');
  floor.clock.pass(1_000);
  const { visitor } = await floor.say('o2', '在吗');
  const ops = await staffOf(house, 'ops');
  expect(read(VisitorAnswer, await ops.get(`/api/ops/visitors/${visitor}`)).region).toBeUndefined();
  const page = read(VisitorLogAnswer, await ops.get(`/api/ops/visitors/${visitor}/log?limit=1`));
  expect(page.next).toBe(page.events.at(-1)?.at);
  const rest = read(VisitorLogAnswer, await ops.get(`/api/ops/visitors/${visitor}/log?before=${page.next ?? 0}`));
  expect(rest.events.at(-1)).toEqual({ kind: 'visited', at: expect.any(Number) });
  expect(refusal(await ops.get('/api/ops/visitors/nobody/log'))).toEqual([404, 'not-found']);
  expect(refusal(await ops.get(`/api/ops/visitors/${visitor}/log?limit=0`))).toEqual([400, 'bad-request']);
});

import { ReportAnswer } from '../../shared/http/figures';
import { agent, entry, group, toAgent, toGroup } from '../desk/floor';
import { signedIn } from './agent-page';
import { bearer, openHouse, read, type House } from './house';
import { refusal, staffOf, type Caller } from './staff-of';

let house: House;
let ops: Caller;
beforeAll(async () => {
  house = await openHouse({
    agents: [agent('li', { name: '=HYPERLINK("http://x")' }), agent('wang')], groups: [group('team', ['wang'])],
    entries: [entry('vip', [toAgent('li', { ringSeconds: 30 }), toGroup('team')], { label: { zh: '贵宾, 您好', en: 'VIP' } })],
  });
  ops = await staffOf(house, 'ops');
  const { floor } = house;
  await floor.online('li', 'wang');
  await floor.enter('o1', 'vip');
  await floor.say('o1', '在吗');
  // li lets it ring, so wang stands in
  await floor.later(31_000);
  const { id } = await floor.say('o1', '有人吗');
  await floor.desk.agent.reply({ conversation: id, key: 'r1', agent: 'wang', body: { kind: 'text', text: '在' } });
});
afterAll(() => house.close());

const ask = (query: string) => ops.get(`/api/ops/reports?${query}`);

test('what really happened stands in the report: the promise not kept, the ring missed, how long it took', async () => {
  const report = read(ReportAnswer, await ask('from=2026-01-01&to=2026-01-07&by=step'));
  expect(report.rows).toMatchObject([
    { key: 'vip', name: { zh: '贵宾, 您好' }, step: 0, target: { kind: 'agent', agent: 'li' }, conversations: 1, answered: 0, missed: 1 },
    { key: 'vip', step: 1, target: { kind: 'group', group: 'team' }, conversations: 1, answered: 1, named: 1, kept: 0, firstReply: { medianMs: 31_000 } },
  ]);
  expect(report.days).toHaveLength(7);
  expect(report.days.at(-1)).toMatchObject({ date: '2026-01-07', conversations: 1, named: 1, kept: 0 });
});

test('a spreadsheet of it runs nothing and speaks the caller’s language', async () => {
  const zh = await ops.get('/api/ops/reports.csv?from=2026-01-07&to=2026-01-07&by=agent');
  expect(zh.headers['content-type']).toContain('text/csv');
  expect(zh.headers['content-disposition']).toContain('zhida-agent-2026-01-07-2026-01-07.csv');
  const lines = zh.body.split('\r\n');
  expect(lines[0]).toMatch(/^\uFEFF编号,客服,会话,/);
  expect(lines[1]).toContain(`li,"'=HYPERLINK(""http://x"")",1,0,1,0,0,`);
  expect(lines.at(-2)).toMatch(/^,合计,1,1,1,0,0,31,31,0,0,1,0,0,0,,$/);
  const en = await house.http.inject({ url: '/api/ops/reports.csv?from=2026-01-07&to=2026-01-07&by=entry', headers: { ...bearer(await signedIn(house, 'anna', 'ops')), 'accept-language': 'en' } });
  expect(en.body.split('\r\n')[1]).toMatch(/^vip,VIP,1,/);
});

test.each(['from=2026-02-30&to=2026-03-01', 'from=2026-01-02&to=2026-01-01', 'from=2026-01-01&to=2026-04-03', 'from=x&to=2026-01-01', 'from=2026-01-01'])('%s is refused', async (range) => {
  expect(refusal(await ask(`${range}&by=entry`))).toEqual([400, 'bad-request']);
});

test('a quarter is not too long', async () => {
  expect((await ask('from=2026-01-01&to=2026-04-02&by=entry')).statusCode).toBe(200);
});

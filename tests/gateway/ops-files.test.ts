import fc from 'fast-check';
import { DraftAnswer, ImportAnswer } from '../../shared/http/ops-config';
import { readCsv, writeCsv } from '../../server/gateway/ops/csv-cells';
import { agent, entry, group, toAgent, toGroup } from '../desk/floor';
import { openHouse, read, type House } from './house';
import { type Caller, refusal, staffOf } from './staff-of';

let house: House;
let ops: Caller;
beforeEach(async () => {
  house = await openHouse({
    agents: [agent('li', { name: '李, "雷"', capacity: 3, shift: 'day' }), agent('wang', { disabled: true, name: "'=1+1" }), agent('zhao', { name: '=HYPERLINK("http://x")' })],
    groups: [group('all', ['li', 'wang'], { members: [{ agent: 'li', weight: 3 }, { agent: 'wang' }], capacity: 2, strategy: 'weighted' }), group('none', [])],
    hours: [{ key: 'day', name: '白班', timeZone: 'Asia/Shanghai', weekly: [{ day: 1, from: '09:00', to: '18:00' }], holidays: [] }],
    entries: [
      entry('vip', [toAgent('li', { acceptAway: true, ringSeconds: 0 }), toGroup('all', { respectCapacity: false })], {
        label: { zh: 'VIP 专属', en: 'VIP' }, greeting: { zh: '您好\n我是{agent}，@您' }, hours: 'day', icon: '-1', isDefault: true, priority: 5,
        variants: [{ when: { level: 'gold' }, ladder: [toAgent('zhao')], priority: 9 }],
      }),
      entry('sales', [], { overflow: { kind: 'leave-message' } }),
      entry('kf', [toAgent('li')], { channel: 'kf', kfAccount: 'wk1', kfUrl: 'https://work.weixin.qq.com/kf/kfc1?enc_scene=ENC1', nativePool: false }),
    ],
  });
  ops = await staffOf(house, 'ops');
});
afterEach(() => house.close());

const draft = async () => read(DraftAnswer, await ops.get('/api/ops/draft'));
const url = async (path: string, more = ''): Promise<string> => `/api/ops/${path}?revision=${(await draft()).revision}${more}`;

test('the whole configuration goes out and comes back equal, into the draft only', async () => {
  const before = await draft();
  const file = await ops.get('/api/ops/export?source=published');
  expect(file.headers['content-disposition']).toContain('zhida-config.json');
  await ops.send('DELETE', await url('entries/vip'));
  const imported = read(ImportAnswer, await ops.send('POST', await url('import'), file.json()));
  expect((await draft()).config).toEqual(before.config);
  expect(imported.differences.map((one) => `${one.change} ${one.object}`)).toEqual(['added entry:vip']);
  expect(house.floor.desk.view().version).toBe(1);
});

test('a file that is not of the form, or was made on an older draft, changes nothing', async () => {
  const { config, revision } = await draft();
  const bad: [unknown, string][] = [
    [{ ...config, agents: [{ key: 'A B', name: 'x' }] }, 'bad-request'], [{ ...config, strange: 1 }, 'unknown-field'], [{}, 'bad-request'], [null, 'bad-request'],
    [{ ...config, texts: { nosuch: { zh: 'x' } } }, 'unknown-field'],
  ];
  for (const [document, code] of bad) expect(refusal(await ops.send('POST', await url('import'), { config: document }))).toEqual([400, code]);
  expect(refusal(await ops.send('POST', `/api/ops/import?revision=${revision + 1}`, { config }))).toEqual([409, 'conflict']);
  expect(await draft()).toMatchObject({ revision, begun: false });
  const broken = read(ImportAnswer, await ops.send('POST', await url('import'), { config: { ...config, agents: [] } }));
  expect(broken.findings.map((one) => one.code)).toContain('unknown-agent');
});

test('a preview says what an import would change and what the check would find, and changes nothing', async () => {
  const { config, revision } = await draft();
  const looked = read(ImportAnswer, await ops.send('POST', await url('import', '&into=preview'), { config: { ...config, agents: [] } }));
  expect(looked.differences.map((one) => `${one.change} ${one.object}`)).toEqual(['removed agent:li', 'removed agent:wang', 'removed agent:zhao']);
  expect(looked.findings.map((one) => one.code)).toContain('unknown-agent');
  const rows = read(ImportAnswer, await ops.csv(await url('import/agents.csv', '&mode=replace&into=preview'), 'key,name\nli,李雷'));
  expect(rows.differences.map((one) => `${one.change} ${one.object}`)).toEqual(['changed agent:li', 'removed agent:wang', 'removed agent:zhao']);
  expect(refusal(await ops.send('POST', `/api/ops/import?revision=${revision + 1}&into=preview`, { config }))).toEqual([409, 'conflict']);
  expect(await draft()).toEqual({ revision, begun: false, config });
});

test('agents, groups and entries go out as spreadsheets and come back equal', async () => {
  const before = (await draft()).config;
  for (const sheet of ['agents', 'groups', 'entries']) {
    const file = await ops.get(`/api/ops/export/${sheet}.csv`);
    expect([file.statusCode, file.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(file.body.startsWith('\uFEFFkey,')).toBe(true);
    for (const mode of ['merge', 'replace']) {
      const imported = await ops.csv(await url(`import/${sheet}.csv`, `&mode=${mode}`), file.body);
      expect([sheet, mode, imported.statusCode, imported.json().differences]).toEqual([sheet, mode, 200, []]);
      expect((await draft()).config).toEqual(before);
    }
  }
});

test('no cell begins like a formula, and what began so comes back as it was', async () => {
  const { body } = await ops.get('/api/ops/export/agents.csv');
  const cells = readCsv(body, body.slice(1).split('\r\n')[0]?.split(',') ?? [], []);
  expect(body).toContain(`"'=HYPERLINK(""http://x"")"`);
  expect(body).toContain(`''=1+1`);
  expect(cells.ok && cells.rows.map((row) => row.get('name'))).toEqual(['李, "雷"', "'=1+1", '=HYPERLINK("http://x")']);
  const line = fc.array(fc.string({ unit: fc.constantFrom('=', '+', '-', '@', "'", '"', ',', '\t', '\r', '\n', ' ', 'a', '中') }), { minLength: 2, maxLength: 2 });
  fc.assert(fc.property(fc.array(line, { minLength: 1 }), (rows) => {
    const filled = rows.map(([a = '', b = '']) => [a, `x${b}`]);
    const csv = writeCsv(['a', 'b'], filled);
    const found = readCsv(csv, ['a', 'b'], ['a']);
    expect(found.ok && found.rows.map((row) => [row.get('a'), row.get('b')])).toEqual(filled);
    const raw = readCsv(csv.replaceAll("'", '’'), ['a', 'b'], ['a']);
    expect(raw.ok && raw.rows.some((row) => /^[=+\-@\t\r]/.test(row.get('a') ?? ''))).toBe(false);
  }));
});

test('a merge updates in place and adds at the end; a replacement is all there is', async () => {
  const merged = await ops.csv(await url('import/agents.csv'), 'key,name,capacity,disabled\r\nwang,王芳,7,否\r\nchen,陈晨,,\r\n');
  expect(merged.statusCode).toBe(200);
  expect((await draft()).config.agents.map(({ key, name, capacity, disabled }) => [key, name, capacity, disabled])).toEqual([
    ['li', '李, "雷"', 3, false], ['wang', '王芳', 7, false], ['zhao', '=HYPERLINK("http://x")', undefined, false], ['chen', '陈晨', undefined, false],
  ]);
  await ops.csv(await url('import/agents.csv', '&mode=replace'), 'name,key\r\n李雷,li\r\n');
  expect((await draft()).config.agents).toEqual([{ key: 'li', name: '李雷', disabled: false }]);
});

test('what a spreadsheet has wrong is told by row, and changes nothing', async () => {
  const { revision } = await draft();
  const bad = [
    'key,name\r\nA B,x', 'name\r\nx', 'key,nosuch\r\na,b', 'key,name\r\na,x\r\na,y', 'key,name,capacity\r\na,x,many', 'key,name,disabled\r\na,x,maybe', 'key,name\r\na,x,y', 'key,name\r\n"a,x',
    'key,name\r\n__proto__,x',
  ];
  for (const text of bad) expect([text, ...refusal(await ops.csv(await url('import/agents.csv'), text))]).toEqual([text, 400, 'bad-request']);
  const ladder = await ops.csv(await url('import/entries.csv', '&mode=replace'), 'key,site,label.zh,channel,ladder,overflow\r\na,shop,甲,contact,agent:li now,queue 5');
  expect(ladder.json()).toMatchObject({ code: 'bad-request', detail: [{ at: '/0/ladder/0' }] });
  expect(refusal(await ops.send('POST', await url('import/agents.csv'), { key: 'a' }))).toEqual([400, 'bad-request']);
  expect((await draft()).revision).toBe(revision);
});

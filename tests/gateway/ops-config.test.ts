import { Type } from '@sinclair/typebox';
import { DiffAnswer, DraftAnswer, LintAnswer, PreviewAnswer, ReplayAnswer, SettingsAnswer, VersionAnswer, VersionsAnswer } from '../../shared/http/ops-config';
import { AuditsAnswer } from '../../shared/http/ops-look-up';
import { agent, entry, group, toAgent, toGroup } from '../desk/floor';
import { openHouse, read, type House } from './house';
import { type Answer, type Caller, refusal, staffOf } from './staff-of';

let house: House;
let ops: Caller;
beforeEach(async () => {
  house = await openHouse({
    agents: [agent('li', { capacity: 1 }), agent('wang')],
    groups: [group('all', ['li', 'wang'])],
    entries: [entry('vip', [toAgent('li')]), entry('sales', [toGroup('all')])],
  });
  ops = await staffOf(house, 'ops');
});
afterEach(() => house.close());

const draft = async () => read(DraftAnswer, await ops.get('/api/ops/draft'));
const Items = Type.Object({ items: Type.Array(Type.Object({ key: Type.String() })) });
const items = async (list: string) => read(Items, await ops.get(`/api/ops/${list}`)).items;
const revision = async (): Promise<number> => (await draft()).revision;
async function edit(method: 'PUT' | 'PATCH' | 'DELETE' | 'POST', path: string, payload?: object): Promise<Answer> {
  const answer = await ops.send(method, `/api/ops/${path}?revision=${await revision()}`, payload);
  if (answer.statusCode !== 200) throw new Error(`${method} ${path}: ${answer.body}`);
  return answer;
}
const publish = async (more: object = {}): Promise<Answer> => ops.send('POST', '/api/ops/publish', { revision: await revision(), ...more });

test('the draft begins as a copy of what is in force, and an edit changes only the draft', async () => {
  expect(await draft()).toMatchObject({ begun: false, config: { agents: [{ key: 'li' }, { key: 'wang' }] } });
  await edit('PATCH', 'agents/li', { name: '李雷', capacity: null });
  expect(await draft()).toMatchObject({ begun: true, by: 'the-ops', config: { agents: [{ key: 'li', name: '李雷' }, { key: 'wang' }] } });
  expect((await ops.get('/api/ops/agents/li')).json().item).not.toHaveProperty('capacity');
  expect(house.floor.desk.view().agent('li')).toMatchObject({ name: 'LI', capacity: 1 });
});

test('an edit that saw an older draft is a conflict, and says who was in between', async () => {
  const seen = await revision();
  await edit('PUT', 'agents/zhao', { key: 'zhao', name: 'Zhao' });
  const late = await ops.send('PUT', `/api/ops/agents/li?revision=${seen}`, { key: 'li', name: 'other' });
  expect(refusal(late)).toEqual([409, 'conflict']);
  expect(late.json().detail).toMatchObject({ revision: await revision(), by: 'the-ops' });
  const two = await Promise.all([1, 2].map(async () => ops.send('DELETE', `/api/ops/agents/zhao?revision=${await revision()}`)));
  expect(two.map((one) => one.statusCode).sort()).toEqual([200, 409]);
});

test('each list has its routes, and refuses what is not of its form', async () => {
  const samples: [string, string, object][] = [
    ['entries', 'one', { key: 'one', site: 'shop', label: { zh: '一' }, channel: 'contact', ladder: [{ target: { kind: 'anyone' } }], overflow: { kind: 'queue' } }],
    ['agents', 'one', { key: 'one', name: '一' }],
    ['groups', 'one', { key: 'one', name: '一', strategy: 'in-turn', members: [] }],
    ['hours', 'one', { key: 'one', name: '一', timeZone: 'Asia/Shanghai', weekly: [], holidays: [] }],
    ['sites', 'one', { key: 'one', name: '一', kind: 'web' }],
  ];
  for (const [list, key, item] of samples) {
    await edit('PUT', `${list}/${key}`, item);
    const listed = await items(list);
    expect(listed.at(-1)).toMatchObject(item);
    expect((await ops.get(`/api/ops/${list}/${key}`)).json().item).toMatchObject(item);
    expect(refusal(await ops.get(`/api/ops/${list}/nobody`))).toEqual([404, 'not-found']);
    expect(refusal(await ops.send('PUT', `/api/ops/${list}/two?revision=${await revision()}`, item))).toEqual([400, 'bad-request']);
    expect(refusal(await ops.send('PUT', `/api/ops/${list}/one?revision=${await revision()}`, { ...item, strange: 1 }))).toEqual([400, 'unknown-field']);
    expect(refusal(await ops.send('PUT', `/api/ops/${list}/one`, item))).toEqual([400, 'bad-request']);
    expect(refusal(await ops.send('PATCH', `/api/ops/${list}/one?revision=${await revision()}`, { key: null }))).toEqual([400, 'bad-request']);
    expect(refusal(await ops.send('PATCH', `/api/ops/${list}/nobody?revision=${await revision()}`, {}))).toEqual([404, 'not-found']);
    const keys = listed.map((one) => one.key);
    await edit('POST', `${list}/order`, { keys: [...keys].reverse() });
    expect((await items(list)).map((one) => one.key)).toEqual([...keys].reverse());
    expect(refusal(await ops.send('POST', `/api/ops/${list}/order?revision=${await revision()}`, { keys: [...keys, 'one'] }))).toEqual([400, 'bad-request']);
    await edit('DELETE', `${list}/one`);
    expect(refusal(await ops.send('DELETE', `/api/ops/${list}/one?revision=${await revision()}`))).toEqual([404, 'not-found']);
  }
  expect((await draft()).config.entries.map((one) => one.key)).toEqual(['sales', 'vip']);
});

test('what a body leaves out gets its default, also inside a ladder; a patch gives no defaults', async () => {
  await edit('PUT', 'entries/vip', { key: 'vip', site: 'shop', label: { zh: 'VIP' }, channel: 'contact', isDefault: true, ladder: [{ target: { kind: 'agent', agent: 'li' } }], overflow: { kind: 'queue' } });
  expect((await ops.get('/api/ops/entries/vip')).json().item).toMatchObject({
    enabled: true, maxWaiting: 50, ladder: [{ respectCapacity: true, acceptAway: false, ringSeconds: 60 }], overflow: { kind: 'queue', maxWaitSeconds: 600 },
  });
  await edit('PATCH', 'entries/vip', { enabled: false });
  await edit('PATCH', 'entries/vip', { maxWaiting: 7 });
  expect((await ops.get('/api/ops/entries/vip')).json().item).toMatchObject({ enabled: false, maxWaiting: 7, isDefault: true });
});

test('settings and texts', async () => {
  const { settings } = read(SettingsAnswer, await ops.get('/api/ops/settings'));
  await edit('PUT', 'settings', { ...settings, retentionDays: 30 });
  expect((await ops.get('/api/ops/settings')).json().settings.retentionDays).toBe(30);
  expect(refusal(await ops.send('PUT', `/api/ops/settings?revision=${await revision()}`, { ...settings, retentionDays: 0 }))).toEqual([400, 'bad-request']);
  await edit('PUT', 'texts/leftThanks', { zh: '谢谢' });
  expect((await ops.get('/api/ops/texts')).json()).toMatchObject({ texts: { leftThanks: { zh: '谢谢' } }, defaults: { leftThanks: { zh: expect.any(String) } } });
  for (const key of ['nosuch', '__proto__', 'constructor']) {
    expect(refusal(await ops.send('PUT', `/api/ops/texts/${key}?revision=${await revision()}`, { zh: 'x' }))).toEqual([404, 'not-found']);
  }
  await edit('DELETE', 'texts/leftThanks');
  expect((await ops.get('/api/ops/texts')).json().texts).toEqual({});
});

test('publish with lint errors is refused with what is wrong; repaired, it is in force at once', async () => {
  expect(refusal(await publish())).toEqual([409, 'nothing-to-publish']);
  await edit('PATCH', 'agents/li', { disabled: true });
  const lint = read(LintAnswer, await ops.get('/api/ops/draft/lint'));
  expect(lint.errors).toBeGreaterThan(0);
  const refused = await publish();
  expect(refusal(refused)).toEqual([422, 'lint-failed']);
  expect(refused.json().detail).toEqual(lint.findings);
  expect(lint.findings[0]?.words.zh).toContain('LI');
  await edit('PATCH', 'agents/li', { disabled: false, name: '李雷' });
  const published = await publish({ note: '改名' });
  expect(read(VersionAnswer, published)).toMatchObject({ state: 'published', note: '改名', by: 'the-ops' });
  expect(house.floor.desk.view().agent('li')?.name).toBe('李雷');
  expect(refusal(await ops.send('POST', '/api/ops/publish', { revision: 0 }))).toEqual([409, 'conflict']);
});

test('the difference is told in words, by name', async () => {
  await edit('PATCH', 'entries/vip', { ladder: [{ target: { kind: 'agent', agent: 'wang' } }, { target: { kind: 'group', group: 'all' }, ringSeconds: 30 }] });
  await edit('PUT', 'agents/zhao', { key: 'zhao', name: '赵云' });
  await edit('DELETE', 'entries/sales');
  const { differences } = read(DiffAnswer, await ops.get('/api/ops/draft/diff'));
  const zh = differences.flatMap((one) => one.words.zh);
  expect(differences.map((one) => `${one.change} ${one.object}`)).toEqual(['added agent:zhao', 'changed entry:vip', 'removed entry:sales']);
  expect(zh).toEqual(['新增客服「赵云」', '入口「vip」的转接顺序：LI（60 秒没回复就换人） 改为 WANG（60 秒没回复就换人） → 客服组「all」（30 秒没回复就换人）', '删除入口「sales」']);
  await edit('DELETE', 'draft');
  expect(read(DiffAnswer, await ops.get('/api/ops/draft/diff')).differences).toEqual([]);
});

test('B3 a raised limit, published, lets a waiting visitor in without a new word of his', async () => {
  await house.floor.online('li');
  expect((await house.floor.enter('o1', 'vip')).agent).toBe('li');
  const waiting = await house.floor.enter('o2', 'vip');
  expect(waiting.state).toBe('waiting');
  await edit('PATCH', 'agents/li', { capacity: 2 });
  await house.floor.settle();
  expect((await house.floor.conversation(waiting.id)).state).toBe('waiting');
  expect((await publish()).statusCode).toBe(200);
  await house.floor.settle();
  expect(await house.floor.conversation(waiting.id)).toMatchObject({ state: 'assigned', agent: 'li' });
});

test('a publication at a time comes into force by itself then, and may be given up before', async () => {
  await edit('PATCH', 'agents/li', { name: 'later' });
  const at = house.floor.clock.now + 3_600_000;
  expect(read(VersionAnswer, await publish({ at }))).toMatchObject({ state: 'scheduled', publishAt: at });
  await house.floor.later(3_599_000);
  expect(house.floor.desk.view().agent('li')?.name).toBe('LI');
  expect((await ops.send('DELETE', '/api/ops/schedule')).statusCode).toBe(200);
  expect(refusal(await ops.send('DELETE', '/api/ops/schedule'))).toEqual([404, 'not-found']);
  await house.floor.later(2_000);
  expect(house.floor.desk.view().agent('li')?.name).toBe('LI');

  await edit('PATCH', 'agents/li', { name: 'later still' });
  expect((await publish({ at: house.floor.clock.now + 1000 })).statusCode).toBe(200);
  await house.floor.later(1_000);
  expect(house.floor.desk.view().agent('li')?.name).toBe('later still');
});

test('a planned publication that is wrong by its time is not published, and the list of versions says why', async () => {
  const { records, clock, alarms } = house.floor;
  await edit('PATCH', 'agents/li', { name: 'planned' });
  const draft = await records.config.draft();
  if (!draft) throw new Error('no draft');
  const [first] = draft.config.entries;
  if (!first) throw new Error('no entry');
  const row = { id: 'seeded', at: clock.now, by: 'ops', role: 'ops', action: 'save', object: 'config' };
  // what was sound when it was planned: nothing lints it on this way
  const saved = await records.config.saveDraft({ config: { ...draft.config, entries: [{ ...first, site: 'gone' }] }, revision: draft.revision, by: 'ops', now: clock.now, audit: row });
  if (saved.kind !== 'saved') throw new Error(saved.kind);
  await records.config.publish({ revision: saved.draft.revision, by: 'ops', now: clock.now, publishAt: clock.now + 60_000, audit: { ...row, id: 'seeded-2' } });
  await house.floor.later(61_000);
  expect(house.floor.desk.view().agent('li')?.name).toBe('LI');
  const { versions } = read(VersionsAnswer, await ops.get('/api/ops/versions'));
  expect(versions[0]).toMatchObject({ state: 'blocked', faults: expect.arrayContaining([{ code: 'unknown-site', path: '/entries/0/site', words: expect.anything() }]) });
  expect(alarms.filter(({ key }) => key === `publication-blocked:${versions[0]?.version}`)).toHaveLength(1);
  const audits = await records.config.audits({ by: 'system', limit: 10 });
  expect(audits.map(({ action, object }) => [action, object])).toEqual([['publish-blocked', 'config']]);
  await house.floor.later(61_000);
  expect(alarms.filter(({ key }) => key.startsWith('publication-blocked'))).toHaveLength(1);
});

test('roll-back brings the version before into force; an older one can be taken up as the draft', async () => {
  for (const name of ['one', 'two', 'three']) {
    await edit('PATCH', 'agents/li', { name });
    expect((await publish()).statusCode).toBe(200);
  }
  expect(read(VersionAnswer, await ops.send('POST', '/api/ops/roll-back')).state).toBe('published');
  expect(house.floor.desk.view().agent('li')?.name).toBe('two');
  const { versions } = read(VersionsAnswer, await ops.get('/api/ops/versions'));
  expect(versions.map((one) => one.state)).toEqual(['previous', 'published', 'old', 'old']);
  await edit('POST', `versions/${versions[3]?.version ?? 0}/restore`);
  expect((await ops.get('/api/ops/agents/li')).json().item.name).toBe('LI');
  expect(refusal(await ops.send('POST', `/api/ops/versions/99/restore?revision=${await revision()}`))).toEqual([404, 'not-found']);
  expect((await publish()).statusCode).toBe(200);
  expect(house.floor.desk.view().agent('li')?.name).toBe('LI');
});

test('the preview says what the tap then does, and tries the draft and facts without changing anything', async () => {
  await house.floor.online('li');
  const seen = read(PreviewAnswer, await ops.send('POST', '/api/ops/preview', { entry: 'vip' }));
  expect(seen).toMatchObject({ outcome: 'assigned', agent: { key: 'li', name: 'LI' }, state: { kind: 'available' } });
  expect(seen.lines.zh[0]).toContain('LI');
  expect((await house.floor.enter('o1', 'vip')).agent).toBe('li');
  expect(read(PreviewAnswer, await ops.send('POST', '/api/ops/preview', { entry: 'vip' }))).toMatchObject({ outcome: 'queued', state: { kind: 'queue' } });

  await edit('PATCH', 'entries/vip', { variants: [{ when: { level: 'gold' }, ladder: [{ target: { kind: 'agent', agent: 'wang' } }] }] });
  await house.floor.online('wang');
  const gold = { entry: 'vip', facts: { level: 'gold' }, source: 'draft' };
  expect(read(PreviewAnswer, await ops.send('POST', '/api/ops/preview', gold)).agent?.key).toBe('wang');
  expect(read(PreviewAnswer, await ops.send('POST', '/api/ops/preview', { ...gold, source: 'published' })).outcome).toBe('queued');
  expect(await house.floor.records.conversations.waitingCounts()).toEqual({});
  expect(refusal(await ops.send('POST', '/api/ops/preview', { entry: 'nosuch' }))).toEqual([404, 'entry-unknown']);
  expect(refusal(await ops.send('POST', '/api/ops/preview', { entry: 'vip', visitor: 'nobody' }))).toEqual([404, 'not-found']);
  expect(refusal(await ops.send('POST', '/api/ops/preview', { entry: 'vip', source: 'else' }))).toEqual([400, 'bad-request']);
});

test('an entry that stands in a form only is tried and checked without being saved', async () => {
  await house.floor.online('wang');
  const { item } = (await ops.get('/api/ops/entries/vip')).json();
  const step = (target: object) => ({ target, respectCapacity: true, acceptAway: false, ringSeconds: 60 });
  const tried = { ...item, ladder: [step({ kind: 'agent', agent: 'wang' }), step({ kind: 'agent', agent: 'nosuch' })] };
  const seen = read(PreviewAnswer, await ops.send('POST', '/api/ops/preview', { entry: 'vip', tried }));
  expect(seen.agent?.key).toBe('wang');
  expect(seen.findings).toEqual([expect.objectContaining({ level: 'error', code: 'unknown-agent', path: '/ladder/1' })]);
  expect((await ops.get('/api/ops/entries/vip')).json().item).toEqual(item);

  const added = { ...tried, key: 'new', ladder: [], isDefault: true, channel: 'contact' };
  const fresh = read(PreviewAnswer, await ops.send('POST', '/api/ops/preview', { entry: 'new', tried: added }));
  expect([fresh.entry, fresh.agent]).toEqual(['new', undefined]);
  expect(fresh.findings?.map(({ code, path }) => [code, path])).toEqual(expect.arrayContaining([['queue-nobody-drains', '/ladder'], ['many-default-entries', '/isDefault']]));
  expect(refusal(await ops.send('POST', '/api/ops/preview', { entry: 'vip', tried: { ...tried, ladder: 'none' } }))).toEqual([400, 'bad-request']);
});

test('past taps are replayed against the draft', async () => {
  await house.floor.online('li', 'wang');
  const { id } = await house.floor.enter('o1', 'vip');
  expect(read(ReplayAnswer, await ops.get('/api/ops/replay?entry=vip'))).toMatchObject({ taps: 1, differing: 0 });
  await edit('PATCH', 'entries/vip', { ladder: [], overflow: { kind: 'leave-message' } });
  expect(read(ReplayAnswer, await ops.get('/api/ops/replay'))).toMatchObject({
    taps: 1, differing: 1, certain: 1, differences: [{ conversation: id, was: { agent: 'li' }, would: { outcome: 'leave-message' } }],
  });
  expect(refusal(await ops.get('/api/ops/replay?limit=0'))).toEqual([400, 'bad-request']);
});

test('every edit and publication is audited with before and after', async () => {
  await edit('PATCH', 'agents/li', { name: '李雷' });
  await publish();
  await ops.send('POST', '/api/ops/roll-back');
  const { audits } = read(AuditsAnswer, await ops.get('/api/ops/audits?by=the-ops'));
  expect(audits.map((one) => `${one.action} ${one.object}`)).toEqual(['roll-back config', 'publish config', 'save agent:li']);
  expect(JSON.parse(audits[2]?.detail ?? '')).toMatchObject({ before: { name: 'LI' }, after: { name: '李雷' } });
  expect(audits[2]).toMatchObject({ role: 'ops', ip: '127.0.0.1', lines: { zh: ['客服「李雷」的姓名：LI 改为 李雷'], en: ['agent “李雷”, name: LI becomes 李雷'] } });
  for (const [object, count] of [['agent:li', 1], ['agent:', 1], ['agen:', 0], ['config:', 0]] as const) {
    expect([object, (await ops.get(`/api/ops/audits?object=${object}`)).json().audits]).toEqual([object, expect.objectContaining({ length: count })]);
  }
});

test('a supervisor reads the configuration and changes none', async () => {
  const supervisor = await staffOf(house, 'supervisor');
  expect((await supervisor.get('/api/ops/draft')).statusCode).toBe(200);
  expect(refusal(await supervisor.send('PATCH', `/api/ops/agents/li?revision=${await revision()}`, { name: 'x' }))).toEqual([403, 'not-allowed']);
  expect(refusal(await supervisor.send('POST', '/api/ops/publish', { revision: 1 }))).toEqual([403, 'not-allowed']);
});

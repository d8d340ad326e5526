import { DraftAnswer } from '../../shared/http/ops-config';
import { AuditsAnswer } from '../../shared/http/ops-look-up';
import { KfAccountsAnswer, KfLinkAnswer, KfReceiversAnswer, KfReceiversChangeAnswer } from '../../shared/http/ops-kf';
import { EntriesAnswer } from '../../shared/http/visitor';
import { agent, entry, group, toAgent, toGroup } from '../desk/floor';
import { bearer, openHouse, read, type House } from './house';
import { connectKf, type KfConsole } from './kf-console';
import { actions, type Answer, type Caller, refusal, staffOf } from './staff-of';

let house: House;
let kf: KfConsole;
let ops: Caller;
beforeEach(async () => {
  const { wecomUserId: _, ...unbound } = agent('new', { name: '新人' });
  house = await openHouse({
    agents: [agent('li'), agent('wang', { wecomUserId: 'W-Wang' }), unbound, agent('zhao', { disabled: true })],
    groups: [group('all', ['wang', 'new', 'zhao'])],
    entries: [entry('front', [toGroup('all')], { isDefault: true }), entry('vip', [toAgent('li')], { label: { zh: 'VIP' } })],
  });
  kf = connectKf(house);
  kf.accounts.set('wk1', { name: '售前', ours: true, receivers: new Map() });
  kf.accounts.set('wk2', { name: '售后', ours: false, receivers: new Map() });
  for (const userid of ['w-li', 'W-Wang', 'w-stranger']) kf.members.add(userid);
  ops = await staffOf(house, 'ops');
});
afterEach(() => house.close());

const draft = async () => read(DraftAnswer, await ops.get('/api/ops/draft'));
const revision = async (): Promise<number> => (await draft()).revision;
const link = async (key: string, body: object, at?: number): Promise<Answer> => ops.send('POST', `/api/ops/kf/entries/${key}/link?revision=${at ?? await revision()}`, body);
const linked = async (key: string, body: object, at?: number) => read(KfLinkAnswer, await link(key, body, at));
const accounts = async () => read(KfAccountsAnswer, await ops.get('/api/ops/kf/accounts')).accounts;
const receivers = async (account = 'wk1') => read(KfReceiversAnswer, await ops.get(`/api/ops/kf/accounts/${account}/receivers`));
const add = (agents: string[], account = 'wk1') => ops.send('POST', `/api/ops/kf/accounts/${account}/receivers`, { agents });
const remove = (agents: string[], account = 'wk1') => ops.send('POST', `/api/ops/kf/accounts/${account}/receivers/remove`, { agents });
const results = (answer: Answer) => read(KfReceiversChangeAnswer, answer).results;
const publish = async (): Promise<Answer> => ops.send('POST', '/api/ops/publish', { revision: await revision() });

describe('linking an entry', () => {
  test('makes its link, and switches it to 微信客服 with the same save', async () => {
    const before = await revision();
    const made = await linked('vip', { account: 'wk1', channel: 'kf' });
    expect(made).toMatchObject({ revision: before + 1, entry: 'vip', account: 'wk1', url: 'https://work.weixin.qq.com/kf/wk1?enc_scene=ENCvip', changed: true });
    const [, vip] = (await draft()).config.entries;
    expect(vip).toMatchObject({ key: 'vip', channel: 'kf', kfAccount: 'wk1', kfUrl: made.url, label: { zh: 'VIP' } });
    expect(house.floor.desk.view().entry('vip')).toMatchObject({ channel: 'contact' });
    expect(await actions(ops)).toEqual(['save entry:vip']);
  });

  test('without a channel it only prepares the entry', async () => {
    await linked('vip', { account: 'wk1' });
    expect((await draft()).config.entries[1]).toMatchObject({ channel: 'contact', kfAccount: 'wk1' });
    expect(await linked('vip', { account: 'wk1', channel: 'kf' })).toMatchObject({ changed: true });
    expect(kf.asked.filter((one) => one.startsWith('link'))).toEqual(['link wk1 vip']);
  });

  test('the same again gives the same link and no new revision, also when the first answer was lost on the way', async () => {
    const seen = await revision();
    const first = await linked('vip', { account: 'wk1', channel: 'kf' }, seen);
    expect(await linked('vip', { account: 'wk1', channel: 'kf' })).toEqual({ ...first, changed: false });
    expect(await linked('vip', { account: 'wk1', channel: 'kf' }, seen)).toEqual({ ...first, changed: false });
    expect(await linked('vip', { account: 'wk1' })).toEqual({ ...first, changed: false });
    expect(kf.asked.filter((one) => one.startsWith('link'))).toHaveLength(1);
    expect(await actions(ops)).toEqual(['save entry:vip']);
  });

  test('a repetition is no way past what somebody else saved meanwhile', async () => {
    const seen = await revision();
    await linked('vip', { account: 'wk1', channel: 'kf' }, seen);
    await ops.send('PATCH', `/api/ops/agents/li?revision=${await revision()}`, { name: '李' });
    expect(refusal(await link('vip', { account: 'wk1', channel: 'kf' }, seen))).toEqual([409, 'conflict']);
    const admin = await staffOf(house, 'admin');
    const at = await revision();
    await admin.send('POST', `/api/ops/kf/entries/front/link?revision=${at}`, { account: 'wk1' });
    expect(refusal(await link('front', { account: 'wk1' }, at))).toEqual([409, 'conflict']);
    expect(kf.asked.filter((one) => one.startsWith('link'))).toHaveLength(2);
  });

  test('says who of the entry’s ladder does not receive there, and when that leaves nobody', async () => {
    expect(await linked('front', { account: 'wk1' })).toMatchObject({
      missing: [{ agent: 'wang', why: 'not-added', words: { zh: expect.stringContaining('加进来') } }, { agent: 'new', why: 'no-wecom-user' }],
      nobody: { zh: expect.stringContaining('找不到人'), en: expect.stringContaining('Add them') },
    });
    kf.accounts.get('wk1')?.receivers.set('w-wang', 'stopped').set('w-zhao', 'receiving');
    const some = await linked('front', { account: 'wk1' });
    expect([some.missing?.map(({ agent: key }) => key), some.nobody, some.unchecked]).toEqual([['new'], undefined, undefined]);
  });

  test('an entry that asks anyone has somebody as soon as one of our agents receives there', async () => {
    const anyone = { ladder: [{ ...toAgent('li'), target: { kind: 'anyone' } }] };
    await ops.send('PATCH', `/api/ops/entries/vip?revision=${await revision()}`, anyone);
    kf.accounts.get('wk1')?.receivers.set('w-stranger', 'receiving').set('w-zhao', 'receiving');
    expect(await linked('vip', { account: 'wk1', channel: 'kf' })).toMatchObject({ missing: [], nobody: { zh: expect.any(String) } });
    kf.accounts.get('wk1')?.receivers.set('w-wang', 'receiving');
    expect((await linked('vip', { account: 'wk1' })).nobody).toBeUndefined();
  });

  test('is done all the same when nobody can say who receives, and tells so', async () => {
    kf.fails.set('receivers', { kind: 'later', afterMs: 1_000, why: 'not-sent:ECONNREFUSED' });
    const made = await linked('vip', { account: 'wk1', channel: 'kf' });
    expect(made).toMatchObject({ changed: true, unchecked: { why: 'not-sent:ECONNREFUSED', words: { zh: expect.stringContaining('已关联'), en: expect.stringContaining('is linked') } } });
    expect([made.missing, made.nobody]).toEqual([undefined, undefined]);
    expect((await draft()).config.entries[1]).toMatchObject({ channel: 'kf', kfUrl: made.url });
    expect((await linked('vip', { account: 'wk1' })).missing).toMatchObject([{ agent: 'li' }]);
  });

  test('another account, and a link copied from another entry, get a link of their own', async () => {
    kf.accounts.set('wk3', { name: '三', ours: true, receivers: new Map() });
    const { url } = await linked('vip', { account: 'wk1', channel: 'kf' });
    expect((await linked('vip', { account: 'wk3' })).url).toBe('https://work.weixin.qq.com/kf/wk3?enc_scene=ENCvip');
    await linked('vip', { account: 'wk1' });
    await ops.send('PATCH', `/api/ops/entries/front?revision=${await revision()}`, { kfAccount: 'wk1', kfUrl: url });
    expect(await linked('vip', { account: 'wk1' })).toMatchObject({ changed: false, url });
    expect(await linked('front', { account: 'wk1' })).toMatchObject({ changed: true, url: 'https://work.weixin.qq.com/kf/wk1?enc_scene=ENCfront' });
    expect((await draft()).config.entries.map(({ kfUrl }) => kfUrl)).toEqual(['https://work.weixin.qq.com/kf/wk1?enc_scene=ENCfront', url]);
  });

  test('what cannot be: an older draft, no such entry or account, an account not handed to us, and what is no account', async () => {
    const before = await revision();
    expect(refusal(await link('vip', { account: 'wk1' }, before + 1))).toEqual([409, 'conflict']);
    expect(refusal(await link('nobody', { account: 'wk1' }))).toEqual([404, 'not-found']);
    expect(refusal(await link('vip', { account: 'wk9' }))).toEqual([404, 'not-found']);
    const foreign = await link('vip', { account: 'wk2' });
    expect(refusal(foreign)).toEqual([409, 'platform-refused']);
    expect(foreign.json().detail).toMatchObject({ why: 'not-handed', words: { zh: expect.stringContaining('交给本应用') } });
    for (const body of [{}, { account: 'a b' }, { account: 'wk1', channel: 'chat' }, { account: 'x'.repeat(65) }]) expect(refusal(await link('vip', body))).toEqual([400, 'bad-request']);
    expect(refusal(await ops.send('POST', '/api/ops/kf/entries/vip/link', { account: 'wk1' }))).toEqual([400, 'bad-request']);
    expect([await revision(), kf.asked.filter((one) => one.startsWith('link'))]).toEqual([before, []]);
  });
});

test('accounts: handed to us or not, which entries use them, in the draft and in force, and what is gone', async () => {
  await linked('vip', { account: 'wk1', channel: 'kf' });
  await ops.send('PATCH', `/api/ops/entries/front?revision=${await revision()}`, { kfAccount: 'wk-old', kfUrl: 'https://work.weixin.qq.com/kfid/kfc1' });
  const use = { key: 'vip', site: 'shop', label: { zh: 'VIP' }, channel: 'kf', enabled: true, linked: true, draft: true, published: false };
  expect(await accounts()).toMatchObject([
    { account: 'wk1', name: '售前', state: 'ours', entries: [use] },
    { account: 'wk2', name: '售后', state: 'not-ours', entries: [], words: { zh: expect.stringContaining('还没有交给本应用') } },
    { account: 'wk-old', state: 'gone', entries: [{ key: 'front', linked: false }] },
  ]);
  await publish();
  await ops.send('PATCH', `/api/ops/entries/vip?revision=${await revision()}`, { kfAccount: null });
  expect((await accounts())[0]?.entries).toEqual([{ ...use, draft: false, published: true }]);
});

describe('who receives', () => {
  beforeEach(() => linked('vip', { account: 'wk1', channel: 'kf' }));

  test('is told in words, with who of them are our agents, and who is missing', async () => {
    await linked('front', { account: 'wk1' });
    kf.accounts.get('wk1')?.receivers.set('w-wang', 'suspended').set('w-stranger', 'unknown').set('w-zhao', 'stopped');
    const shown = await receivers();
    expect(shown.receivers.map(({ userid, receiving, agent: who, named }) => [userid, receiving, who?.key, named])).toEqual([
      ['w-wang', 'suspended', 'wang', true], ['w-stranger', 'unknown', undefined, false], ['w-zhao', 'stopped', 'zhao', true],
    ]);
    expect(shown.receivers.map(({ words }) => words.zh)).toEqual([expect.stringContaining('暂时挂起'), expect.stringContaining('没有告诉'), expect.stringContaining('停止接待')]);
    expect(shown.missing.map((one) => [one.agent, one.why])).toEqual([['new', 'no-wecom-user'], ['li', 'not-added']]);
    expect([shown.name, shown.anyone]).toEqual(['售前', false]);
    kf.accounts.get('wk1')?.receivers.clear();
    expect((await receivers()).missing.map((one) => one.agent)).toEqual(['wang', 'new', 'li']);
    await ops.send('PATCH', `/api/ops/entries/vip?revision=${await revision()}`, { variants: [{ when: { level: 'gold' }, ladder: [{ ...toAgent('li'), target: { kind: 'anyone' } }] }] });
    expect((await receivers()).anyone).toBe(true);
  });

  test('agents are added by key and removed again, and each act is audited before it is done', async () => {
    const rows: string[][] = [];
    const { setup } = house.floor.desk.ctx.channels.kf?.native ?? {};
    const addReceivers = setup?.addReceivers;
    if (setup && addReceivers) setup.addReceivers = async (...asked) => { rows.push(await actions(ops)); return addReceivers(...asked); };
    expect(results(await add(['li', 'wang']))).toEqual([{ agent: 'li', name: 'LI', userid: 'w-li', done: true }, { agent: 'wang', name: 'WANG', userid: 'W-Wang', done: true }]);
    expect(rows[0]?.[0]).toBe('add-receivers kf-account:wk1');
    expect((await receivers()).missing).toEqual([]);
    expect(results(await remove(['wang']))).toMatchObject([{ agent: 'wang', done: true }]);
    expect((await receivers()).receivers.map(({ userid }) => userid)).toEqual(['w-li']);
    const { audits } = read(AuditsAnswer, await ops.get('/api/ops/audits?limit=2'));
    expect(audits).toMatchObject([{ action: 'remove-receivers', by: 'the-ops', detail: '{"agents":["wang"]}' }, { action: 'add-receivers', detail: '{"agents":["li","wang"]}' }]);
  });

  test('an act the platform did not do stands in the audit all the same', async () => {
    kf.fails.set('add', { kind: 'later', afterMs: 2_500, why: 'not-sent:ECONNREFUSED' });
    expect((await add(['li'])).statusCode).toBe(503);
    expect((await actions(ops))[0]).toBe('add-receivers kf-account:wk1');
  });

  test('who was added is added, whether or not the platform then says who receives', async () => {
    kf.fails.set('receivers', { kind: 'later', afterMs: 1_000, why: 'busy:-1' });
    expect(results(await add(['li']))).toMatchObject([{ agent: 'li', done: true }]);
    expect(kf.asked.at(-1)).toBe('receivers wk1');
  });

  test('whom WeCom does not know is said by name, the others are done', async () => {
    kf.members.delete('w-li');
    expect(results(await add(['li', 'wang']))).toMatchObject([
      { agent: 'li', done: false, why: 'agent-unreachable:60111', words: { zh: expect.stringContaining('联系不到') } }, { agent: 'wang', done: true },
    ]);
  });

  test('who has no WeCom id or is no agent is refused by name, and then nobody is added', async () => {
    const unbound = await add(['li', 'new']);
    expect([refusal(unbound), unbound.json().detail]).toEqual([[409, 'no-wecom-user'], { agents: [{ key: 'new', name: '新人' }] }]);
    const unknown = await add(['li', 'ghost']);
    expect([refusal(unknown), unknown.json().detail]).toEqual([[404, 'not-found'], { agents: ['ghost'] }]);
    expect(refusal(await add([]))).toEqual([400, 'bad-request']);
    expect(refusal(await add(['li'], 'wk2'))).toEqual([409, 'platform-refused']);
    expect(refusal(await remove(['li'], 'wk9'))).toEqual([404, 'not-found']);
    expect(kf.asked.some((one) => /^(add|remove)/.test(one))).toBe(false);
    expect(await actions(ops)).toEqual(['save entry:vip']);
  });

  test('somebody new in the draft can be added before he is published', async () => {
    kf.members.add('w-new');
    await ops.send('PATCH', `/api/ops/agents/new?revision=${await revision()}`, { wecomUserId: 'w-new' });
    expect(results(await add(['new']))).toMatchObject([{ agent: 'new', done: true }]);
  });
});

describe('when it cannot be done', () => {
  const everything = (): Promise<Answer>[] => [ops.get('/api/ops/kf/accounts'), link('vip', { account: 'wk1' }), ops.get('/api/ops/kf/accounts/wk1/receivers'), add(['li']), remove(['li'])];

  test('微信客服 not set up is said so everywhere', async () => {
    delete house.floor.desk.ctx.channels.kf;
    for (const answer of await Promise.all(everything())) expect(refusal(answer)).toEqual([409, 'kf-off']);
  });

  test.each([
    ['cannot be reached', { kind: 'later', afterMs: 1_200, why: 'not-sent:ETIMEDOUT' }, [503, 'platform-unreachable'], '2', '连不上'],
    ['asks to wait', { kind: 'later', afterMs: 60_000, why: 'rate:45009' }, [503, 'platform-unreachable'], '60', '太频繁'],
    ['gives no answer', { kind: 'unknown', why: 'no-answer:no-link-with-a-scene' }, [503, 'platform-unreachable'], '5', '识别入口'],
    ['finds a setting wrong', { kind: 'later', afterMs: 60_000, why: 'settings:60020' }, [409, 'platform-refused'], undefined, '可信 IP'],
    ['refuses', { kind: 'refused', why: 'bad-request:40058' }, [409, 'platform-refused'], undefined, '错误码'],
  ] as const)('the platform %s', async (_, failure, expected, retryAfter, words) => {
    for (const question of ['accounts', 'link', 'receivers', 'add', 'remove']) kf.fails.set(question, failure);
    const before = await revision();
    const tried: [string, () => Promise<Answer>][] = [
      ['accounts', () => ops.get('/api/ops/kf/accounts')], ['link', () => link('vip', { account: 'wk1' })], ['receivers', () => ops.get('/api/ops/kf/accounts/wk1/receivers')],
      ['add', () => add(['li'])], ['remove', () => remove(['li'])],
    ];
    for (const [question, act] of tried) {
      const answer = await act();
      expect([question, refusal(answer), answer.headers['retry-after']]).toEqual([question, expected, retryAfter]);
      expect(answer.json().detail).toMatchObject({ why: failure.why, words: { zh: expect.stringContaining(words), en: expect.any(String) } });
    }
    expect(await revision()).toBe(before);
  });
});

test('who may look may not always change: supervisors read, agents do nothing', async () => {
  const supervisor = await staffOf(house, 'supervisor');
  expect((await supervisor.get('/api/ops/kf/accounts')).statusCode).toBe(200);
  expect((await supervisor.get('/api/ops/kf/accounts/wk1/receivers')).statusCode).toBe(200);
  expect(refusal(await supervisor.send('POST', '/api/ops/kf/accounts/wk1/receivers', { agents: ['li'] }))).toEqual([403, 'not-allowed']);
  expect(refusal(await supervisor.send('POST', '/api/ops/kf/entries/vip/link?revision=1', { account: 'wk1' }))).toEqual([403, 'not-allowed']);
  const worker = await staffOf(house, 'agent', 'li');
  expect(refusal(await worker.get('/api/ops/kf/accounts'))).toEqual([403, 'not-allowed']);
});

describe('an entry moved from the contact button to 微信客服', () => {
  const page = async (token: string, etag?: string) => house.http.inject({ url: '/api/visitor/entries', headers: { ...bearer(token), ...(etag !== undefined && { 'if-none-match': etag }) } });
  const vip = (answer: Answer) => read(EntriesAnswer, answer).entries.find(({ key }) => key === 'vip');
  const tagOf = (answer: Answer): string => String(answer.headers.etag);

  test('is live for the next page view after publication, and says from then on who receives there', async () => {
    await house.floor.online('li');
    const token = await house.token('o1');
    const before = await page(token);
    expect(vip(before)).toMatchObject({ channel: 'contact', state: { kind: 'available' }, invitation: { kind: 'contact' } });
    await linked('vip', { account: 'wk1', channel: 'kf' });
    expect((await page(token, tagOf(before))).statusCode).toBe(304);
    expect((await publish()).statusCode).toBe(200);

    const moved = await page(token, tagOf(before));
    expect([moved.statusCode, tagOf(moved) === tagOf(before)]).toEqual([200, false]);
    expect(vip(moved)).toMatchObject({ channel: 'kf', state: { kind: 'queue' }, invitation: { kind: 'kf', corpId: 'ww1', url: expect.stringMatching(/^https:\/\/work\.weixin\.qq\.com\/kf\/wk1\?enc_scene=ENCvip&scene_param=./) } });

    await add(['li']);
    const receiving = await page(token, tagOf(moved));
    expect([receiving.statusCode, vip(receiving)?.state]).toMatchObject([200, { kind: 'available', agent: { name: 'LI' } }]);
    kf.accounts.get('wk1')?.receivers.set('w-li', 'suspended');
    await house.floor.desk.loops.receivers();
    expect(vip(await page(token, tagOf(receiving)))?.state.kind).toBe('queue');
    kf.accounts.get('wk1')?.receivers.set('w-li', 'receiving');
    await house.floor.desk.loops.receivers();
    expect(vip(await page(token))?.state.kind).toBe('available');
    await remove(['li']);
    expect(vip(await page(token))?.state.kind).toBe('queue');
  });

  test('without its link it is not published', async () => {
    await ops.send('PATCH', `/api/ops/entries/vip?revision=${await revision()}`, { channel: 'kf', kfAccount: 'wk1' });
    const refused = await publish();
    expect([refusal(refused), refused.json().detail[0].code]).toEqual([[422, 'lint-failed'], 'kf-without-link']);
  });
});

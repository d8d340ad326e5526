import { randomBytes } from 'node:crypto';
import { emptyConfig, type DeskConfig } from '../../shared/config/desk-config';
import { readConfig } from '../../server/config';
import { createMemoryLive } from '../../server/stores/memory/live';
import { checkBinding, checkKf } from '../../server/wiring/doctor-kf';
import type { Finding } from '../../server/wiring/finding';
import { openPlatforms, type Platforms } from '../../server/wiring/open-platforms';
import { agent, entry, group, toAgent, toGroup } from '../desk/floor';
import { openSandbox, type Sandbox } from '../sandbox/stage';

let sandbox: Sandbox;
let platforms: Platforms;
let account: string;
let closeLive: () => Promise<void>;

beforeEach(async () => {
  sandbox = await openSandbox();
  const { wechat, wecom, kf } = sandbox.settings;
  account = kf.defaultAccount.openKfId;
  for (const userid of ['li', 'wang']) await sandbox.post('/control/members', { userid });
  const read = readConfig({
    WECHAT_APPID: wechat.appid, WECHAT_SECRET: wechat.secret, WECHAT_TOKEN: wechat.token, WECHAT_AES_KEY: wechat.aesKey, WECHAT_API_URL: `${sandbox.base}/wechat`,
    WECOM_CORP_ID: wecom.corpId, WECOM_AGENT_ID: String(wecom.agentId), WECOM_SECRET: wecom.secret, WECOM_TOKEN: wecom.token, WECOM_AES_KEY: wecom.aesKey, WECOM_API_URL: `${sandbox.base}/wecom`,
  });
  if (!read.ok) throw new Error(read.faults.join());
  const live = createMemoryLive({ now: Date.now });
  closeLive = () => live.close();
  platforms = openPlatforms(read.config, { live, now: Date.now, randomBytes, seen: () => undefined, alarm: () => undefined });
});
afterEach(async () => {
  platforms.close();
  await closeLive();
  await sandbox.close();
});

const desk = (...entries: DeskConfig['entries']): DeskConfig => ({
  ...emptyConfig, entries, agents: [agent('li', { wecomUserId: 'LI' }), agent('wang', { wecomUserId: 'wang' }), agent('zhao', { wecomUserId: 'zhao' })], groups: [group('all', ['wang', 'zhao'])],
});
const kfEntry = (key: string, ladder: DeskConfig['entries'][number]['ladder'], more = {}) => entry(key, ladder, { channel: 'kf', kfAccount: account, ...more });
const check = (config: DeskConfig) => checkKf(platforms.wecom, config);
const short = (findings: Finding[]) => findings.map(({ level, zh }) => `${level} ${zh}`);
const receivers = (body: object) => sandbox.call('PUT', `/control/kf/accounts/${account}/servicers`, body);

test('an account that is there and somebody who receives: all good', async () => {
  const findings = await check(desk(kfEntry('vip', [toAgent('li')])));
  expect(findings.map(({ level }) => level)).toEqual(['good', 'good']);
  expect(findings[1]?.zh).toContain('现在有人在接待');
});

test.each([
  [{ kf: { wrongMode: 95011 } }, 95011, '独立使用的 Secret'], [{ kf: { wrongMode: 95012 } }, 95012, '还是独立使用'], [{ wecom: { trustedIp: false } }, 60020, '可信 IP'],
])('%j is told by its code and what to do', async (settings, code, words) => {
  await sandbox.patch('/control/settings', settings);
  const findings = await check(desk(kfEntry('vip', [toAgent('li')])));
  expect(short(findings)).toEqual([expect.stringMatching(new RegExp(`^bad .*${words}.*${code}`))]);
  expect(findings[0]?.en).toContain(String(code));
  // A shop without such entries need not set it up.
  expect((await check(desk(entry('vip', [toAgent('li')])))).map(({ level }) => level)).toEqual(['note']);
});

test('an application that is not among those that may call is told where to add it', async () => {
  await sandbox.post('/control/faults', { platform: 'wecom', path: '/cgi-bin/kf/account/list', kind: 'errcode', errcode: 48002, count: 1 });
  const [first] = await check(desk(kfEntry('vip', [toAgent('li')])));
  expect(first).toMatchObject({ level: 'bad', zh: expect.stringMatching(/可调用接口的应用.*48002/) as string });
});

test('an account that is gone, and one that was not handed over, name their entries', async () => {
  await sandbox.patch(`/control/kf/accounts/${account}`, { managed: false });
  const findings = await check(desk(kfEntry('vip', [toAgent('li')]), kfEntry('old', [toAgent('li')], { kfAccount: 'wkNobody' })));
  expect(short(findings).slice(1)).toEqual([expect.stringMatching(/^bad 入口「vip」.*还没有交给本应用/), expect.stringMatching(/^bad 入口「old」.*已经没有这个客服账号/)]);
});

test('a ladder nobody of whom receives is dead; a department tells nothing; a missing one is named', async () => {
  await receivers({ userids: ['wang'] });
  const [, dead, partly, whole] = await check(desk(kfEntry('dead', [toAgent('li')]), kfEntry('partly', [toGroup('all')]), kfEntry('any', [{ ...toAgent('li'), target: { kind: 'anyone' } }])));
  expect(dead).toMatchObject({ level: 'bad', zh: expect.stringContaining('95014') as string });
  expect(partly).toMatchObject({ level: 'note', zh: expect.stringContaining('ZHAO 还不是接待人员') as string });
  expect(whole).toMatchObject({ level: 'good' });
  await receivers({ userids: [], departments: [1] });
  expect((await check(desk(kfEntry('dead', [toAgent('li')]))))[1]).toMatchObject({ level: 'note', zh: expect.stringContaining('部门') as string });
});

test('nobody receiving now is worth knowing', async () => {
  await receivers({ userids: ['li'] });
  await sandbox.patch('/control/kf/agents/li', { reception: 'stopped' });
  const [, found] = await check(desk(kfEntry('vip', [toAgent('li')])));
  expect(found?.level).toBe('note');
  expect(found?.zh).toContain('没有人在接待');
});

test('servicers who are no agents and outside the visible range or not activated are named', async () => {
  for (const userid of ['far', 'new']) await sandbox.post('/control/members', { userid });
  await receivers({ userids: ['li', 'far', 'new'] });
  await sandbox.patch('/control/members/far', { visible: false });
  await sandbox.patch('/control/members/new', { status: 4 });
  const findings = await check(desk(kfEntry('vip', [toAgent('li')])));
  expect(short(findings).slice(2)).toEqual([expect.stringMatching(/^bad 接待人员 far.*60011/), expect.stringMatching(/^bad 接待人员 new.*95014/)]);
});

test('the binding of the mini-program: none, another corp, ours', async () => {
  const client = platforms.wechat?.client;
  expect(short(await checkBinding(platforms, true))).toEqual([expect.stringMatching(/^bad .*not bind/)]);
  expect(short(await checkBinding(platforms, false))).toEqual([expect.stringMatching(/^note .*客服 → 微信客服/)]);
  await client?.bindWork('ww0000000000000000');
  expect(short(await checkBinding(platforms, true))).toEqual([expect.stringMatching(/^bad .*另一个企业（ww0000000000000000）/)]);
  await client?.unbindWork('ww0000000000000000');
  await client?.bindWork(sandbox.settings.wecom.corpId);
  expect(short(await checkBinding(platforms, true))).toEqual([expect.stringMatching(/^good/)]);
});

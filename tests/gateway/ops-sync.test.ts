import { Value } from '@sinclair/typebox/value';
import { AuditsAnswer } from '../../shared/http/ops-look-up';
import { SyncAnswer, SyncPreviewAnswer } from '../../shared/http/ops-sync';
import { createWecomDirectory } from '../../server/agent-channels/wecom-app/directory';
import { createHttp, type PlatformHttp } from '../../server/wechat/http';
import { createTokenKeeper, wecomTokenSource } from '../../server/wechat/token';
import { createWecomApp } from '../../server/wechat/wecom-app';
import { createTokenCalls, WECOM_DEAD_TOKEN } from '../../server/wechat/with-token';
import { agent, entry, toAgent } from '../desk/floor';
import { openSandbox, type Sandbox } from '../sandbox/stage';
import { memoryTokenStore } from '../wechat/token-store';
import { openHouse, read, type House } from './house';
import { refusal, staffOf, type Caller } from './staff-of';

let sandbox: Sandbox;
let platform: PlatformHttp;
let house: House;
let ops: Caller;

beforeEach(async () => {
  sandbox = await openSandbox();
  await sandbox.post('/control/members', { userid: 'w-li', name: '李雷' });
  await sandbox.post('/control/members', { userid: 'w-far', visible: false });
  await sandbox.post('/control/members', { userid: 'Zhao.Si', name: '赵四' });
  const { corpId, secret, agentId } = sandbox.settings.wecom;
  platform = createHttp({ baseUrl: `${sandbox.base}/wecom`, now: Date.now });
  const keeper = createTokenKeeper({ source: wecomTokenSource(platform, corpId, String(agentId), secret), store: memoryTokenStore(Date.now), now: Date.now, wait: async () => undefined, random: Math.random });
  const app = createWecomApp({ calls: createTokenCalls(platform, keeper, WECOM_DEAD_TOKEN), agentId });
  house = await openHouse({ agents: [agent('li', { name: '李雷' }), agent('far'), agent('gone')], entries: [entry('vip', [toAgent('far')])] });
  const { agentChannel } = house.floor.desk.ctx;
  if (!agentChannel) throw new Error('no agent channel');
  agentChannel.directory = createWecomDirectory({ app, alarm: () => undefined });
  ops = await staffOf(house, 'ops');
});
afterEach(async () => {
  await house.close();
  platform.close();
  await sandbox.close();
});

const look = async () => read(SyncPreviewAnswer, await ops.send('POST', '/api/ops/agents/sync/preview'));
const apply = (revision: number, hash: string, skip: string[] = []) => ops.send('POST', `/api/ops/agents/sync/apply?revision=${revision}`, { hash, skip });
const draft = async () => (await house.floor.records.config.draft())?.config.agents.map(({ key, name, wecomUserId, disabled }) => [key, name, wecomUserId, disabled]);

test('what is seen in the preview is what is written into the draft, and nothing is published', async () => {
  const before = await house.floor.records.config.published();
  const preview = await look();
  expect(preview).toMatchObject({
    added: [{ name: '赵四', userid: 'Zhao.Si', key: expect.stringMatching(/^zhao-si-[0-9a-f]{12}$/) as string }], renamed: [], unchanged: 1, hidden: 0,
    disabled: [{ key: 'far', why: 'out-of-range' }, { key: 'gone', why: 'left' }],
  });
  expect(await look()).toEqual(preview);

  const answer = await apply(preview.revision, preview.hash);
  expect(Value.Check(SyncAnswer, answer.json())).toBe(true);
  // The only agent of the entry is gone: the linter says so before it is published.
  expect(answer.json()).toMatchObject({ revision: preview.revision + 1, added: 1, renamed: 0, disabled: 2, findings: expect.arrayContaining([expect.objectContaining({ level: 'error' })]) as unknown });
  expect(await draft()).toEqual([['li', '李雷', 'w-li', false], ['far', 'FAR', 'w-far', true], ['gone', 'GONE', 'w-gone', true], [preview.added[0]?.key, '赵四', 'Zhao.Si', false]]);
  expect((await house.floor.records.config.published())?.version).toBe(before?.version);
  const { audits } = read(AuditsAnswer, await ops.get('/api/ops/audits?limit=1'));
  expect(audits[0]).toMatchObject({ by: 'the-ops', action: 'sync', object: 'agents' });

  const again = await look();
  expect(again).toMatchObject({ added: [], renamed: [], disabled: [] });
  expect((await apply(again.revision, again.hash)).json()).toMatchObject({ revision: again.revision, added: 0 });
});

test('somebody who is to be left alone is', async () => {
  const { revision, hash } = await look();
  expect((await apply(revision, hash, ['far'])).json()).toMatchObject({ added: 1, disabled: 1 });
  expect((await draft())?.[1]).toEqual(['far', 'FAR', 'w-far', false]);
});

test('after a change of people or of the draft the preview is out of date and nothing is written', async () => {
  const { revision, hash } = await look();
  await sandbox.post('/control/members', { userid: 'qian' });
  expect(refusal(await apply(revision, hash))).toEqual([409, 'conflict']);
  expect(refusal(await apply(revision, 'f'.repeat(32)))).toEqual([409, 'conflict']);
  const seen = await look();
  expect(seen.hash).not.toBe(hash);
  await house.floor.publish((config) => { config.agents.push(agent('late')); });
  expect(refusal(await apply(seen.revision, seen.hash))).toEqual([409, 'conflict']);
  expect(await draft()).toBeUndefined();
});

test('WeCom that refuses or does not answer disables nobody; ops read why', async () => {
  const { revision, hash } = await look();
  await sandbox.patch('/control/settings', { wecom: { trustedIp: false } });
  const answer = await ops.send('POST', '/api/ops/agents/sync/preview');
  expect([...refusal(answer), answer.json().detail]).toEqual([409, 'platform-refused', { why: 'settings:60020', words: { zh: expect.stringContaining('可信 IP') as string, en: expect.any(String) as string } }]);
  expect(refusal(await apply(revision, hash))).toEqual([409, 'platform-refused']);
  await sandbox.close();
  expect(refusal(await ops.send('POST', '/api/ops/agents/sync/preview'))).toEqual([503, 'platform-unreachable']);
  expect((await draft())?.every(([, , , disabled]) => disabled === false) ?? true).toBe(true);
});

test('members are for ops and admins; without WeCom there are none', async () => {
  for (const role of ['supervisor', 'agent'] as const) {
    expect(refusal(await (await staffOf(house, role)).send('POST', '/api/ops/agents/sync/preview'))).toEqual([403, 'not-allowed']);
  }
  delete house.floor.desk.ctx.agentChannel?.directory;
  expect(refusal(await ops.send('POST', '/api/ops/agents/sync/preview'))).toEqual([404, 'wecom-not-set-up']);
});

import { createWecomSignIn } from '../../server/sign-in/wecom';
import type { StaffSignIn } from '../../server/sign-in/sign-in';
import type { OpsWords } from '../../server/wechat/call-verdict';
import { createHttp, type PlatformHttp } from '../../server/wechat/http';
import { createTokenKeeper, wecomTokenSource } from '../../server/wechat/token';
import { createWecomApp } from '../../server/wechat/wecom-app';
import { createTokenCalls, WECOM_DEAD_TOKEN } from '../../server/wechat/with-token';
import { agent, entry, toAgent } from '../desk/floor';
import { openSandbox, type Sandbox } from '../sandbox/stage';
import { memoryTokenStore } from '../wechat/token-store';
import { openHouse, type House } from './house';

let sandbox: Sandbox;
let platform: PlatformHttp;
let house: House;
let alarms: OpsWords[];

const PHONE = 'Mozilla/5.0 (iPhone) MicroMessenger/7.0.1 wxwork/4.1.20';
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) Chrome/126';

beforeEach(async () => {
  sandbox = await openSandbox();
  for (const userid of ['w-li', 'w-wang']) await sandbox.post('/control/members', { userid });
  const { corpId, secret, agentId } = sandbox.settings.wecom;
  alarms = [];
  platform = createHttp({ baseUrl: `${sandbox.base}/wecom`, now: Date.now });
  const keeper = createTokenKeeper({ source: wecomTokenSource(platform, corpId, String(agentId), secret), store: memoryTokenStore(Date.now), now: Date.now, wait: async () => undefined, random: Math.random });
  const staffSignIn: StaffSignIn = createWecomSignIn({
    app: createWecomApp({ calls: createTokenCalls(platform, keeper, WECOM_DEAD_TOKEN), agentId }), corpId, agentId,
    oauthUrl: `${sandbox.base}/wecom/connect/oauth2/authorize`, qrUrl: `${sandbox.base}/wecom/wwlogin/sso/login`, alarm: (words) => alarms.push(words),
  });
  house = await openHouse({ agents: [agent('li'), agent('wang')], entries: [entry('vip', [toAgent('li')])] }, { staffSignIn });
  await house.floor.records.people.saveStaff({ id: 'id-li', login: 'li', name: 'Li', role: 'agent', agent: 'li', disabled: false });
});
afterEach(async () => {
  await house.close();
  platform.close();
  await sandbox.close();
});

/** As a browser does: from our address to WeCom's page, where somebody taps, and back. */
async function walk(userAgent: string, who: RegExp) {
  const started = await house.http.inject({ url: '/api/auth/wecom?return=/console', headers: { 'user-agent': userAgent } });
  const [kept = ''] = String(started.headers['set-cookie']).split(';');
  const there = new URL(String(started.headers.location));
  const page = await (await fetch(there)).text();
  const link = [...page.matchAll(/<a href="([^"]+)"/g)].map(([, one = '']) => one.replace(/&#(\d+);/g, (_, unit: string) => String.fromCharCode(Number(unit)))).find((one) => who.test(one));
  if (link === undefined) throw new Error(`nobody to tap: ${page}`);
  const tapped = await fetch(new URL(link, sandbox.base), { redirect: 'manual' });
  const back = new URL(tapped.headers.get('location') ?? '');
  const come = () => house.http.inject({ url: `${back.pathname}${back.search}`, headers: { cookie: kept } });
  return { there, back, come };
}

test.each([[PHONE, '/wecom/connect/oauth2/authorize', '#wechat_redirect'], [BROWSER, '/wecom/wwlogin/sso/login', '']])('%s signs in on %s', async (userAgent, path, hash) => {
  const { there, back, come } = await walk(userAgent, /who=w-li/);
  expect([there.pathname, there.hash, back.origin]).toEqual([path, hash, 'http://127.0.0.1']);
  const answer = await come();
  expect([answer.statusCode, answer.headers.location]).toEqual([302, '/workbench']);
  const session = String(answer.headers['set-cookie']).match(/zhida_session=[^;]+/)?.[0] ?? '';
  expect((await house.http.inject({ url: '/api/auth/me', headers: { cookie: session } })).json()).toMatchObject({ login: 'li' });
  const again = await come();
  expect([again.statusCode, again.json().code]).toEqual([401, 'sign-in-code-used']);
});

test('somebody outside the corp, a member without a login and a code of yesterday are refused', async () => {
  const outside = await (await walk(PHONE, /who=&/)).come();
  expect([outside.statusCode, outside.json().code]).toEqual([403, 'not-a-member']);
  const unbound = await (await walk(BROWSER, /who=w-wang/)).come();
  expect([unbound.statusCode, unbound.json().code]).toEqual([403, 'not-bound']);
  const { come } = await walk(BROWSER, /who=w-li/);
  await sandbox.advance(300_000);
  expect((await come()).json().code).toBe('sign-in-code-used');
});

test('an address WeCom does not trust is not his fault, and ops hear of it', async () => {
  const { come } = await walk(PHONE, /who=w-li/);
  await sandbox.patch('/control/settings', { wecom: { trustedIp: false } });
  const answer = await come();
  expect([answer.statusCode, answer.json().code]).toEqual([503, 'unavailable']);
  expect(alarms).toMatchObject([{ key: 'wecom:60020' }]);
});

test('WeCom’s page refuses another corp, another application and a state it would not carry', async () => {
  const { there } = await walk(PHONE, /who=w-li/);
  for (const [name, value, code] of [['appid', 'ww0', 40013], ['agentid', '7', 40056], ['state', 'a-b', 40058], ['redirect_uri', 'javascript:1', 50001], ['response_type', 'token', 40058]] as const) {
    const changed = new URL(there);
    changed.searchParams.set(name, value);
    expect(await (await fetch(changed)).text()).toContain(`e=${code}`);
  }
});

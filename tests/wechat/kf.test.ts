import { callVerdict } from '../../server/wechat/call-verdict';
import { createHttp, type PlatformHttp } from '../../server/wechat/http';
import { isStateRefusal } from '../../server/wechat/kf-session';
import { createTokenKeeper, wecomTokenSource } from '../../server/wechat/token';
import { createWecomKf, type WecomKf } from '../../server/wechat/wecom-kf';
import { createTokenCalls, WECOM_DEAD_TOKEN } from '../../server/wechat/with-token';
import { json, startPlatform, type Answer, type PlatformServer } from './platform-server';
import { memoryTokenStore } from './token-store';

let server: PlatformServer;
let http: PlatformHttp;
let kf: WecomKf;
let answer: Answer;
let issued: number;

const now = () => 1_700_000_000_000;
const reply = (body: object | string): Answer => (_seen, response) => json(response, typeof body === 'string' ? body : { errcode: 0, errmsg: 'ok', ...body });
const calls = () => server.seen.filter((seen) => seen.path !== '/cgi-bin/gettoken');
const last = () => ({ path: calls().at(-1)?.path, body: JSON.parse(calls().at(-1)?.body || '{}') as unknown });

beforeEach(async () => {
  issued = 0;
  answer = reply({});
  server = await startPlatform((seen, response) => {
    if (seen.path !== '/cgi-bin/gettoken') return answer(seen, response);
    issued += 1;
    return json(response, { errcode: 0, errmsg: 'ok', access_token: `T${issued}`, expires_in: 7200 });
  });
  http = createHttp({ baseUrl: server.baseUrl, now, timeLimitMs: 2_000 });
  const keeper = createTokenKeeper({ source: wecomTokenSource(http, 'ww1', '1000002', 'corp-SECRET'), store: memoryTokenStore(now), now, wait: async () => undefined, random: () => 0 });
  kf = createWecomKf({ calls: createTokenCalls(http, keeper, WECOM_DEAD_TOKEN) });
});

afterEach(async () => {
  http.close();
  await server.close();
});

it('lists accounts page by page', async () => {
  answer = (seen, response) => {
    const { offset, limit } = JSON.parse(seen.body) as { offset: number; limit: number };
    const account_list = Array.from({ length: Math.min(limit, 130 - offset) }, (_, at) => ({ open_kfid: `wk${offset + at}`, name: 'n', manage_privilege: at % 2 === 0 }));
    json(response, { errcode: 0, account_list: offset === 0 ? [...account_list.slice(1), { name: 'no id' }] : account_list });
  };
  const result = await kf.listAccounts();
  expect(result.ok && result.body).toHaveLength(129);
  expect(result.ok && result.body[0]).toEqual({ account: 'wk1', name: 'n', managed: false });
  expect(calls().map((seen) => JSON.parse(seen.body) as unknown)).toEqual([{ offset: 0, limit: 100 }, { offset: 100, limit: 100 }]);
});

it('stops listing accounts somewhere, and at the first failure', async () => {
  answer = reply({ account_list: Array(100).fill({ open_kfid: 'wk', name: 'n' }) });
  const endless = await kf.listAccounts();
  expect(endless.ok && endless.body).toHaveLength(5000);
  answer = reply({ errcode: 48002 });
  expect(await kf.listAccounts()).toMatchObject({ ok: false, code: 48002 });
});

it('makes links', async () => {
  answer = reply({ url: 'https://work.weixin.qq.com/kf/kfc?enc_scene=E' });
  expect(await kf.addContactWay('wk1', 'vip')).toEqual({ ok: true, body: 'https://work.weixin.qq.com/kf/kfc?enc_scene=E' });
  expect(last()).toEqual({ path: '/cgi-bin/kf/add_contact_way', body: { open_kfid: 'wk1', scene: 'vip' } });
});

it('keeps members and departments apart', async () => {
  answer = reply({ servicer_list: [{ userid: 'a', status: 0 }, { department_id: 3 }, { userid: 'b', status: 1, stop_type: 1 }, {}, 5] });
  expect(await kf.listServicers('wk1')).toEqual({ ok: true, body: [
    { kind: 'member', userid: 'a', receiving: 'receiving' }, { kind: 'department', id: 3 }, { kind: 'member', userid: 'b', receiving: 'suspended' },
  ] });
  expect(calls().at(-1)).toMatchObject({ method: 'GET', path: '/cgi-bin/kf/servicer/list' });
  expect(calls().at(-1)?.query.get('open_kfid')).toBe('wk1');
});

it('changes servicers one by one in their results', async () => {
  answer = reply({ result_list: [{ userid: 'a', errcode: 0, errmsg: 'ignored' }, { userid: 'b', errcode: 60111 }, { userid: 'c' }, { department_id: 1, errcode: 0 }] });
  expect(await kf.addServicers('wk1', ['a', 'b', 'c'])).toEqual({ ok: true, body: [{ userid: 'a', code: 0 }, { userid: 'b', code: 60111 }, { userid: 'c', code: -2 }] });
  await kf.removeServicers('wk1', Array.from({ length: 101 }, (_, at) => `u${at}`));
  expect(last()).toMatchObject({ path: '/cgi-bin/kf/servicer/del', body: { open_kfid: 'wk1', userid_list: { length: 100 } } });
});

it('reads and changes a session', async () => {
  answer = reply({ service_state: 3, servicer_userid: 'li' });
  expect(await kf.getSession('wk1', 'wm1')).toEqual({ ok: true, body: { state: 'agent', servicer: 'li' } });
  answer = reply({ service_state: 1, servicer_userid: 'left over' });
  expect(await kf.getSession('wk1', 'wm1')).toEqual({ ok: true, body: { state: 'assistant', servicer: '' } });
  for (const odd of [{}, { service_state: 5 }, { service_state: -1 }, { service_state: 'new' }]) {
    answer = reply(odd);
    expect(await kf.getSession('wk1', 'wm1')).toMatchObject({ ok: false, kind: 'unknown' });
  }
  answer = reply({ msg_code: 'C' });
  expect(await kf.changeSession('wk1', 'wm1', 'agent', 'li')).toEqual({ ok: true, body: 'C' });
  expect(last()).toEqual({ path: '/cgi-bin/kf/service_state/trans', body: { open_kfid: 'wk1', external_userid: 'wm1', service_state: 3, servicer_userid: 'li' } });
  answer = reply({});
  expect(await kf.changeSession('wk1', 'wm1', 'ended')).toEqual({ ok: true, body: '' });
  expect(last().body).toEqual({ open_kfid: 'wk1', external_userid: 'wm1', service_state: 4 });
});

it('pulls with all digits of large numbers', async () => {
  answer = reply('{"errcode":0,"next_cursor":"C","has_more":1,"msg_list":[{"msgid":"a","n":22876340532172986,"f":23.1060218811035},7]}');
  expect(await kf.syncMessages('wk1', { token: 'T' })).toEqual({ ok: true, body: { items: [{ msgid: 'a', n: '22876340532172986', f: 23.1060218811035 }], odd: 1, cursor: 'C', more: true } });
  answer = reply({ msg_list: 'none' });
  expect(await kf.syncMessages('wk1', {})).toEqual({ ok: true, body: { items: [], odd: 0, cursor: '', more: false } });
});

it('takes a page that is too large in pieces', async () => {
  answer = (seen, response) => {
    const { limit } = JSON.parse(seen.body) as { limit: number };
    const msg_list = Array.from({ length: Math.min(limit, 60) }, (_, at) => ({ msgid: `m${at}`, merged_msg: 'x'.repeat(200_000) }));
    json(response, { errcode: 0, next_cursor: 'C', has_more: 1, msg_list });
  };
  const page = await kf.syncMessages('wk1', { cursor: 'B' });
  expect(page.ok && page.body.items).toHaveLength(20);
  expect(calls().map((seen) => JSON.parse(seen.body) as unknown)).toEqual([1000, 20].map((limit) => ({ cursor: 'B', limit, open_kfid: 'wk1' })));
});

it('sends with an id, never with an empty one', async () => {
  answer = reply({ msgid: 'M' });
  expect(await kf.sendMessage('wk1', 'wm1', { kind: 'text', content: 'a' }, 'id_0')).toEqual({ ok: true, body: 'M' });
  expect(last()).toEqual({ path: '/cgi-bin/kf/send_msg', body: { touser: 'wm1', open_kfid: 'wk1', msgid: 'id_0', msgtype: 'text', text: { content: 'a' } } });
  await kf.sendMessage('wk1', 'wm1', { kind: 'image', mediaId: 'I' }, '');
  expect(last().body).toEqual({ touser: 'wm1', open_kfid: 'wk1', msgtype: 'image', image: { media_id: 'I' } });
});

it('does not ask for what would be refused', async () => {
  expect(await kf.sendMessage('wk1', 'wm1', { kind: 'link', title: 't', url: `https://a.cn/${'x'.repeat(2048)}`, thumbMediaId: 'I' })).toMatchObject({ ok: false, kind: 'platform', code: 40058 });
  expect(calls()).toEqual([]);
});

it('answers an event, recalls a message', async () => {
  await kf.sendOnEvent('W1', { kind: 'menu', head: '您好', items: [{ kind: 'click', id: '1', content: '人工' }] });
  expect(last()).toEqual({ path: '/cgi-bin/kf/send_msg_on_event', body: { code: 'W1', msgtype: 'msgmenu', msgmenu: { head_content: '您好', list: [{ type: 'click', click: { id: '1', content: '人工' } }] } } });
  await kf.recallMessage('wk1', 'id_0');
  expect(last()).toEqual({ path: '/cgi-bin/kf/recall_msg', body: { msgid: 'id_0', open_kfid: 'wk1' } });
});

it('tells customers', async () => {
  answer = reply({ customer_list: [{ external_userid: 'wm1', nickname: '甲', avatar: 'a', unionid: 'U', enter_session_context: { scene: 's', scene_param: 'p' } }, { external_userid: 'wm2' }], invalid_external_userid: ['wm3'] });
  expect(await kf.getCustomers(['wm1', 'wm2', 'wm3'])).toEqual({ ok: true, body: {
    known: [{ customer: 'wm1', nickname: '甲', avatar: 'a', unionid: 'U', entered: { scene: 's', sceneParam: 'p' } }, { customer: 'wm2', nickname: '', avatar: '', unionid: '' }],
    invalid: ['wm3'],
  } });
});

it('asks for figures in seconds', async () => {
  answer = reply({ statistic_list: [{ stat_time: 1_699_920_000, statistic: { session_cnt: 2, reply_rate: 0.5, odd: 'x' } }, { statistic: {} }] });
  expect(await kf.corpStatistic({ from: 1_699_920_000_999, to: 1_700_006_400_000 })).toEqual({ ok: true, body: [{ at: 1_699_920_000_000, figures: { session_cnt: 2, reply_rate: 0.5 } }] });
  expect(last()).toEqual({ path: '/cgi-bin/kf/get_corp_statistic', body: { start_time: 1_699_920_000, end_time: 1_700_006_400 } });
  await kf.servicerStatistic({ from: 0, to: 0, account: 'wk1' }, 'li');
  expect(last()).toEqual({ path: '/cgi-bin/kf/get_servicer_statistic', body: { open_kfid: 'wk1', servicer_userid: 'li', start_time: 0, end_time: 0 } });
});

it('renews a dead token once', async () => {
  answer = (seen, response) => json(response, seen.query.get('access_token') === 'T1' ? { errcode: 42001 } : { errcode: 0, service_state: 0 });
  expect(await kf.getSession('wk1', 'wm1')).toMatchObject({ ok: true });
  expect(issued).toBe(2);
});

it.each([
  [95013, true, 'expired'], [95016, true, 'expired'], [95018, true, 'expired'], [95014, false, 'agent-not-receiving'], [95019, false, 'agent-not-receiving'], [95001, false, 'count-spent'],
])('%i speaks of the state: %s', async (code, ofState, why) => {
  answer = reply({ errcode: code });
  const result = await kf.changeSession('wk1', 'wm1', 'pool');
  expect(isStateRefusal(result)).toBe(ofState);
  expect(!result.ok && callVerdict('wecom', result, 0)).toEqual({ kind: 'refused', why: `${why}:${code}` });
});

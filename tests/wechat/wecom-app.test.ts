import { createHttp, type PlatformHttp } from '../../server/wechat/http';
import { createTokenKeeper, wecomTokenSource } from '../../server/wechat/token';
import { createWecomApp, type WecomApp } from '../../server/wechat/wecom-app';
import { createWecomRobot, robotAddress } from '../../server/wechat/wecom-robot';
import { createTokenCalls, WECOM_DEAD_TOKEN } from '../../server/wechat/with-token';
import { json, startPlatform, type Answer, type PlatformServer } from './platform-server';
import { memoryTokenStore } from './token-store';

let server: PlatformServer;
let http: PlatformHttp;
let app: WecomApp;
let answer: Answer;
let issued: number;

const now = () => 1_700_000_000_000;
const reply = (body: object): Answer => (_seen, response) => json(response, { errcode: 0, errmsg: 'ok', ...body });
const calls = () => server.seen.filter((seen) => seen.path !== '/cgi-bin/gettoken');
const body = (): Record<string, never> => JSON.parse(calls().at(-1)?.body ?? '') as Record<string, never>;

beforeEach(async () => {
  issued = 0;
  answer = reply({ msgid: 'M1' });
  server = await startPlatform((seen, response) => {
    if (seen.path !== '/cgi-bin/gettoken') return answer(seen, response);
    issued += 1;
    return json(response, { errcode: 0, errmsg: 'ok', access_token: `T${issued}`, expires_in: 7200 });
  });
  http = createHttp({ baseUrl: server.baseUrl, now, timeLimitMs: 2_000 });
  const keeper = createTokenKeeper({ source: wecomTokenSource(http, 'ww1', '1000002', 'corp-SECRET'), store: memoryTokenStore(now), now, wait: async () => undefined, random: () => 0 });
  app = createWecomApp({ calls: createTokenCalls(http, keeper, WECOM_DEAD_TOKEN), agentId: 1000002 });
});

afterEach(async () => {
  http.close();
  await server.close();
});

it('sends texts, cut at 2048 bytes between characters', async () => {
  expect(await app.sendText(['li', 'wang'], 'hi')).toEqual({ ok: true, body: { msgId: 'M1', missed: [] } });
  expect(body()).toEqual({ touser: 'li|wang', msgtype: 'text', agentid: 1000002, text: { content: 'hi' } });
  await app.sendText(['li'], '中'.repeat(1000));
  expect(body()).toMatchObject({ text: { content: `${'中'.repeat(681)}…` } });
  await app.sendMarkdown(['li'], '**a**');
  expect(body()).toMatchObject({ msgtype: 'markdown', markdown: { content: '**a**' } });
  await app.sendTextCard(['li'], { title: '中'.repeat(50), description: 'd', url: 'https://a.cn', buttonText: '查看详细情况' });
  expect(body()).toMatchObject({ msgtype: 'textcard', textcard: { title: `${'中'.repeat(41)}…`, description: 'd', url: 'https://a.cn', btntxt: '查看详…' } });
  await app.sendImage(['li'], 'm1');
  await app.sendFile(['li'], 'm2');
  expect(body()).toMatchObject({ msgtype: 'file', file: { media_id: 'm2' } });
  expect(calls().every((seen) => seen.path === '/cgi-bin/message/send' && seen.query.get('access_token') === 'T1')).toBe(true);
});

it('sends a card within the limits and hands out its response code', async () => {
  answer = reply({ msgid: 'M1', response_code: 'R1' });
  const sent = await app.sendCard(['li'], {
    taskId: 'c1@1',
    source: '直达',
    title: '访'.repeat(40),
    desc: 'd',
    subTitle: 's',
    facts: Array.from({ length: 8 }, (_, i) => ({ name: '等级等级等级', value: '值'.repeat(40), ...(i === 0 ? { url: 'https://a.cn' } : {}) })),
    buttons: Array.from({ length: 8 }, (_, i) => ({ text: `按钮${i}`, key: 'k'.repeat(1100), style: 2 as const })),
    url: 'https://a.cn/c1',
  });
  expect(sent).toEqual({ ok: true, body: { msgId: 'M1', missed: [], responseCode: 'R1' } });
  const { template_card: card } = body() as unknown as { template_card: Record<string, unknown[]> };
  expect(card).toMatchObject({ card_type: 'button_interaction', task_id: 'c1@1', source: { desc: '直达' }, main_title: { title: `${'访'.repeat(35)}…`, desc: 'd' }, sub_title_text: 's', card_action: { type: 1, url: 'https://a.cn/c1' } });
  expect(card.horizontal_content_list).toHaveLength(6);
  expect(card.horizontal_content_list?.[0]).toEqual({ keyname: '等级等级…', value: `${'值'.repeat(29)}…`, type: 1, url: 'https://a.cn' });
  expect(card.button_list).toHaveLength(6);
  expect(Buffer.byteLength((card.button_list?.[0] as { key: string }).key)).toBeLessThanOrEqual(1024);
});

it('names those it did not reach, and fails when it reached nobody', async () => {
  answer = reply({ msgid: 'M1', invaliduser: 'zhao|qian', unlicenseduser: 'sun' });
  expect(await app.sendText(['li', 'zhao'], 'a')).toEqual({ ok: true, body: { msgId: 'M1', missed: ['zhao', 'qian', 'sun'] } });
  expect(await app.sendText(['zhao'], 'a')).toMatchObject({ ok: false, kind: 'platform', code: 81013 });
  expect(await app.sendText(['sun'], 'a')).toMatchObject({ ok: false, kind: 'platform', code: 81013 });
});

it('renews the token on 40014, 42001 and 41001, not on 40001', async () => {
  for (const [code, expected] of [[40014, 2], [42001, 3], [41001, 4]] as const) {
    const dead = `T${issued || 1}`;
    answer = (seen, response) => json(response, seen.query.get('access_token') === dead ? { errcode: code, errmsg: 'x' } : { errcode: 0, msgid: 'M' });
    expect(await app.sendText(['li'], 'a')).toMatchObject({ ok: true });
    expect(issued).toBe(expected);
  }
  answer = (_seen, response) => json(response, { errcode: 40001, errmsg: 'x' });
  expect(await app.sendText(['li'], 'a')).toMatchObject({ ok: false, code: 40001 });
  expect(issued).toBe(4);
});

it('updates and recalls', async () => {
  answer = reply({ invaliduser: ['zhao'] });
  expect(await app.closeCard(['li', 'zhao'], 'R1', '已接入')).toEqual({ ok: true, body: ['zhao'] });
  expect(body()).toEqual({ userids: ['li', 'zhao'], agentid: 1000002, response_code: 'R1', button: { replace_name: '已接入' } });
  await app.replaceCard(['li'], 'R2', { taskId: 't', title: 'x', buttons: [{ text: 'b', key: 'k' }] });
  expect(body()).toMatchObject({ response_code: 'R2', template_card: { card_type: 'button_interaction', main_title: { title: 'x' }, button_list: [{ type: 0, text: 'b', style: 1, key: 'k' }] } });
  await app.recall('M1');
  expect(calls().map((seen) => seen.path)).toEqual(['/cgi-bin/message/update_template_card', '/cgi-bin/message/update_template_card', '/cgi-bin/message/recall']);
});

it('writes and reads the menu', async () => {
  const menu = [{ name: '上线', key: 'duty.on' }, { name: '工作台', url: 'https://a.cn' }, { name: '更多', below: [{ name: '离开', key: 'duty.off' }] }];
  await app.createMenu(menu);
  const written = body();
  expect(written).toEqual({ button: [{ type: 'click', name: '上线', key: 'duty.on' }, { type: 'view', name: '工作台', url: 'https://a.cn' }, { name: '更多', sub_button: [{ type: 'click', name: '离开', key: 'duty.off' }] }] });
  expect(calls()[0]?.query.get('agentid')).toBe('1000002');
  answer = reply(written);
  expect(await app.getMenu()).toEqual({ ok: true, body: menu });
  await app.createMenu([{ name: '一二三四五六七', key: 'k' }]);
  expect(body()).toEqual({ button: [{ type: 'click', name: '一二三四…', key: 'k' }] });
});

it('tells members from strangers at sign-in', async () => {
  answer = reply({ userid: 'li', user_ticket: 't' });
  expect(await app.whoSignedIn('c')).toEqual({ ok: true, body: { kind: 'member', userid: 'li' } });
  answer = reply({ openid: 'o', external_userid: 'wm1' });
  expect(await app.whoSignedIn('c')).toEqual({ ok: true, body: { kind: 'outsider' } });
});

it('reads members and addresses', async () => {
  answer = reply({ userid: 'li', name: '李', status: 1, userlist: [{ userid: 'li', name: '李' }], ip_list: ['1.2.3.4'] });
  expect(await app.getMember('li')).toEqual({ ok: true, body: { userid: 'li', name: '李', status: 1 } });
  expect(await app.listMembers(7)).toEqual({ ok: true, body: [{ userid: 'li', name: '李', status: 0 }] });
  expect(calls().at(-1)?.query.get('department_id')).toBe('7');
  expect(await app.callbackIps()).toEqual({ ok: true, body: ['1.2.3.4'] });
});

it('uploads and fetches media', async () => {
  answer = reply({ type: 'file', media_id: 'm1', created_at: '1' });
  expect(await app.uploadMedia('file', { bytes: Buffer.from('x'), fileName: 'a.pdf', contentType: 'application/pdf' })).toEqual({ ok: true, body: { mediaId: 'm1' } });
  answer = (_seen, response) => json(response, { errcode: 40007, errmsg: 'invalid media_id' });
  expect(await app.getMedia('m1', 10)).toMatchObject({ ok: false, kind: 'platform', code: 40007 });
});

it('robot: posts with its key, and keeps the key out of failures', async () => {
  const address = robotAddress(`${server.baseUrl}/cgi-bin/webhook/send?key=robot-SECRET`);
  if (address === undefined) throw new Error('no address');
  const robot = createWecomRobot(http, address);
  answer = reply({});
  await robot.text('没有客服在线', ['li']);
  expect(body()).toEqual({ msgtype: 'text', text: { content: '没有客服在线', mentioned_list: ['li'] } });
  expect(calls()[0]?.query.get('key')).toBe('robot-SECRET');
  await robot.markdown('x'.repeat(5000));
  expect(body()).toMatchObject({ msgtype: 'markdown', markdown: { content: `${'x'.repeat(4093)}…` } });
  answer = (_seen, response) => json(response, { errcode: 93000, errmsg: 'invalid webhook url robot-SECRET' });
  expect(JSON.stringify(await robot.text('a'))).not.toContain('SECRET');
  for (const wrong of ['', 'x', 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send', 'ftp://a/b?key=1']) expect(robotAddress(wrong)).toBeUndefined();
});

import { fieldFits } from '../../sandbox/wechat/subscribe-fields';
import { at, listen, openSandbox, type Json, type Sandbox } from './stage';

let sandbox: Sandbox;
let merchant: Awaited<ReturnType<typeof listen>>;
let token: string;
let openid: string;

beforeEach(async () => {
  merchant = await listen();
  sandbox = await openSandbox({ wechat: { pushUrl: merchant.url, mode: 'plain', templates: [{ id: 'T1', fields: ['thing1', 'time2'] }] } });
  token = await sandbox.wechatToken();
  ({ openid } = await sandbox.visitor());
});
afterEach(async () => {
  await sandbox.close();
  await merchant.close();
});

const data = { thing1: { value: '李 已上线' }, time2: { value: '2026-01-02 10:00' } };
const send = (over: Json = {}) => sandbox.post(`/cgi-bin/message/subscribe/send?access_token=${token}`,
  { touser: openid, template_id: 'T1', page: 'pages/entry/index?e=vip', data, miniprogram_state: 'formal', lang: 'zh_CN', ...over });
const answer = (choices: Json) => sandbox.post(`/control/visitors/${openid}/subscribe`, { choices, wait: true });

describe('subscribe/send', () => {
  it('one accept is one message, whatever the window', async () => {
    expect(await send()).toMatchObject({ errcode: 43101 });
    await answer({ T1: 'accept' });
    expect(await send()).toMatchObject({ errcode: 0 });
    expect(await send()).toMatchObject({ errcode: 43101 });
    expect(at(await sandbox.get(`/control/phone/${openid}`), 'received')).toMatchObject([{ kind: 'subscribe', content: { templateId: 'T1', thing1: '李 已上线' } }]);
  });

  it('a rejection gives nothing; turning the template off takes all', async () => {
    await answer({ T1: 'reject' });
    expect(await send()).toMatchObject({ errcode: 43101 });
    await answer({ T1: 'accept' });
    await answer({ T1: 'accept' });
    await sandbox.post(`/control/visitors/${openid}/unsubscribe`, { templateId: 'T1', wait: true });
    expect(await send()).toMatchObject({ errcode: 43101 });
  });

  it('checks fields before it spends the permit', async () => {
    await answer({ T1: 'accept' });
    expect(await send({ data: { ...data, thing1: { value: '一'.repeat(21) } } })).toMatchObject({ errcode: 47003, errmsg: expect.stringContaining('data.thing1.value') as unknown });
    expect(await send({ data: { thing1: data.thing1 } })).toMatchObject({ errcode: 47003 });
    expect(await send({ miniprogram_state: undefined })).toMatchObject({ errcode: 47003 });
    expect(await send({ template_id: 'other' })).toMatchObject({ errcode: 40037 });
    expect(await send({ touser: 'nobody' })).toMatchObject({ errcode: 40003 });
    await sandbox.patch('/control/settings', { wechat: { pages: ['pages/home/index'] } });
    expect(await send()).toMatchObject({ errcode: 41030 });
    await sandbox.patch('/control/settings', { wechat: { pages: ['pages/entry/index'] } });
    expect(await send()).toMatchObject({ errcode: 0 });
  });

  it.each([
    ['thing1', '一'.repeat(20), true], ['thing1', '一'.repeat(21), false], ['number2', '12a', false], ['number2', '12.5', true],
    ['phrase3', '已经排到了', true], ['phrase3', '已经排到你了', false], ['character_string4', 'A-1', true], ['character_string4', '号', false],
    ['time5', '2019年10月1日 15:01', true], ['time5', 'soon', false], ['thing1', '', false],
  ])('field %s takes %p: %p', (name, value, fits) => {
    expect(fieldFits(name, value)).toBe(fits);
  });
});

describe('subscribe events', () => {
  const bodies = () => merchant.arrived.map(({ body }) => body);

  it('JSON: List is an object when single and an array otherwise; CreateTime is text', async () => {
    await answer({ T1: 'accept' });
    await answer({ T1: 'accept', T2: 'reject' });
    expect(bodies().map((body): unknown => JSON.parse(body))).toMatchObject([
      { Event: 'subscribe_msg_popup_event', CreateTime: expect.stringMatching(/^\d+$/) as unknown, List: { TemplateId: 'T1', SubscribeStatusString: 'accept' } },
      { List: [{ TemplateId: 'T1', SubscribeStatusString: 'accept' }, { TemplateId: 'T2', SubscribeStatusString: 'reject' }] },
    ]);
  });

  it('XML: the list stands inside an element named after the event', async () => {
    await sandbox.patch('/control/settings', { wechat: { format: 'xml' } });
    await answer({ T1: 'accept', T2: 'reject' });
    expect(bodies()[0]).toMatch(/<CreateTime>\d+<\/CreateTime>.*<SubscribeMsgPopupEvent><List>.*<\/List><List>.*<\/List><\/SubscribeMsgPopupEvent>/);
  });

  it('tells that a message was sent', async () => {
    await answer({ T1: 'accept' });
    await send();
    await sandbox.post(`/control/visitors/${openid}/unsubscribe`, { templateId: 'T1', wait: true });
    const events = bodies().map((body): unknown => at(JSON.parse(body), 'Event'));
    expect(events).toEqual(expect.arrayContaining(['subscribe_msg_sent_event', 'subscribe_msg_change_event']));
  });
});

import { decrypt, encrypt, sign } from '../../sandbox/crypto';
import { at, listen, listAt, openSandbox, textAt, type Arrived, type Json, type Sandbox } from './stage';

const HOURS = 3_600_000;
let sandbox: Sandbox;
let merchant: Awaited<ReturnType<typeof listen>>;
let token: string;

beforeEach(async () => {
  merchant = await listen(() => ({}));
  sandbox = await openSandbox({ wecom: { callbackUrl: merchant.url } });
  token = await sandbox.wecomToken();
  for (const userid of ['li', 'wang']) await sandbox.post('/control/members', { userid });
});
afterEach(async () => {
  await sandbox.close();
  await merchant.close();
});

const agentid = () => sandbox.settings.wecom.agentId;
const card = (over: Json = {}): Json => ({
  card_type: 'button_interaction', task_id: 'c1-1', main_title: { title: '新会话', desc: 'VIP' },
  button_list: [{ text: '回复', style: 1, key: 'reply:1' }, { text: '结束', style: 3, key: 'end:1' }, { text: '打开', type: 1, url: 'https://a' }], ...over,
});
const send = (body: Json = card(), touser = 'li|wang') =>
  sandbox.post(`/cgi-bin/message/send?access_token=${token}`, { touser, agentid: agentid(), msgtype: 'template_card', template_card: body });
const update = (body: Json) => sandbox.post(`/cgi-bin/message/update_template_card?access_token=${token}`, { agentid: agentid(), userids: ['li'], ...body });
const shown = async (userid = 'li') => at(await sandbox.get(`/control/members/${userid}/phone`), 'received.-1');
const tap = async (key: string, more: Json = {}) => sandbox.post('/control/members/li/tap', { lineId: textAt(await shown(), 'id'), key, wait: true, ...more });

const heard = (one: Arrived | undefined): string => {
  const opened = decrypt(sandbox.settings.wecom.aesKey, /<Encrypt><!\[CDATA\[(.+?)\]\]>/.exec(one?.body ?? '')?.[1] ?? '');
  return opened.ok && opened.id === sandbox.settings.wecom.corpId ? opened.message : '';
};
const field = (xml: string, tag: string) => new RegExp(`<${tag}>(?:<!\\[CDATA\\[)?(.*?)(?:\\]\\]>)?</${tag}>`).exec(xml)?.[1];
const reply = (inner: string, userid = 'li') => {
  const { aesKey, corpId, token: secret } = sandbox.settings.wecom;
  const xml = `<xml><ToUserName><![CDATA[${userid}]]></ToUserName><FromUserName><![CDATA[${corpId}]]></FromUserName><CreateTime>1</CreateTime>${inner}</xml>`;
  const Encrypt = encrypt(aesKey, corpId, xml, Buffer.alloc(16));
  return { body: `<xml><Encrypt><![CDATA[${Encrypt}]]></Encrypt><MsgSignature><![CDATA[${sign(secret, '9', 'n', Encrypt)}]]></MsgSignature><TimeStamp>9</TimeStamp><Nonce><![CDATA[n]]></Nonce></xml>` };
};

describe('sending a card', () => {
  it('shows title and buttons, and gives a response_code for interactive cards only', async () => {
    expect(await send()).toMatchObject({ errcode: 0, response_code: expect.any(String) as unknown });
    expect(await shown()).toMatchObject({
      kind: 'template_card',
      card: { taskId: 'c1-1', done: false, buttons: [{ key: 'reply:1', text: '回复', disabled: false }, { key: 'end:1' }, { url: 'https://a' }] },
    });
    const notice = { card_type: 'text_notice', main_title: { title: 't' }, card_action: { type: 1, url: 'https://a' } };
    expect(await send(notice)).not.toHaveProperty('response_code');
  });

  it('wants a task_id of its own (42014) and an application that can be called back', async () => {
    await send();
    expect(await send()).toMatchObject({ errcode: 42014 });
    await sandbox.patch('/control/settings', { wecom: { overLimit: 'refuse', perMemberPerMinute: 1 } });
    expect(await send(card({ task_id: 'c1-2' }))).toMatchObject({ errcode: 45009 });
    await sandbox.advance(60_000);
    expect(await send(card({ task_id: 'c1-2' }))).toMatchObject({ errcode: 0 });
    await sandbox.patch('/control/settings', { wecom: { overLimit: 'drop' } });
    expect(await send(card({ task_id: '' }))).toMatchObject({ errcode: 42014 });
    expect(await send(card({ task_id: 'a b' }))).toMatchObject({ errcode: 42014 });
    expect(await send(card({ task_id: 'x'.repeat(129) }))).toMatchObject({ errcode: 42014 });
    await sandbox.patch('/control/settings', { wecom: { callbackUrl: '' } });
    expect(await send(card({ task_id: 'c2' }))).toMatchObject({ errcode: 40058 });
  });

  it('a refused card does not use up its task_id', async () => {
    expect(await send(card(), 'nobody')).toMatchObject({ errcode: 81013 });
    expect(await send()).toMatchObject({ errcode: 0 });
  });

  it.each<[string, Json, number]>([
    ['title of 37 characters', { main_title: { title: '字'.repeat(37) } }, 45002],
    ['desc of 45 characters', { main_title: { title: 't', desc: '字'.repeat(45) } }, 45002],
    ['no title', { main_title: {} }, 40058],
    ['7 buttons', { button_list: Array.from({ length: 7 }, (_, n) => ({ text: 'a', key: `${n}` })) }, 40058],
    ['no button', { button_list: [] }, 40058],
    ['a button of 11 characters', { button_list: [{ text: '字'.repeat(11), key: 'a' }] }, 40058],
    ['a key of 1025 bytes', { button_list: [{ text: 'a', key: 'k'.repeat(1025) }] }, 40058],
    ['7 pairs', { horizontal_content_list: Array.from({ length: 7 }, () => ({ keyname: 'a', value: 'b' })) }, 40058],
    ['a keyname of 6 characters', { horizontal_content_list: [{ keyname: '六个字的名字', value: 'b' }] }, 40058],
    ['an unknown type', { card_type: 'hologram' }, 40058],
  ])('refuses %s', async (_what, over, errcode) => {
    expect(await send(card(over))).toMatchObject({ errcode });
  });

  it('takes the longest allowed', async () => {
    expect(await send(card({ main_title: { title: '字'.repeat(36), desc: '字'.repeat(44) }, sub_title_text: '字'.repeat(160) }))).toMatchObject({ errcode: 0 });
  });
});

describe('tapping a card', () => {
  it('calls the application back with key, task and a fresh response code', async () => {
    await send();
    expect(await tap('reply:1')).toMatchObject({ state: 'acknowledged' });
    const xml = heard(merchant.arrived[0]);
    expect(['Event', 'EventKey', 'TaskId', 'CardType', 'FromUserName', 'AgentID'].map((tag) => field(xml, tag))).toEqual(['template_card_event', 'reply:1', 'c1-1', 'button_interaction', 'li', String(agentid())]);
    expect(field(xml, 'ResponseCode')).toBeTruthy();
    expect(await update({ response_code: field(xml, 'ResponseCode'), button: { replace_name: '已处理' } })).toMatchObject({ errcode: 0 });
    expect(await shown()).toMatchObject({ card: { done: true, buttons: [{ text: '已处理', disabled: true }, { text: '结束', disabled: true }, { disabled: false }] } });
    expect(await tap('end:1')).toMatchObject({ status: 409 });
    expect(await shown('wang')).toMatchObject({ card: { done: false } });
  });

  it('refuses keys the card does not have', async () => {
    await send();
    expect(await tap('other')).toMatchObject({ status: 409 });
    expect(merchant.arrived).toHaveLength(0);
  });

  it('sends chosen options under the right or the misspelled tags', async () => {
    await send(card({ card_type: 'multiple_interaction', button_list: undefined, select_list: [{ question_key: 'q', option_list: [] }], submit_button: { text: '提交', key: 'go' } }));
    const chosen = [{ questionKey: 'q', optionIds: ['a', 'b'] }];
    await tap('go', { chosen });
    await tap('go', { chosen, optionTags: 'misspelled' });
    expect(heard(merchant.arrived[0])).toContain('<SelectedItem><QuestionKey><![CDATA[q]]></QuestionKey><OptionIds><OptionId><![CDATA[a]]></OptionId><OptionId><![CDATA[b]]></OptionId></OptionIds></SelectedItem>');
    expect(heard(merchant.arrived[1])).toContain('<OpitonIds><OpitonId><![CDATA[a]]></OpitonId>');
  });

  it('understands update_button and a whole new card in the answer', async () => {
    await send();
    merchant.told.answer = () => reply('<MsgType><![CDATA[update_button]]></MsgType><Button><ReplaceName><![CDATA[已接入]]></ReplaceName></Button>');
    await tap('reply:1');
    expect(await shown()).toMatchObject({ card: { done: true, replacedBy: '已接入' } });
    await send(card({ task_id: 'c2' }));
    merchant.told.answer = () => reply('<MsgType><![CDATA[update_template_card]]></MsgType><TemplateCard><CardType><![CDATA[button_interaction]]></CardType><MainTitle><Title><![CDATA[新的]]></Title></MainTitle><ButtonList><Text><![CDATA[再来]]></Text><Style>2</Style><Key><![CDATA[again]]></Key></ButtonList></TemplateCard>');
    await tap('reply:1');
    expect(await shown()).toMatchObject({ card: { done: false, taskId: 'c2', body: { main_title: { title: '新的' } }, buttons: [{ key: 'again', text: '再来', style: 2 }] } });
  });
});

describe('update_template_card', () => {
  it('uses a response code once, within 72 h', async () => {
    const first = textAt(await send(), 'response_code');
    expect(await update({ response_code: first, button: { replace_name: 'a' } })).toMatchObject({ errcode: 0 });
    expect(await update({ response_code: first, button: { replace_name: 'b' } })).toMatchObject({ errcode: 40058 });
    const second = textAt(await send(card({ task_id: 'c2' })), 'response_code');
    await sandbox.advance(72 * HOURS);
    token = await sandbox.wecomToken();
    expect(await update({ response_code: second, button: { replace_name: 'a' } })).toMatchObject({ errcode: 40058 });
  });

  it('a mistake in the call leaves the code usable', async () => {
    const code = textAt(await send(), 'response_code');
    expect(await update({ response_code: code })).toMatchObject({ errcode: 40058 });
    expect(await update({ response_code: code, userids: [], button: { replace_name: 'a' } })).toMatchObject({ errcode: 40058 });
    expect(await update({ response_code: code, agentid: 5, button: { replace_name: 'a' } })).toMatchObject({ errcode: 301002 });
    expect(await update({ response_code: code, atall: 1, userids: [], template_card: card({ task_id: undefined, main_title: { title: '换了' } }) })).toMatchObject({ errcode: 0 });
    for (const userid of ['li', 'wang']) expect(await shown(userid)).toMatchObject({ card: { body: { main_title: { title: '换了' } }, taskId: 'c1-1' } });
  });

  it('names invalid members', async () => {
    const code = textAt(await send(), 'response_code');
    expect(listAt(await update({ response_code: code, userids: ['li', 'zhao'], button: { replace_name: 'a' } }), 'invaliduser')).toEqual(['zhao']);
  });
});

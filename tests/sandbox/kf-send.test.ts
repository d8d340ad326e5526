import { at, form, listAt, PNG, textAt, type Json } from './stage';
import { HOUR, openKf, type Kf } from './kf-stage';

let kf: Kf;
beforeEach(async () => {
  kf = await openKf();
});
afterEach(() => kf.close());

const code = (errcode: number) => ({ errcode });
const bytes = (count: number) => 'x'.repeat(count);
const assisted = async () => {
  await kf.say();
  await kf.trans(1);
};
const upload = async () => {
  const response = await fetch(`${kf.sandbox.base}/cgi-bin/media/upload?type=image&access_token=${await kf.sandbox.wecomToken()}`, { method: 'POST', body: form(PNG) });
  const answer: unknown = await response.json();
  return textAt(answer, 'media_id');
};
const thread = async () => listAt(await kf.session(), 'thread');

describe('send_msg by state', () => {
  it.each([[true, 95018], [false, 0]])('strictState0 %s: state 0 answers %i', async (strictState0, errcode) => {
    await kf.set({ strictState0 });
    await kf.say();
    expect(await kf.send()).toMatchObject(code(errcode));
  });

  it('goes in 1; not in 2, 3, 4', async () => {
    expect(await kf.send()).toMatchObject(code(95018));
    await assisted();
    expect(await kf.send()).toMatchObject({ errcode: 0, msgid: expect.any(String) as unknown });
    for (const state of [2, 3, 4]) {
      await kf.trans(state, 'li');
      expect(await kf.send()).toMatchObject(code(95018));
    }
    expect(await thread()).toMatchObject([{ from: 'customer' }, { from: 'api', kind: 'text', content: { content: '您好' } }]);
    expect(listAt(await kf.sandbox.ledger('type=accepted'), 'entries')).toMatchObject([{ api: 'kf/send_msg', to: kf.externalUserid, shown: true }]);
  });

  it('five per message of the customer, within 48 h of it', async () => {
    await assisted();
    for (let n = 0; n < 5; n += 1) expect(await kf.send()).toMatchObject(code(0));
    expect(await kf.send()).toMatchObject(code(95001));
    await kf.say();
    expect(await kf.send()).toMatchObject(code(0));
    await kf.sandbox.advance(48 * HOUR);
    expect(await kf.send()).toMatchObject(code(95002));
  });

  it('names a wrong customer or account', async () => {
    expect(await kf.send({ touser: '' })).toMatchObject(code(40058));
    expect(await kf.send({ touser: 'wmnobody' })).toMatchObject(code(40096));
    expect(await kf.send({ open_kfid: '' })).toMatchObject(code(40058));
    expect(await kf.send({ open_kfid: `wk${'x'.repeat(30)}` })).toMatchObject(code(95004));
  });
});

describe('send_msg by content', () => {
  beforeEach(async () => {
    await assisted();
  });
  const sends = (msgtype: string, part: Json) => kf.send({ msgtype, [msgtype]: part });
  const click = (n: number) => ({ type: 'click', click: { id: `${n}`, content: `选项 ${n}` } });
  const note = { type: 'text', text: { content: '说明' } };

  it('text 2048 bytes, not characters', async () => {
    expect(await sends('text', { content: bytes(2048) })).toMatchObject(code(0));
    expect(await sends('text', { content: '字'.repeat(683) })).toMatchObject(code(45002));
    expect(await sends('text', { content: '' })).toMatchObject(code(40058));
    expect(await sends('dance', {})).toMatchObject(code(40008));
  });

  it('every other kind, and its limits', async () => {
    const media = await upload();
    const link = { title: '单', desc: '', url: 'https://a', thumb_media_id: media };
    const page = { appid: 'wx1', title: '页', pagepath: 'a.html', thumb_media_id: media };
    for (const [msgtype, part, errcode] of [
      ['image', { media_id: media }, 0], ['file', { media_id: 'gone' }, 40007], ['voice', {}, 40058],
      ['link', link, 0], ['link', { ...link, title: bytes(129) }, 45002], ['link', { ...link, desc: bytes(513) }, 45002], ['link', { ...link, url: bytes(2049) }, 45002], ['link', { ...link, thumb_media_id: '' }, 40058],
      ['miniprogram', page, 0], ['miniprogram', { ...page, title: bytes(65) }, 45002],
      ['location', { name: '塔', latitude: 23.1, longitude: 113.3 }, 0], ['location', { name: '塔', latitude: '23' }, 40058],
      ['business_card', { userid: 'nobody' }, 40003],
      ['ca_link', { link_url: 'https://work.weixin.qq.com/ca/1' }, 0],
    ] as const) expect([msgtype, await sends(msgtype, part)]).toMatchObject([msgtype, code(errcode)]);
    await kf.set({ appids: ['wx2'] });
    expect(await sends('miniprogram', page)).toMatchObject(code(90207));
  });

  it('one business card in 48 h', async () => {
    expect(await sends('business_card', { userid: 'li' })).toMatchObject(code(0));
    expect(await sends('business_card', { userid: 'wang' })).toMatchObject(code(95025));
    await kf.sandbox.advance(47 * HOUR);
    await kf.say();
    await kf.sandbox.advance(HOUR);
    expect(await sends('business_card', { userid: 'wang' })).toMatchObject(code(0));
  });

  it('menus: ten choices among fifty items, and the bytes of each; a tapped item comes back with menu_id', async () => {
    const menu = (list: Json[], over: Json = {}) => sends('msgmenu', { head_content: '请选择', list, tail_content: '', ...over });
    const clicks = Array.from({ length: 11 }, (_, n) => click(n));
    const { msgid } = await menu([...clicks.slice(1), ...Array.from({ length: 40 }, () => note)]);
    expect(msgid).toEqual(expect.any(String));
    expect(await menu(clicks)).toMatchObject(code(95008));
    expect(await menu(Array.from({ length: 51 }, () => note))).toMatchObject(code(95008));
    expect(await menu([{ type: 'dance' }])).toMatchObject(code(95009));
    expect(await menu([{ type: 'click', click: { id: bytes(129), content: 'a' } }])).toMatchObject(code(45002));
    expect(await menu([{ type: 'view', view: { url: bytes(2049), content: 'a' } }])).toMatchObject(code(45002));
    expect(await menu([{ type: 'text', text: { content: bytes(257) } }])).toMatchObject(code(45002));
    expect(await menu([click(1)], { head_content: bytes(1025) })).toMatchObject(code(45002));
    await kf.set({ menuItems: 10 });
    expect(await menu([...clicks.slice(1), note])).toMatchObject(code(95008));
    await kf.act('tap', { msgid, id: '3' });
    expect((await kf.sync()).items.at(-1)).toMatchObject({ msgtype: 'text', text: { content: '选项 3', menu_id: '3' } });
  });

  it('msgid: own or given, once per account, never empty', async () => {
    expect(await kf.send({ msgid: 'mine_1' })).toMatchObject({ errcode: 0, msgid: 'mine_1' });
    expect(await kf.send({ msgid: 'mine_1' })).toMatchObject(code(40058));
    for (const msgid of ['', bytes(33), 'a b', 5]) expect(await kf.send({ msgid })).toMatchObject(code(40058));
    await kf.set({ duplicateMsgidErrcode: 95018 });
    expect(await kf.send({ msgid: 'mine_1' })).toMatchObject(code(95018));
  });
});

describe('afterwards', () => {
  beforeEach(async () => {
    await assisted();
  });

  it('msg_send_fail follows with the chosen fail_type, and the customer sees nothing', async () => {
    await kf.sandbox.post('/control/kf/send-fails', { failType: 10 });
    const { msgid } = await kf.send();
    const second = await kf.send();
    expect(second).toMatchObject(code(0));
    expect(await thread()).toHaveLength(2);
    await kf.sandbox.post('/control/kf/send-fails', { failType: 4, msgid: second['msgid'] });
    expect(await thread()).toHaveLength(1);
    expect(await kf.events('msg_send_fail')).toMatchObject([{ fail_msgid: msgid, fail_type: 10, external_userid: kf.externalUserid }, { fail_msgid: second['msgid'], fail_type: 4 }]);
    expect(listAt(await kf.sandbox.ledger('type=accepted'), 'entries')).toMatchObject([{ shown: false, why: 'fail_type 10' }, { shown: true }]);
  });

  it('recall within 2 minutes; it still counts toward the five', async () => {
    const recall = (msgid: unknown) => kf.api('recall_msg', { open_kfid: kf.openKfId, msgid });
    const { msgid } = await kf.send();
    expect(await recall(msgid)).toMatchObject(code(0));
    expect(at(await thread(), '1')).toMatchObject({ recalled: true, content: {} });
    expect(await recall(msgid)).toMatchObject(code(95028));
    for (let n = 0; n < 4; n += 1) await kf.send();
    expect(await kf.send()).toMatchObject(code(95001));
    await kf.say();
    const late = await kf.send();
    await kf.sandbox.advance(120_000);
    expect(await recall(late['msgid'])).toMatchObject(code(95029));
    expect(await recall('nothing')).toMatchObject(code(95028));
  });
});

describe('send_msg_on_event', () => {
  const welcome = async () => {
    await kf.enter();
    return at((await kf.events('enter_session')).at(-1), 'welcome_code');
  };
  const moved = async (state: number) => (await kf.trans(state, 'li'))['msg_code'];

  it('a code works once; expired, used and unknown ones answer the code of the settings', async () => {
    const value = await welcome();
    await kf.sandbox.advance(19_000);
    expect(await kf.notice(value, { text: { content: bytes(2049) } })).toMatchObject(code(45002));
    expect(await kf.notice(value)).toMatchObject({ errcode: 0, msgid: expect.any(String) as unknown });
    expect(await kf.notice(value)).toMatchObject(code(40058));
    await kf.set({ codeErrcode: 95018 });
    expect(await kf.notice('nonsense')).toMatchObject(code(95018));
    expect(await thread()).toMatchObject([{ from: 'notice', occasion: 'welcome' }]);
  });

  it('the welcome holds 20 s', async () => {
    const value = await welcome();
    await kf.sandbox.advance(20_000);
    expect(await kf.notice(value)).toMatchObject(code(40058));
  });

  it('pool and human: 48 h, text only, only while the session is there', async () => {
    await kf.say();
    const pool = await moved(2);
    expect(await kf.notice(pool, { msgtype: 'msgmenu', msgmenu: { head_content: 'a' } })).toMatchObject(code(40008));
    await kf.sandbox.advance(47 * HOUR);
    expect(await kf.notice(pool)).toMatchObject(code(0));
    await kf.say();
    const human = await moved(3);
    await kf.trans(3, 'wang');
    expect(await kf.notice(human)).toMatchObject(code(0));
  });

  it('a code of a state that was left is refused, also after coming back to it', async () => {
    await kf.say();
    const pool = await moved(2);
    const human = await moved(3);
    expect(await kf.notice(pool)).toMatchObject(code(95018));
    await kf.trans(4);
    await kf.say();
    await kf.trans(3, 'li');
    expect(await kf.notice(human)).toMatchObject(code(95018));
  });

  it('closing: 20 s, text or menu, from trans and from the agent\'s end', async () => {
    await kf.say();
    await kf.trans(3, 'li');
    const closing = await moved(4);
    expect(await kf.notice(closing, { msgtype: 'msgmenu', msgmenu: { head_content: '再见' } })).toMatchObject(code(0));
    await kf.say();
    await kf.trans(2);
    await kf.agent('li', 'pick');
    const [picked] = await kf.events('session_status_change');
    expect(await kf.notice(at(picked, 'msg_code'))).toMatchObject(code(0));
    await kf.agent('li', 'end');
    const ended = (await kf.events('session_status_change')).at(-1);
    await kf.sandbox.advance(20_000);
    expect(await kf.notice(at(ended, 'msg_code'))).toMatchObject(code(40058));
  });
});

import { entryLink } from '../../../server/channels/kf/entry-link';
import { readPush } from '../../../server/wechat/push';
import { Entry } from '../../../shared/config/entry';
import { Value } from '@sinclair/typebox/value';
import { account, code, cutOff, identity, inState, noon, noWay, ok, openKf, subject, tickets, visitor, type KfDesk } from './kf-desk';

let desk: KfDesk;
beforeEach(() => { desk = openKf(); });

describe('the invitation', () => {
  const link = 'https://work.weixin.qq.com/kf/kfcbf8f8d07ac7215f?enc_scene=ENC1';
  const entry = (kfUrl?: string) => Value.Cast(Entry, { key: 'vip', site: 'shop', label: { zh: 'VIP' }, channel: 'kf', ladder: [], overflow: { kind: 'leave-message' }, kfUrl });
  const invite = (kfUrl?: string) => desk.channel.invite(entry(kfUrl), visitor, noon);

  it('is the entry’s own link, unchanged, with the ticket behind', () => {
    expect(invite(link)).toEqual({ kind: 'kf', url: `${link}&scene_param=${tickets.issue('vip', visitor, noon)}`, corpId: 'ww1' });
  });

  it.each([undefined, 'https://work.weixin.qq.com/kfid/kfc1', 'https://a.cn/?enc_scene=', 'https://a.cn/?encScene=OLD', `${link}&scene_param=x`, `${link}#x`])('needs a link made with a scene: %s', (kfUrl) => {
    expect(entryLink(kfUrl, 't')).toBeUndefined();
  });

  it('without one there is none', () => {
    const { kfUrl: _none, ...bare } = entry(link);
    expect(desk.channel.invite(bare, visitor, noon)).toEqual({ kind: 'unavailable' });
    expect(desk.seen).toEqual([]);
  });
});

describe('the hint', () => {
  const hint = (xml: string, platform: 'wecom' | 'wechat' = 'wecom') => {
    const push = readPush(platform, `<xml><ToUserName>ww1</ToUserName><CreateTime>1</CreateTime><MsgType>event</MsgType>${xml}</xml>`);
    return push && desk.native.hint(push);
  };
  it('names the account and the token', () => {
    expect(hint(`<Event>kf_msg_or_event</Event><Token>T1</Token><OpenKfId>${account}</OpenKfId>`)).toEqual({ account, token: 'T1' });
    expect(hint('<Event>kf_msg_or_event</Event><Token>T1</Token>')).toEqual({ token: 'T1' });
  });
  it('is in no other push', () => {
    expect(hint('<Event>kf_account_auth_change</Event><AuthAddOpenKfId>wk1</AuthAddOpenKfId>')).toBeUndefined();
    expect(hint('<Event>kf_msg_or_event</Event><Token>T1</Token>', 'wechat')).toBeUndefined();
  });
});

describe('pulling', () => {
  it('asks for one account, from the cursor, with the token', async () => {
    desk.answer('kf/sync_msg', ok({ next_cursor: 'C2', has_more: 1, msg_list: [{ msgid: 'a', origin: 3, big: '22876340532172986' }] }));
    expect(await desk.native.pull(account, { cursor: 'C1', token: 'T' })).toEqual({
      kind: 'pulled', items: [{ id: 'a', raw: '{"msgid":"a","origin":3,"big":"22876340532172986"}' }], cursor: 'C2', more: true,
    });
    await desk.native.pull(account, { cursor: '', token: '' });
    expect(desk.bodies('kf/sync_msg')).toEqual([{ cursor: 'C1', token: 'T', limit: 1000, open_kfid: account }, { limit: 1000, open_kfid: account }]);
  });

  it('an empty page with more behind it is legal; without a cursor nothing is behind it', async () => {
    desk.answer('kf/sync_msg', ok({ next_cursor: 'C2', has_more: 1, msg_list: [] }), ok({ has_more: 1 }));
    expect(await desk.native.pull(account, {})).toEqual({ kind: 'pulled', items: [], cursor: 'C2', more: true });
    expect(await desk.native.pull(account, { cursor: 'C2' })).toEqual({ kind: 'pulled', items: [], cursor: 'C2', more: false });
  });

  it('an item without id gets the same id each time, and another item another', async () => {
    desk.answer('kf/sync_msg', ok({ next_cursor: 'C', has_more: 0, msg_list: [{ a: 1 }, { a: 2 }, { a: 1 }, { msgid: 'two words' }] }));
    const pulled = await desk.native.pull(account, {});
    const ids = pulled.kind === 'pulled' ? pulled.items.map((item) => item.id) : [];
    expect(ids[0]).toMatch(/^h-[0-9a-f]{32}$/);
    expect(ids[2]).toBe(ids[0]);
    expect(new Set(ids).size).toBe(3);
  });

  it('what is no item is left out, aloud', async () => {
    desk.answer('kf/sync_msg', ok({ next_cursor: 'C', msg_list: [1, null, { msgid: 'a' }, [], 'x'] }));
    expect(await desk.native.pull(account, {})).toMatchObject({ items: [{ id: 'a' }] });
    expect(desk.alarms).toEqual([expect.objectContaining({ key: 'kf:odd-items', level: 'warning', zh: expect.stringContaining('4') })]);
  });

  it('a token that is too old is told apart from all else', async () => {
    desk.answer('kf/sync_msg', code(95007));
    expect(await desk.native.pull(account, { token: 'T' })).toEqual({ kind: 'no-token' });
    expect(await desk.native.pull(account, { cursor: 'C' })).toEqual({ kind: 'refused', why: 'expired:95007' });
  });

  it.each([
    [code(40058), { kind: 'refused', why: 'bad-request:40058' }],
    [code(45009), { kind: 'later', afterMs: 60_000, why: 'rate:45009' }],
    [cutOff, { kind: 'unknown', why: 'no-answer:time-limit' }],
    [noWay, { kind: 'later', afterMs: 1000, why: 'not-sent:ECONNREFUSED' }],
  ])('other failures as everywhere (%#)', async (answer, pulled) => {
    desk.answer('kf/sync_msg', answer);
    expect(await desk.native.pull(account, { cursor: 'OLD', token: 'T' })).toEqual(pulled);
  });
});

it.each([
  [inState(0), { at: 'new' }], [inState(1), { at: 'desk' }], [inState(2), { at: 'pool' }], [inState(3, 'li'), { at: 'agent', agent: 'li' }], [inState(4), { at: 'nobody' }],
])('a session is read (%#)', async (answer, value) => {
  desk.answer('kf/service_state/get', answer);
  expect(await desk.native.session(identity)).toEqual({ kind: 'read', value });
});

it('a session nobody can read is no session', async () => {
  desk.answer('kf/service_state/get', ok({}), inState(9), cutOff, code(40096));
  expect([await desk.native.session(identity), await desk.native.session(identity), await desk.native.session(identity)]).toMatchObject([{ kind: 'later' }, { kind: 'later' }, { kind: 'later' }]);
  expect(await desk.native.session(identity)).toEqual({ kind: 'refused', why: 'bad-recipient:40096' });
});

describe('a notice', () => {
  it('is one text by its code', async () => {
    expect(await desk.native.notice('C1', `${'中'.repeat(700)}`)).toEqual({ kind: 'sent' });
    expect(desk.bodies('kf/send_msg_on_event')).toEqual([{ code: 'C1', msgtype: 'text', text: { content: `${'中'.repeat(681)}…` } }]);
  });

  it.each([
    [code(40058), { kind: 'refused', why: 'bad-request:40058' }],
    [code(95018), { kind: 'refused', why: 'expired:95018' }],
    [code(-1), { kind: 'refused', why: 'expired:-1' }],
    [code(987_654), { kind: 'refused', why: 'bad-request:987654' }],
    [cutOff, { kind: 'unknown', why: 'no-answer:time-limit' }],
    [noWay, { kind: 'later', afterMs: 1000, why: 'not-sent:ECONNREFUSED' }],
  ])('refused once is refused for good (%#)', async (answer, outcome) => {
    desk.answer('kf/send_msg_on_event', answer);
    expect(await desk.native.notice('C1', 'a')).toEqual(outcome);
  });
});

it('receivers are members, each as far as is known; departments are nobody', async () => {
  desk.answer('kf/servicer/list', ok({ servicer_list: [
    { userid: 'a', status: 0 }, { userid: 'b', status: 1, stop_type: 0 }, { userid: 'c', status: 1, stop_type: 1 }, { userid: 'd' }, { userid: 'e', status: 2 }, { department_id: 7 }, 'x',
  ] }));
  expect(await desk.native.receivers(account)).toEqual({ kind: 'read', value: [
    { agent: 'a', receiving: 'receiving' }, { agent: 'b', receiving: 'stopped' }, { agent: 'c', receiving: 'suspended' }, { agent: 'd', receiving: 'unknown' }, { agent: 'e', receiving: 'unknown' },
  ] });
  expect(desk.seen.at(-1)).toMatchObject({ method: 'GET', query: { open_kfid: account } });
});

describe('how he came last', () => {
  const context = (enter_session_context?: object) => desk.answer('kf/customer/batchget', ok({ customer_list: [{ external_userid: 'other', enter_session_context: { scene: 'no' } }, { external_userid: subject, enter_session_context }] }));
  it('is read like an entering', async () => {
    context({ scene: 'sales', scene_param: encodeURIComponent(tickets.issue('vip', visitor, noon)) });
    expect(await desk.native.lastEntered(identity)).toEqual({ entry: 'vip', visitor, genuine: true });
    context({ scene: 'sales' });
    expect(await desk.native.lastEntered(identity)).toEqual({ entry: 'sales', genuine: false });
    expect(desk.bodies('kf/customer/batchget')[0]).toEqual({ external_userid_list: [subject], need_enter_session_context: 1 });
  });
  it('is not known of strangers, nor without an answer', async () => {
    context({ scene: '', scene_param: '' });
    expect(await desk.native.lastEntered(identity)).toBeUndefined();
    context();
    expect(await desk.native.lastEntered(identity)).toBeUndefined();
    desk.answer('kf/customer/batchget', ok({ customer_list: [], invalid_external_userid: [subject] }), cutOff);
    expect([await desk.native.lastEntered(identity), await desk.native.lastEntered(identity)]).toEqual([undefined, undefined]);
  });
});

test.each([95000, 95004])('an account that is not there (%i) is left to the asker to tell, other wrong settings are told here', async (errcode) => {
  desk.answer('kf/servicer/list', code(errcode), code(60020));
  desk.answer('kf/sync_msg', code(errcode));
  expect(await desk.native.receivers(account)).toMatchObject({ kind: 'later', why: `no-account:${errcode}` });
  expect(await desk.native.pull(account, {})).toMatchObject({ kind: 'later', why: `no-account:${errcode}` });
  expect(desk.alarms).toEqual([]);
  expect(await desk.native.receivers(account)).toMatchObject({ kind: 'later', why: 'settings:60020' });
  expect(desk.alarms).toMatchObject([{ key: 'wecom:60020' }]);
});

describe('setting up', () => {
  it('lists accounts, ours only when WeCom says so', async () => {
    desk.answer('kf/account/list', ok({ account_list: [{ open_kfid: 'wk1', name: '售前', manage_privilege: true }, { open_kfid: 'wk2', name: '售后', manage_privilege: false }, { open_kfid: 'wk3', name: '其他' }] }));
    expect(await desk.native.setup.accounts()).toEqual({ kind: 'read', value: [
      { account: 'wk1', name: '售前', ours: true }, { account: 'wk2', name: '售后', ours: false }, { account: 'wk3', name: '其他', ours: false },
    ] });
    desk.answer('kf/account/list', code(48002));
    expect(await desk.native.setup.accounts()).toMatchObject({ kind: 'later', why: 'settings:48002' });
    expect(desk.alarms).toHaveLength(1);
  });

  it('makes a link with the entry as scene, and takes none without', async () => {
    desk.answer('kf/add_contact_way', ok({ url: 'https://work.weixin.qq.com/kf/kfc1?enc_scene=E' }), ok({ url: 'https://work.weixin.qq.com/kf/kfc1' }), ok({}));
    expect(await desk.native.setup.link(account, 'vip')).toEqual({ kind: 'read', value: 'https://work.weixin.qq.com/kf/kfc1?enc_scene=E' });
    expect(desk.bodies('kf/add_contact_way')).toEqual([{ open_kfid: account, scene: 'vip' }]);
    expect(await desk.native.setup.link(account, 'vip')).toMatchObject({ kind: 'unknown' });
    expect(await desk.native.setup.link(account, 'vip')).toMatchObject({ kind: 'unknown' });
  });

  it('says of each agent whether he is in', async () => {
    desk.answer('kf/servicer/add', ok({ result_list: [
      { userid: 'LI', errcode: 0, errmsg: 'success' }, { userid: 'wang', errcode: 0, errmsg: 'ignored' }, { userid: 'gone', errcode: 60111 }, { userid: 'far', errcode: 60011 }, { userid: 'odd' }, { department_id: 3, errcode: 0 },
    ] }));
    expect(await desk.native.setup.addReceivers(account, ['li', 'wang', 'gone', 'far', 'odd', 'mute'])).toEqual({ kind: 'read', value: [
      { agent: 'li' }, { agent: 'wang' }, { agent: 'gone', why: 'agent-unreachable:60111' }, { agent: 'far', why: 'agent-unreachable:60011' },
      { agent: 'odd', why: 'bad-request:-2' }, { agent: 'mute', why: 'no-answer:not-named' },
    ] });
  });

  it('goes by hundreds, both ways, and asks nothing for nobody', async () => {
    const many = Array.from({ length: 150 }, (_, number) => `u${number}`);
    await desk.native.setup.removeReceivers(account, many);
    expect(desk.bodies('kf/servicer/del').map((body) => (body as { userid_list: string[] }).userid_list.length)).toEqual([100, 50]);
    desk.answer('kf/servicer/del', ok({ result_list: [] }), noWay);
    expect(await desk.native.setup.removeReceivers(account, many)).toMatchObject({ kind: 'later' });
    expect(await desk.native.setup.addReceivers(account, [])).toEqual({ kind: 'read', value: [] });
  });
});

it('media come through, or not at all', async () => {
  expect(await desk.channel.fetchMedia?.('known')).toEqual({ bytes: Buffer.from('abc'), contentType: 'image/png' });
  expect(await desk.channel.fetchMedia?.('gone')).toBeUndefined();
  expect(await openKf({ maxFileBytes: 2 }).channel.fetchMedia?.('known')).toBeUndefined();
});

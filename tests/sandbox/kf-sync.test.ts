import { at, eventually, listAt, textAt, type Json } from './stage';
import { HOUR, openKf, tokenIn, type Kf } from './kf-stage';

let kf: Kf;
beforeEach(async () => {
  kf = await openKf();
});
afterEach(() => kf.close());

const code = (errcode: number) => ({ errcode });
const pull = (over: Json = {}) => kf.api('sync_msg', { open_kfid: kf.openKfId, ...over });
const contents = (items: unknown[]) => items.map((item) => at(item, 'text.content'));
const batch = (count: number, over: Json = {}) => kf.control('batch', { openKfId: kf.openKfId, externalUserids: [kf.externalUserid], count, ...over });

describe('callback kf_msg_or_event', () => {
  it('is a signed, encrypted hint without content, FromUserName or AgentID', async () => {
    await kf.say();
    const message = kf.heard(kf.merchant.arrived[0]);
    expect(message).toMatch(new RegExp(`^<xml><ToUserName><!\\[CDATA\\[${kf.sandbox.settings.wecom.corpId}\\]\\]></ToUserName><CreateTime>\\d+</CreateTime><MsgType><!\\[CDATA\\[event\\]\\]></MsgType><Event><!\\[CDATA\\[kf_msg_or_event\\]\\]></Event><Token><!\\[CDATA\\[.+\\]\\]></Token><OpenKfId><!\\[CDATA\\[${kf.openKfId}\\]\\]></OpenKfId></xml>$`));
    await kf.set({ callbackOpenKfId: false });
    await kf.say();
    expect(kf.heard(kf.merchant.arrived[1])).not.toContain('OpenKfId');
  });

  it('is tried three times, copied, held back, dropped', async () => {
    kf.merchant.told.answer = () => ({ status: 500 });
    expect(await kf.say()).toMatchObject({ state: 'failed' });
    expect(kf.merchant.arrived).toHaveLength(3);
    kf.merchant.told.answer = () => ({});
    const fault = (body: Json) => kf.sandbox.post('/control/push-faults', { platform: 'wecom', ...body });
    await fault({ kind: 'duplicate' });
    await kf.say();
    expect(kf.merchant.arrived[3]?.body).toBe(kf.merchant.arrived[4]?.body);
    await fault({ kind: 'reorder' });
    const held = textAt(await kf.act('say', { text: '先', wait: false }), 'pushId');
    await kf.act('say', { text: '后' });
    const push = (entries: unknown[]) => entries.find((entry) => at(entry, 'id') === held);
    await eventually(async () => (at(push(listAt(await kf.sandbox.ledger('type=push'), 'entries')), 'state') === 'acknowledged' ? true : undefined));
    await kf.sandbox.post('/control/kf/drop-callbacks');
    expect(await kf.say()).toMatchObject({ state: 'dropped' });
    await kf.sandbox.post('/control/members/li/say', { text: 'a', wait: true });
    expect(kf.merchant.arrived).toHaveLength(8);
    expect(await kf.say()).toMatchObject({ state: 'acknowledged' });
    expect((await kf.sync()).items).toHaveLength(6);
  });

  it('coalesceMs: several messages in one callback; 0: one each', async () => {
    await Promise.all([kf.say(), kf.say()]);
    expect(kf.merchant.arrived).toHaveLength(2);
    await kf.set({ coalesceMs: 200 });
    await Promise.all([kf.say('a'), kf.say('b'), kf.say('c')]);
    expect(kf.merchant.arrived).toHaveLength(3);
    expect((await kf.sync()).items).toHaveLength(5);
  });
});

describe('sync_msg', () => {
  it('gives each account its own items behind its own cursor', async () => {
    await kf.say('一');
    const { items, cursor } = await kf.sync();
    expect(items).toMatchObject([{ msgid: expect.stringMatching(/^.{41,44}$/) as unknown, open_kfid: kf.openKfId, external_userid: kf.externalUserid, origin: 3, msgtype: 'text', text: { content: '一' } }]);
    expect(Buffer.byteLength(cursor)).toBeLessThanOrEqual(64);
    await kf.say('二');
    expect(contents(listAt(await pull({ cursor }), 'msg_list'))).toEqual(['二']);
    expect(contents(listAt(await pull(), 'msg_list'))).toEqual(['一', '二']);
    const other = textAt(await kf.sandbox.post('/control/kf/accounts', { name: '售后' }), 'openKfId');
    expect(await kf.api('sync_msg', { open_kfid: other, cursor })).toMatchObject(code(40058));
    expect(listAt(await kf.api('sync_msg', { open_kfid: other }), 'msg_list')).toEqual([]);
    expect(await pull({ open_kfid: '' })).toMatchObject({ errcode: 40058, errmsg: expect.stringContaining('field `open_kfid` unexpected empty string') as unknown });
  });

  it('keeps 3 days', async () => {
    await kf.say('旧');
    await kf.sandbox.advance(71 * HOUR);
    await kf.say('新');
    expect(contents((await kf.sync()).items)).toEqual(['旧', '新']);
    await kf.sandbox.advance(HOUR);
    expect(contents((await kf.sync()).items)).toEqual(['新']);
  });

  it('a token holds 10 minutes for its account; without one the calls are counted', async () => {
    await kf.say();
    const token = tokenIn(kf.heard(kf.merchant.arrived[0]));
    const other = textAt(await kf.sandbox.post('/control/kf/accounts', { name: '售后' }), 'openKfId');
    expect(await pull({ token })).toMatchObject(code(0));
    expect(await kf.api('sync_msg', { open_kfid: other, token })).toMatchObject(code(95007));
    expect(await pull({ token: 'nonsense' })).toMatchObject(code(95007));
    await kf.set({ tokenlessPerMinute: 1 });
    expect(await pull()).toMatchObject(code(0));
    expect(await pull()).toMatchObject(code(45009));
    expect(await pull({ token })).toMatchObject(code(0));
    await kf.sandbox.advance(60_000);
    expect(await pull()).toMatchObject(code(0));
    await kf.sandbox.advance(9 * 60_000);
    expect(await pull({ token })).toMatchObject(code(95007));
    await kf.say();
    await kf.sandbox.post('/control/kf/expire-tokens');
    expect(await pull({ token: tokenIn(kf.heard(kf.merchant.arrived[1])) })).toMatchObject(code(95007));
  });

  it.each([[true, [2, 0, 2, 0, 1]], [false, [2, 2, 1]]])('emptyMore %s: pages of %j', async (emptyMore, pages) => {
    await kf.set({ emptyMore });
    await batch(5);
    const synced = await kf.sync({ limit: 2 });
    expect(synced.pages).toEqual(pages);
    expect(contents(synced.items)).toEqual(['批量 0', '批量 1', '批量 2', '批量 3', '批量 4']);
    expect(await pull({ limit: 1001 })).toMatchObject(code(40058));
  });

  it('1,000 messages with an unknown kind among them are one callback and one page', async () => {
    const { msgids, pushIds } = await batch(1000, { unknownAt: 500 });
    expect(pushIds).toHaveLength(1);
    const { items, pages } = await kf.sync();
    expect(pages).toEqual([1000]);
    expect(items.map((item) => at(item, 'msgid'))).toEqual(msgids);
    expect(items[500]).toMatchObject({ msgtype: 'hologram', origin: 3 });
    expect(at(await batch(3, { callbacks: 'each' }), 'pushIds')).toHaveLength(3);
    const entries = listAt(await kf.sandbox.ledger('type=item'), 'entries');
    expect([entries.length, at(entries[999], 'syncs'), at(entries[1000], 'syncs')]).toEqual([1003, 1, 0]);
  });

  it('a forgotten cursor is refused, or answers nothing', async () => {
    await kf.say();
    const { cursor } = await kf.sync();
    await kf.sandbox.post('/control/kf/forget-cursors', { openKfId: kf.openKfId });
    expect(await pull({ cursor })).toMatchObject(code(40058));
    await kf.set({ lostCursorErrcode: 0 });
    expect(await pull({ cursor })).toMatchObject({ errcode: 0, has_more: 0, msg_list: [], next_cursor: cursor });
    expect((await kf.sync()).items).toHaveLength(1);
  });

  it('leaves out what the API sent; events have no ids at the top', async () => {
    await kf.enter();
    await kf.say();
    await kf.trans(1);
    await kf.send();
    const { items } = await kf.sync();
    expect(items).toHaveLength(2);
    expect(items[0]).toMatchObject({ origin: 4, msgtype: 'event', event: { event_type: 'enter_session', open_kfid: kf.openKfId, external_userid: kf.externalUserid } });
    expect(items[0]).not.toHaveProperty('open_kfid');
    expect(items[0]).not.toHaveProperty('external_userid');
  });
});

describe('what a customer sends', () => {
  it.each(['text', 'image', 'voice', 'video', 'file', 'location', 'link', 'business_card', 'miniprogram', 'channels_shop_product', 'channels_shop_order', 'merged_msg', 'channels', 'note', 'meeting', 'schedule', 'hologram'])('%s', async (msgtype) => {
    expect(await kf.act('item', { msgtype })).toMatchObject({ state: 'acknowledged' });
    const [item] = (await kf.sync()).items;
    expect(item).toMatchObject({ origin: 3, msgtype });
    expect(at(item, msgtype) === undefined).toBe(['note', 'meeting', 'schedule', 'hologram'].includes(msgtype));
    expect(await kf.state()).toBe(0);
  });

  it('media can be fetched, over the cap a text takes its place; recalls are events', async () => {
    const { msgid } = await kf.act('media', { type: 'file', base64: Buffer.from('account').toString('base64'), filename: 'a.csv' });
    const mediaId = textAt((await kf.sync()).items[0], 'file.media_id');
    expect(await kf.read('media/get', `media_id=${mediaId}`)).toMatchObject({ text: 'account' });
    await kf.act('media', { type: 'voice', base64: Buffer.alloc(2 * 1024 * 1024 + 1).toString('base64') });
    expect((await kf.sync()).items[1]).toMatchObject({ msgtype: 'text' });
    await kf.act('recall', { msgid });
    expect(await kf.events('user_recall_msg')).toMatchObject([{ recall_msgid: msgid, external_userid: kf.externalUserid }]);
  });

  it('a raw item goes in just as given', async () => {
    await kf.act('raw', { item: { msgid: 'same', origin: 9, msgtype: 'riddle', riddle: [1] } });
    await kf.act('raw', { item: { msgid: 'same' } });
    expect((await kf.sync()).items).toMatchObject([{ msgid: 'same', origin: 9, riddle: [1] }, { msgid: 'same', origin: 3 }]);
    expect(await kf.state()).toBe(4);
  });
});

describe('faults on kf paths', () => {
  it('strike like on all others', async () => {
    await kf.say();
    const fault = (body: Json) => kf.sandbox.post('/control/faults', { path: '/cgi-bin/kf/sync_msg', ...body });
    await fault({ kind: 'errcode', errcode: -1 });
    expect(await pull()).toMatchObject(code(-1));
    await fault({ kind: 'errcode', errcode: 45009 });
    expect(await pull()).toMatchObject(code(45009));
    await fault({ kind: 'http', status: 503 });
    expect(await pull()).toMatchObject({ status: 503 });
    await fault({ kind: 'cut-before' });
    await expect(pull()).rejects.toThrow();
    await fault({ kind: 'slow', ms: 20 });
    expect(await pull()).toMatchObject(code(0));
  });

  it('an untrusted address answers 60020 everywhere but on gettoken; the other mode\'s secret 95011 or 95012 on kf', async () => {
    await kf.set({ wrongMode: 95011 });
    expect(await kf.api('account/list')).toMatchObject(code(95011));
    expect(await kf.read('user/get', 'userid=li')).toMatchObject(code(0));
    await kf.set({ wrongMode: 95012 });
    expect(await pull()).toMatchObject(code(95012));
    await kf.sandbox.patch('/control/settings', { wecom: { trustedIp: false } });
    expect(await kf.sandbox.wecomToken()).not.toBe('');
    expect(await kf.api('account/list')).toMatchObject(code(60020));
    expect(await kf.read('user/get', 'userid=li')).toMatchObject(code(60020));
  });
});

import fc from 'fast-check';
import type { MessageBody } from '../../../shared/message';
import { MessageBody as MessageBodySchema } from '../../../shared/message';
import { Value } from '@sinclair/typebox/value';
import { account, delivery, identity, noon, openKf, subject, tickets, visitor } from './kf-desk';
import catalogue from './sync-msg-catalogue.json';

const { native } = openKf();
const read = (item: object, id = 'm1') => native.readItem(account, { id, raw: JSON.stringify(item) });
const item = (number: number) => {
  const found = catalogue.msg_list.find(({ msgid }) => msgid.endsWith(`_${number}`));
  if (found === undefined) throw new Error(`no item ${number}`);
  return found;
};
const listed = (number: number) => native.readItem(account, { id: item(number).msgid, raw: JSON.stringify(item(number)) });
const base = (number: number) => ({ key: `k:${account}:${item(number).msgid}`, identity, at: (1_700_000_000 + number) * 1000 });
const raw = (number: number) => JSON.stringify(item(number));
const event = (fields: object) => read({ msgid: 'e', send_time: 1_700_000_020, origin: 4, msgtype: 'event', event: { open_kfid: account, external_userid: subject, ...fields } }, 'e');
const act = (fields: object) => event(fields).map((one) => (one.kind === 'native' ? one.act : one));

describe('the catalogue', () => {
  const bodies: [number, MessageBody][] = [
    [1, { kind: 'text', text: '在吗' }],
    [2, { kind: 'text', text: '接入人工' }],
    [3, { kind: 'image', mediaId: 'MEDIA_ID' }],
    [4, { kind: 'file', mediaId: 'MEDIA_ID', name: '语音.amr' }],
    [5, { kind: 'file', mediaId: 'MEDIA_ID', name: '视频.mp4' }],
    [6, { kind: 'file', mediaId: 'MEDIA_ID', name: '文件' }],
    [7, { kind: 'text', text: 'NAME\nADDRESS\n23.1060218811035, 113.320503234863' }],
    [8, { kind: 'card', title: 'TITLE', url: 'https://example.com', image: 'https://example.com/p.png' }],
    [9, { kind: 'unsupported', type: 'business_card', raw: raw(9) }],
    [10, { kind: 'card', title: 'TITLE', path: 'pages/index/index.html', mediaId: 'MEDIA_ID' }],
    [11, { kind: 'card', title: 'TITLE · ¥19.90 · SHOP', image: 'https://example.com/p.png' }],
    [12, { kind: 'card', title: 'O1 · A,B · ¥19.90 · 待发货 · SHOP', image: 'https://example.com/o.png' }],
    [13, { kind: 'unsupported', type: 'merged_msg', raw: raw(13) }],
    [14, { kind: 'card', title: 'NICK · TITLE' }],
    [15, { kind: 'unsupported', type: 'note', raw: raw(15) }],
  ];
  it.each(bodies)('item %i is a word of the visitor', (number, body) => {
    expect(listed(number)).toEqual([{ kind: 'said', ...base(number), body }]);
  });

  it('item 16 is a word of the agent in WeCom', () => {
    expect(listed(16)).toEqual([{ kind: 'native', ...base(16), act: { act: 'said', agent: 'zhangsan', body: { kind: 'text', text: '您好' } } }]);
  });

  it.each([[20, { welcome: 'WELCOME_CODE' }, 'sales'], [21, {}, 'sales'], [22, {}, undefined]])('item %i is an entering', (number, more, entry) => {
    expect(listed(number)).toEqual([{ kind: 'entered', ...base(number), ticket: { ...(entry !== undefined && { entry }), genuine: false }, ...more }]);
  });

  it('item 23 failed for a message that is no delivery of ours', () => expect(listed(23)).toEqual([]));

  it.each([[24, 'receiving'], [25, 'stopped'], [26, 'suspended']])('item %i: an agent is %s', (number, receiving) => {
    const { key, at } = base(number);
    expect(listed(number)).toEqual([{ kind: 'receiving', key, account, at, agent: 'zhangsan', receiving }]);
  });

  it.each([
    [27, { act: 'picked-up', agent: 'zhangsan', notice: 'MSG_CODE' }],
    [28, { act: 'passed-on', from: 'zhangsan', agent: 'lisi' }],
    [29, { act: 'ended', agent: 'lisi', notice: 'MSG_CODE' }],
    [30, { act: 'reopened', agent: 'lisi' }],
    [31, { act: 'recalled', by: 'visitor', message: `k:${account}:from_msgid_1` }],
    [32, { act: 'recalled', by: 'agent', agent: 'zhangsan', message: `k:${account}:from_msgid_16` }],
    [33, { act: 'blocked', on: true }],
  ])('item %i is an act', (number, done) => {
    expect(listed(number)).toEqual([{ kind: 'native', ...base(number), act: done }]);
  });

  it('has no item without a test', () => {
    expect(catalogue.msg_list.map(({ msgid }) => Number(msgid.split('_').at(-1)))).toEqual([...Array(16).keys()].map((n) => n + 1).concat([...Array(14).keys()].map((n) => n + 20)));
  });

  it('names a recalled message by the key it was stored by', () => {
    const [said] = listed(1);
    expect(listed(31)).toEqual([expect.objectContaining({ act: expect.objectContaining({ message: said?.key }) })]);
  });
});

describe('entering', () => {
  const at = 1_700_000_020_000;
  const ticket = tickets.issue('vip', visitor, at);
  const entered = (scene: string, scene_param: string) => event({ event_type: 'enter_session', scene, scene_param }).map((one) => (one.kind === 'entered' ? one.ticket : one));

  it('by a genuine ticket is by its entry, decoded or not', () => {
    const whole = { entry: 'vip', visitor, genuine: true };
    expect(entered('sales', ticket)).toEqual([whole]);
    const encoded = [...ticket].map((char) => `%${char.charCodeAt(0).toString(16)}`).join('');
    expect(entered('sales', encoded)).toEqual([whole]);
    expect(entered('sales', encodeURIComponent(encoded))).toEqual([whole]);
  });

  it('by an old or forged one is by the link’s', () => {
    expect(entered('sales', tickets.issue('vip', visitor, at - 48 * 3_600_000))).toEqual([{ entry: 'sales', genuine: false }]);
    expect(entered('sales', `${ticket.slice(0, -1)}${ticket.endsWith('A') ? 'B' : 'A'}`)).toEqual([{ entry: 'sales', genuine: false }]);
    expect(entered('sales', '%E5%9C%BA%E6%99%AF3')).toEqual([{ entry: 'sales', genuine: false }]);
    expect(entered('sales', '%')).toEqual([{ entry: 'sales', genuine: false }]);
    expect(entered('', tickets.issue('vip', visitor, at - 48 * 3_600_000))).toEqual([{ entry: 'vip', genuine: false }]);
  });

  it('is judged at its own time: items may be fetched days later', () => {
    const early = openKf({ now: () => at + 3 * 86_400_000 }).native;
    const rawItem = JSON.stringify({ msgid: 'e', send_time: at / 1000, origin: 4, msgtype: 'event', event: { event_type: 'enter_session', external_userid: subject, scene_param: ticket } });
    expect(early.readItem(account, { id: 'e', raw: rawItem })).toMatchObject([{ ticket: { genuine: true } }]);
  });
});

describe('what the sources leave open', () => {
  it('a failed delivery of ours leads back to it, whatever the reason', () => {
    const msgid = `${Buffer.from(delivery, 'hex').toString('base64url')}_3`;
    const failed = (fail_type?: unknown) => event({ event_type: 'msg_send_fail', fail_msgid: msgid, fail_type });
    expect(failed(4)).toEqual([{ kind: 'not-delivered', key: `k:${account}:e`, account, at: 1_700_000_020_000, delivery, why: 'kf-fail:4' }]);
    expect(failed('10')).toMatchObject([{ why: 'kf-fail:10' }]);
    expect(failed()).toMatchObject([{ why: 'kf-fail:0' }]);
  });

  it('a change nobody knows makes the session be read again', () => {
    const change = (change_type: unknown, more: object = {}) => act({ event_type: 'session_status_change', change_type, ...more });
    expect(change(5, { new_servicer_userid: 'li' })).toEqual([{ act: 'changed' }]);
    expect(change(6)).toEqual([{ act: 'changed' }]);
    expect(change(undefined)).toEqual([{ act: 'changed' }]);
    expect(change(1)).toEqual([{ act: 'changed' }]);
    expect(change('4', { new_servicer_userid: 'li' })).toEqual([{ act: 'reopened', agent: 'li' }]);
    expect(change(3)).toEqual([{ act: 'ended' }]);
    expect(change(2, { new_servicer_userid: 'li' })).toEqual([{ act: 'passed-on', agent: 'li' }]);
  });

  it('a status without or with an odd number is unknown', () => {
    const status = (fields: object) => event({ event_type: 'servicer_status_change', servicer_userid: 'li', ...fields }).map((one) => (one.kind === 'receiving' ? one.receiving : one));
    expect([status({}), status({ status: 0 }), status({ status: 3 }), status({ status: 2, stop_type: 7 })].flat()).toEqual(['unknown', 'unknown', 'unknown', 'unknown']);
    expect(status({ status: 2 })).toEqual(['stopped']);
  });

  it('a switch is on, off, or nothing', () => {
    const blocked = (reject_switch: unknown) => act({ event_type: 'reject_customer_msg_switch_change', reject_switch });
    expect([blocked(1), blocked(0), blocked(2)]).toEqual([[{ act: 'blocked', on: true }], [{ act: 'blocked', on: false }], []]);
  });

  it('an event nobody knows, or about nobody, means nothing', () => {
    expect(event({ event_type: 'something_new' })).toEqual([]);
    expect(event({ event_type: 'enter_session', external_userid: '' })).toEqual([]);
    expect(event({ event_type: 'user_recall_msg' })).toEqual([]);
    expect(read({ origin: 4, msgtype: 'event' })).toEqual([]);
    expect(read({ origin: 3, msgtype: 'text', text: { content: 'x' } })).toEqual([]);
    expect(native.readItem(account, { id: 'm1', raw: 'no json' })).toEqual([]);
  });

  it('a kind nobody knows is kept, also when its object is missing or of another form', () => {
    const body = (fields: object) => read({ external_userid: subject, origin: 3, ...fields }).map((one) => (one.kind === 'said' ? one.body : one));
    expect(body({ msgtype: 'meeting', meeting: { id: 1 } })).toMatchObject([{ kind: 'unsupported', type: 'meeting', raw: expect.stringContaining('"id":1') }]);
    expect(body({ msgtype: 'text' })).toMatchObject([{ kind: 'unsupported', type: 'text' }]);
    expect(body({ msgtype: 'image', image: {} })).toMatchObject([{ kind: 'unsupported', type: 'image' }]);
    expect(body({ msgtype: 'constructor' })).toMatchObject([{ kind: 'unsupported' }]);
    expect(body({ msgtype: 'channels_shop_product', channels_shop_product: { title: 'T', head_image: 'https://a.cn/p' } })).toEqual([{ kind: 'card', title: 'T', image: 'https://a.cn/p' }]);
  });

  it('neither visitor nor agent is made to have said what came from elsewhere', () => {
    expect(read({ external_userid: subject, origin: 4, msgtype: 'text', text: { content: '图片太大' } })).toMatchObject([{ kind: 'said', body: { kind: 'unsupported', type: 'text' } }]);
    expect(read({ external_userid: subject, origin: 5, msgtype: 'text', text: { content: 'x' } })).toMatchObject([{ kind: 'native', act: { agent: '' } }]);
  });

  it('without a time it happened now', () => {
    expect(read({ external_userid: subject, origin: 3, msgtype: 'text', text: { content: 'x' } })).toMatchObject([{ at: noon }]);
  });
});

describe('whatever comes', () => {
  const fields = fc.constantFrom('msgid', 'external_userid', 'send_time', 'origin', 'msgtype', 'event', 'text', 'event_type', 'fail_msgid', 'change_type', 'scene_param', 'link');
  const words = fc.constantFrom<unknown>('event', 'text', 'link', 'enter_session', 'msg_send_fail', 'session_status_change', 'user_recall_msg', subject, 3, 4, 5, '%E0%A4%A');
  const thing = fc.letrec<{ any: unknown }>((tie) => ({
    any: fc.oneof({ maxDepth: 3 }, words, fc.string({ unit: 'binary' }), fc.integer(), fc.constant(null), fc.array(tie('any')), fc.dictionary(fields, tie('any'))),
  })).any;

  it('it never throws, and every body fits a message', () => {
    fc.assert(fc.property(fc.dictionary(fields, thing), (some) => {
      for (const one of read({ external_userid: subject, ...some })) {
        const body = one.kind === 'said' ? one.body : one.kind === 'native' && one.act.act === 'said' ? one.act.body : undefined;
        if (body !== undefined) expect(Value.Check(MessageBodySchema, body)).toBe(true);
      }
    }), { numRuns: 1000 });
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => { native.readItem(account, { id: 'x', raw: text }); }));
  });

  it('each catalogue item with one field of another kind does not throw either', () => {
    fc.assert(fc.property(fc.constantFrom(...catalogue.msg_list), fields, thing, (one, name, value) => {
      read({ ...one, [name]: value });
      if ('event' in one) read({ ...one, event: { ...one.event, [name]: value } });
    }), { numRuns: 500 });
  });
});

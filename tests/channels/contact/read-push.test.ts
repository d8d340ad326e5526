import fc from 'fast-check';
import { Value } from '@sinclair/typebox/value';
import { readContactPush } from '../../../server/channels/contact/read-push';
import { readPush, type Push } from '../../../server/wechat/push';
import { MessageBody } from '../../../shared/message';
import { appId, identity, noon, openid, tickets, visitor } from './contact-desk';

const reader = { appId, tickets, now: () => noon };

function read(message: Record<string, unknown> | string) {
  const push = readPush('wechat', typeof message === 'string' ? message : JSON.stringify({ ToUserName: 'gh_1', FromUserName: openid, CreateTime: 1_760_000_000, ...message }));
  if (push === undefined) throw new Error('the test wrote no push');
  return readContactPush(push, reader);
}
const base = { identity, at: 1_760_000_000_000 };

describe('entering', () => {
  it('carries the ticket of the button', () => {
    const ticket = tickets.issue('after-sales', visitor, noon);
    expect(read({ MsgType: 'event', Event: 'user_enter_tempsession', SessionFrom: ticket })).toEqual([
      { kind: 'entered', key: `e:${appId}:${openid}:1760000000:user_enter_tempsession`, ...base, ticket: { entry: 'after-sales', visitor, genuine: true } },
    ]);
  });

  it.each([['a merchant’s own button', 'after-sales', { entry: 'after-sales', genuine: false }], ['no button of ours', 'wxapp 123', { genuine: false }], ['nothing', '', { genuine: false }]])('by %s still enters', (_name, from, ticket) => {
    expect(read({ MsgType: 'event', Event: 'user_enter_tempsession', SessionFrom: from })).toMatchObject([{ kind: 'entered', ticket }]);
    expect(read({ MsgType: 'event', Event: 'user_enter_tempsession' })).toMatchObject([{ kind: 'entered', ticket: { genuine: false } }]);
  });
});

describe('a message', () => {
  it('is said once per MsgId, whose 64 bits survive JSON', () => {
    const raw = `{"ToUserName":"gh_1","FromUserName":"${openid}","CreateTime":1760000000,"MsgType":"text","Content":"在吗[微笑]😀 <a>","MsgId":22876340532172986}`;
    expect(read(raw)).toEqual([{ kind: 'said', key: `m:${appId}:22876340532172986`, ...base, body: { kind: 'text', text: '在吗[微笑]😀 <a>' } }]);
  });

  it('reads the same from XML', () => {
    const raw = `<xml><ToUserName><![CDATA[gh_1]]></ToUserName><FromUserName><![CDATA[${openid}]]></FromUserName><CreateTime>1760000000</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[0012]]></Content><MsgId>1234567890123456</MsgId></xml>`;
    expect(read(raw)).toEqual([{ kind: 'said', key: `m:${appId}:1234567890123456`, ...base, body: { kind: 'text', text: '0012' } }]);
  });

  it('without MsgId is told from others by its content, and a redelivery from neither', () => {
    const [first, again, other] = ['你好', '你好', '您好'].map((text) => read({ MsgType: 'text', Content: text })[0]?.key);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
    expect(first).toMatch(new RegExp(`^m:${appId}:${openid}:1760000000:[0-9a-f]{32}$`));
  });

  it('too long to store keeps its beginning, without half an emoji', () => {
    expect(read({ MsgType: 'text', MsgId: '1', Content: `${'x'.repeat(19_999)}😀` })[0]).toMatchObject({ body: { text: 'x'.repeat(19_999) } });
  });

  it('of a picture keeps its id and its address', () => {
    expect(read({ MsgType: 'image', MsgId: '7', MediaId: 'm1', PicUrl: 'http://mmbiz.example.cn/1' })[0]).toMatchObject({ body: { kind: 'image', mediaId: 'm1', url: 'http://mmbiz.example.cn/1' } });
    expect(read({ MsgType: 'image', MsgId: '8', MediaId: 'm'.repeat(600) })[0]).toMatchObject({ body: { kind: 'image' } });
  });

  it('of a card keeps title, page and picture', () => {
    expect(read({ MsgType: 'miniprogrampage', MsgId: '9', Title: '售后', AppId: appId, PagePath: 'pages/entry/index?e=after-sales', ThumbUrl: 'http://t.example.cn/1', ThumbMediaId: 't1' })[0]).toMatchObject({
      body: { kind: 'card', title: '售后', path: 'pages/entry/index?e=after-sales', image: 'http://t.example.cn/1', mediaId: 't1' },
    });
  });

  it('of a kind nobody knows is kept as it came', () => {
    const raw = JSON.stringify({ FromUserName: openid, CreateTime: 1_760_000_000, MsgType: 'hologram', MsgId: '10', Depth: 3 });
    expect(read(raw)).toEqual([{ kind: 'said', key: `m:${appId}:10`, ...base, body: { kind: 'unsupported', type: 'hologram', raw } }]);
  });

  it('without a readable time is as old as its arrival', () => {
    for (const CreateTime of ['', 'soon', '-5', '99999999999999']) expect(read({ MsgType: 'text', MsgId: '1', Content: 'x', CreateTime })[0]).toMatchObject({ at: noon });
  });
});

describe('subscribe events', () => {
  const one = { TemplateId: 'T1', SubscribeStatusString: 'accept', PopupScene: 0 };

  it('grant and take permits, one or many in a list', () => {
    expect(read({ MsgType: 'event', Event: 'subscribe_msg_popup_event', CreateTime: '1760000000', List: one })).toEqual([
      { kind: 'permits', key: `e:${appId}:${openid}:1760000000:subscribe_msg_popup_event`, ...base, permits: [{ template: 'T1', granted: true }] },
    ]);
    expect(read({ MsgType: 'event', Event: 'subscribe_msg_popup_event', List: [one, { TemplateId: 'T2', SubscribeStatusString: 'reject' }, { TemplateId: '' }] })).toMatchObject([
      { permits: [{ template: 'T1', granted: true }] },
    ]);
    // what he allowed before is good for one message all the same
    expect(read({ MsgType: 'event', Event: 'subscribe_msg_popup_event', List: { TemplateId: 'T1', SubscribeStatusString: 'reject' } })).toEqual([]);
    expect(read({ MsgType: 'event', Event: 'subscribe_msg_change_event', List: { TemplateId: 'T1', SubscribeStatusString: 'reject' } })).toMatchObject([{ permits: [{ template: 'T1', granted: false }] }]);
  });

  it('about sending, and other events, mean nothing', () => {
    for (const event of ['subscribe_msg_sent_event', 'debug_demo', 'kf_close_session', '', '__proto__']) expect(read({ MsgType: 'event', Event: event, List: one })).toEqual([]);
  });
});

it('nobody speaks who has no openid, and WeCom is read by somebody else', () => {
  for (const FromUserName of ['', 'o 1', 'o\u00001', 'o'.repeat(200), { a: '1' }]) expect(read({ FromUserName, MsgType: 'text', MsgId: '1', Content: 'x' })).toEqual([]);
  expect(readContactPush({ platform: 'wecom', raw: '', fields: { FromUserName: openid, MsgType: 'text' } }, reader)).toEqual([]);
});

it('whatever is pushed, what is read can be stored', () => {
  const field = fc.oneof(fc.string({ unit: 'binary' }), fc.constant('a\0b'), fc.tuple(fc.constantFrom('😀', 'a', '"', '1'), fc.constantFrom(59, 127, 513, 10_001, 19_999, 20_001)).map(([char, times]) => char.repeat(times)), fc.constant({ x: ['1', { y: '2' }] }), fc.constant([{ TemplateId: 'T', SubscribeStatusString: { z: '1' } }]));
  const known = fc.constantFrom('text', 'image', 'miniprogrampage', 'event', 'voice', 'toString', '');
  const events = fc.constantFrom('user_enter_tempsession', 'subscribe_msg_popup_event', 'constructor');
  const names = ['CreateTime', 'Content', 'MsgId', 'MediaId', 'PicUrl', 'Title', 'PagePath', 'ThumbUrl', 'ThumbMediaId', 'SessionFrom', 'List', 'Encrypt'];
  const fields = fc.record({ FromUserName: fc.oneof(fc.constant(openid), field), MsgType: fc.oneof(known, field), Event: fc.oneof(events, field), ...Object.fromEntries(names.map((name) => [name, field])) }, { requiredKeys: [] });
  fc.assert(fc.property(fields, fc.string(), (some, raw) => {
    const push: Push = { platform: 'wechat', fields: some, raw };
    for (const inbound of readContactPush(push, reader)) {
      expect(inbound.key.length).toBeLessThan(400);
      expect(Number.isSafeInteger(inbound.at)).toBe(true);
      expect(JSON.stringify(inbound)).not.toContain('\\u0000');
      if (inbound.kind === 'said') expect(Value.Check(MessageBody, inbound.body)).toBe(true);
      if (inbound.kind === 'said' && inbound.body.kind === 'text') expect(inbound.body.text).not.toMatch(/[\uD800-\uDBFF]$/);
    }
  }), { numRuns: 300 });
});

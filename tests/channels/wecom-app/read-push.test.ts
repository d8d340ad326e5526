import fc from 'fast-check';
import { Value } from '@sinclair/typebox/value';
import { readButtonKey, writeButtonKey } from '../../../server/agent-channels/wecom-app/button-key';
import { readMemberPush } from '../../../server/agent-channels/wecom-app/read-push';
import { readPush, type Push } from '../../../server/wechat/push';
import { buildXml, type XmlFields } from '../../../server/wechat/xml';
import { MessageBody } from '../../../shared/message';
import { corpId, noon } from './agent-desk';

function read(message: XmlFields) {
  const push = readPush('wecom', buildXml({ ToUserName: corpId, FromUserName: 'li.lei', CreateTime: 1_760_000_000, AgentID: '1000002', ...message }));
  if (push === undefined) throw new Error('the test wrote no push');
  return readMemberPush(push, corpId, () => noon);
}
const by = { address: 'li.lei', at: 1_760_000_000_000 };
const tap = (more: XmlFields) => read({ MsgType: 'event', Event: 'template_card_event', TaskId: '0199a1', CardType: 'button_interaction', ResponseCode: 'R2', EventKey: 'reply|c1', ...more });

describe('a member', () => {
  it('says a text, once per MsgId', () => {
    expect(read({ MsgType: 'text', Content: '您好，在的', MsgId: '1234567890123456789' })).toEqual([{ kind: 'said', key: `m:${corpId}:1234567890123456789`, ...by, body: { kind: 'text', text: '您好，在的' } }]);
  });

  it('sends a picture', () => {
    expect(read({ MsgType: 'image', MsgId: '2', MediaId: 'm1', PicUrl: 'https://p.example.cn/1' })).toMatchObject([{ body: { kind: 'image', mediaId: 'm1', url: 'https://p.example.cn/1' } }]);
  });

  it('sends what cannot go to a visitor: kept, not dropped', () => {
    const [said] = read({ MsgType: 'voice', MsgId: '3', MediaId: 'm1', Format: 'amr' });
    expect(said).toMatchObject({ kind: 'said', body: { kind: 'unsupported', type: 'voice', raw: expect.stringContaining('<Format><![CDATA[amr]]>') } });
  });

  it('without MsgId is told from another by the content', () => {
    const [first, again, other] = ['好', '好', '行'].map((Content) => read({ MsgType: 'text', Content })[0]?.key);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it('taps a card: which button, of which card, with a code to answer it', () => {
    expect(tap({})).toEqual([{ kind: 'tapped', key: `e:${corpId}:li.lei:1760000000:0199a1:reply|c1`, ...by, action: 'reply', conversation: 'c1', card: '0199a1', responseCode: 'R2' }]);
    expect(tap({ EventKey: 'transfer-to|c1|wang' })).toMatchObject([{ action: 'transfer-to', conversation: 'c1', to: 'wang' }]);
    expect(tap({ EventKey: 'take' })).toEqual([{ kind: 'tapped', key: `e:${corpId}:li.lei:1760000000:0199a1:take`, ...by, action: 'take', card: '0199a1', responseCode: 'R2' }]);
    // Two buttons in one second are two taps.
    expect(tap({ EventKey: 'end|c1' })[0]?.key).not.toBe(tap({})[0]?.key);
  });

  it.each(['', 'toString', 'constructor|c1', 'reply|', 'reply|c1|', 'reply|c1|w|x', 'reply|c 1', 'REPLY|c1', 'reply|c1\n', '|c1', 'reply|<b>'])('taps nothing of ours with the key %j', (EventKey) => {
    expect(tap({ EventKey })).toEqual([]);
  });

  it('uses the menu', () => {
    for (const item of ['online', 'away', 'mine']) expect(read({ MsgType: 'event', Event: 'click', EventKey: item })).toEqual([{ kind: 'menu', key: `e:${corpId}:li.lei:1760000000:click:${item}`, ...by, item }]);
    expect(read({ MsgType: 'event', Event: 'click', EventKey: '__proto__' })).toEqual([]);
  });

  it('opens the application', () => {
    expect(read({ MsgType: 'event', Event: 'enter_agent', EventKey: '' })).toEqual([{ kind: 'opened', key: `e:${corpId}:li.lei:1760000000:enter_agent`, ...by }]);
  });
});

it('客服 events, other events and senders without a name are nobody’s doing', () => {
  const kf = readPush('wecom', `<xml><ToUserName><![CDATA[${corpId}]]></ToUserName><CreateTime>1</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[kf_msg_or_event]]></Event><Token>T</Token></xml>`);
  expect(kf && readMemberPush(kf, corpId, () => noon)).toEqual([]);
  for (const Event of ['subscribe', 'LOCATION', 'view', 'kf_msg_or_event']) expect(read({ MsgType: 'event', Event, EventKey: 'online' })).toEqual([]);
  expect(read({ FromUserName: 'a b', MsgType: 'text', Content: 'x', MsgId: '1' })).toEqual([]);
  expect(readMemberPush({ platform: 'wechat', raw: '', fields: { FromUserName: 'oX', MsgType: 'text' } }, corpId, () => noon)).toEqual([]);
});

it('a button’s key comes back as what was written', () => {
  const id = fc.stringMatching(/^[0-9A-Za-z_.@-]{1,128}$/);
  const action = fc.constantFrom('reply', 'transfer', 'transfer-to', 'accept-transfer', 'decline-transfer', 'end', 'take', 'online', 'resume', 'resend');
  fc.assert(fc.property(fc.record({ action, conversation: id, to: id }, { requiredKeys: ['action'] }), (meaning) => {
    const key = writeButtonKey(meaning);
    expect(Buffer.byteLength(key)).toBeLessThanOrEqual(1024);
    expect(readButtonKey(key)).toEqual(meaning);
  }));
});

it('whatever is pushed, what is read can be stored', () => {
  const field = fc.oneof(fc.string({ unit: 'binary' }), fc.constant('a\0b'), fc.tuple(fc.constantFrom('😀', '|'), fc.constantFrom(129, 20_001)).map(([char, times]) => char.repeat(times)), fc.constant({ x: ['1'] }));
  const names = ['CreateTime', 'Content', 'MsgId', 'MediaId', 'PicUrl', 'TaskId', 'ResponseCode'];
  const fields = fc.record({
    FromUserName: fc.oneof(fc.constant('li.lei'), field), MsgType: fc.oneof(fc.constantFrom('text', 'image', 'event', 'video'), field),
    Event: fc.oneof(fc.constantFrom('template_card_event', 'click', 'enter_agent'), field), EventKey: fc.oneof(fc.constantFrom('reply|c1', 'mine'), field),
    ...Object.fromEntries(names.map((name) => [name, field])),
  }, { requiredKeys: [] });
  fc.assert(fc.property(fields, fc.string(), (some, raw) => {
    const push: Push = { platform: 'wecom', fields: some, raw };
    for (const action of readMemberPush(push, corpId, () => noon)) {
      expect(action.key.length).toBeLessThan(1_000);
      expect(JSON.stringify(action)).not.toContain('\\u0000');
      if (action.kind === 'said') expect(Value.Check(MessageBody, action.body)).toBe(true);
    }
  }), { numRuns: 300 });
});

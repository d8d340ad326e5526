import { createWecomDoor } from '../../server/wechat/callback-door';
import { createEnvelope } from '../../server/wechat/crypto';
import { buttonReply, createReplySealer, SUCCESS, textReply } from '../../server/wechat/reply';
import { isSigned } from '../../server/wechat/signature';
import { vector } from './vectors';

const v = vector('gen-xml-transfer-reply');
const { token, encodingAESKey: aesKey, appid: receiver, nonce } = v.input;
const now = () => Number(v.input.timestamp) * 1000;
const sealer = createReplySealer({ token, aesKey, receiver, now, randomBytes: () => Buffer.from(v.input.random16) });

it('success is bare', () => {
  expect(SUCCESS).toBe('success');
});

it('JSON: number as TimeStamp, signed over what it holds', () => {
  const reply = JSON.parse(sealer.json({ a: '你好' }, nonce)) as { Encrypt: string; MsgSignature: string; TimeStamp: number; Nonce: string };
  expect(reply.TimeStamp).toBe(1_700_000_010);
  expect(reply.Nonce).toBe(nonce);
  expect(isSigned(reply.MsgSignature, [token, '1700000010', nonce, reply.Encrypt])).toBe(true);
  expect(createEnvelope(aesKey, receiver).open(reply.Encrypt)).toEqual({ ok: true, text: '{"a":"你好"}' });
});

it('XML: CDATA around all but TimeStamp, opened again by a door', () => {
  const xml = sealer.xml(textReply('li', receiver, now(), '第 1 行\n]]> <b>'), nonce);
  const [, signature] = /<MsgSignature><!\[CDATA\[([0-9a-f]{40})\]\]><\/MsgSignature><TimeStamp>1700000010<\/TimeStamp><Nonce><!\[CDATA\[987654321\]\]><\/Nonce>/.exec(xml) ?? [];
  const door = createWecomDoor({ token, aesKey, corpId: receiver, now });
  expect(door.open({ timestamp: '1700000010', nonce, msg_signature: signature }, xml)).toMatchObject({
    ok: true,
    push: { platform: 'wecom', fields: { ToUserName: 'li', FromUserName: receiver, CreateTime: '1700000010', MsgType: 'text', Content: '第 1 行\n]]> <b>' } },
  });
});

it('equals the example computed elsewhere', () => {
  const xml = sealer.xml({ ToUserName: 'oNMZ-5C0SPGHUiKsTwnOXpSHzFvw', FromUserName: 'gh_10f6c3c3ac5a', CreateTime: 1700000007, MsgType: 'transfer_customer_service' }, nonce);
  expect(xml).toContain(v.expected.encrypt);
  expect(xml).toContain(v.expected.msg_signature);
});

it('turns a tapped card grey', () => {
  expect(buttonReply('li', 'ww1', 5_999, '已接入')).toEqual({ ToUserName: 'li', FromUserName: 'ww1', CreateTime: 5, MsgType: 'update_button', Button: { ReplaceName: '已接入' } });
});

import fc from 'fast-check';
import { createWechatDoor, createWecomDoor } from '../../server/wechat/callback-door';
import { createEnvelope } from '../../server/wechat/crypto';
import { sign } from '../../server/wechat/signature';
import { vector, vectors } from './vectors';

const TOKEN = 'pamtest';
const KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const APP = 'wxb11529c136998cb6';
const NOW = 1_700_000_010_000;
const time = { timestamp: '1700000010', nonce: '987654321' };
const plainSignature = sign([TOKEN, time.timestamp, time.nonce]);
const now = () => NOW;
const secure = createWechatDoor({ token: TOKEN, aesKey: KEY, appId: APP, now });
const envelope = createEnvelope(KEY, APP);

function sealed(text: string) {
  const encrypted = envelope.seal(text, Buffer.alloc(16, 7));
  return { query: signed(encrypted), xml: `<xml><ToUserName><![CDATA[gh_1]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`, encrypted };
}

function signed(encrypted: string) {
  return { ...time, signature: plainSignature, encrypt_type: 'aes', msg_signature: sign([TOKEN, time.timestamp, time.nonce, encrypted]) };
}

describe('secure mode', () => {
  it.each(vectors.filter((v) => v.input.msg.includes('MsgType')).map((v) => [v.id, v] as const))('opens %s in both outer forms', (_id, v) => {
    const query = { ...time, signature: v.expected.urlSignature, encrypt_type: 'aes', msg_signature: v.expected.msg_signature };
    const bodies = [JSON.stringify({ ToUserName: 'gh_1', Encrypt: v.expected.encrypt }), `<xml>\n<Encrypt>${v.expected.encrypt}</Encrypt>\n</xml>`];
    for (const body of bodies) {
      const opened = secure.open(query, body);
      expect(opened).toMatchObject({ ok: true, push: { platform: 'wechat', raw: v.input.msg } });
    }
  });

  it('keeps all digits of a 64-bit MsgId, the exact text, and gives every scalar as text', () => {
    const v = vector('gen-json-text');
    const opened = secure.open({ ...time, msg_signature: v.expected.msg_signature }, JSON.stringify({ Encrypt: v.expected.encrypt }));
    expect(opened).toMatchObject({ ok: true, push: { fields: { MsgId: '24581632112345678', CreateTime: '1700000001', Content: '你好, is anyone there? "quoted" & <b>' } } });
    const x = vector('gen-xml-text');
    expect(secure.open({ ...time, msg_signature: x.expected.msg_signature }, `<xml><Encrypt>${x.expected.encrypt}</Encrypt></xml>`))
      .toMatchObject({ ok: true, push: { fields: { MsgId: '24581632112345681', CreateTime: '1700000005', Content: '1 < 2 && 😀' } } });
  });

  it('is not opened by the plain signature alone', () => {
    const { xml } = sealed('<xml><MsgType>text</MsgType></xml>');
    expect(secure.open({ ...time, signature: plainSignature }, xml)).toEqual({ ok: false, reason: 'query' });
    expect(secure.open({ ...time, signature: plainSignature, msg_signature: plainSignature }, xml)).toEqual({ ok: false, reason: 'signature' });
  });

  it('does not take a plain body, however well signed', () => {
    const query = { ...time, signature: plainSignature };
    for (const body of ['<xml><MsgType>text</MsgType></xml>', '{"MsgType":"text"}', '']) {
      expect(secure.open(query, body)).toEqual({ ok: false, reason: 'mode' });
      expect(secure.open({ ...query, encrypt_type: 'raw' }, body)).toEqual({ ok: false, reason: 'mode' });
    }
  });

  it('refuses one changed byte, another app, a stale time and a repeated key', () => {
    const { xml, query, encrypted } = sealed('<xml><MsgType>text</MsgType></xml>');
    const other = encrypted.startsWith('A') ? 'B' : 'A';
    expect(secure.open(query, xml.replace(encrypted, other + encrypted.slice(1)))).toEqual({ ok: false, reason: 'signature' });
    const foreign = createWechatDoor({ token: TOKEN, aesKey: KEY, appId: 'wx_other', now });
    expect(foreign.open(query, xml)).toEqual({ ok: false, reason: 'receiver' });
    const later = createWechatDoor({ token: TOKEN, aesKey: KEY, appId: APP, now: () => NOW + 600_001 });
    expect(later.open(query, xml)).toEqual({ ok: false, reason: 'stale' });
    const patient = createWechatDoor({ token: TOKEN, aesKey: KEY, appId: APP, now: () => NOW + 600_001, replayWindowMs: 700_000 });
    expect(patient.open(query, xml).ok).toBe(true);
    expect(secure.open({ ...query, nonce: ['987654321', '1'] }, xml)).toEqual({ ok: false, reason: 'query' });
    expect(secure.open({ ...query, msg_signature: [query.msg_signature, query.msg_signature] }, xml)).toEqual({ ok: false, reason: 'query' });
  });

  it('refuses a body with two ciphertexts', () => {
    const { xml, query, encrypted } = sealed('<xml><MsgType>text</MsgType></xml>');
    expect(secure.open(query, xml.replace('</xml>', `<Encrypt>${encrypted}</Encrypt></xml>`))).toEqual({ ok: false, reason: 'mode' });
  });

  it('calls authentic nonsense malformed', () => {
    for (const text of ['', 'hello', '[1]', '{"a":', '<a>1</a>', '{"a":' + '['.repeat(50) + ']'.repeat(50) + '}', '<xml>' + '<a>'.repeat(500) + '</xml>']) {
      const { xml, query } = sealed(text);
      expect(secure.open(query, xml)).toEqual({ ok: false, reason: 'malformed' });
    }
  });

  it('never throws, whatever comes in', () => {
    const query = fc.record({ timestamp: fc.oneof(fc.string(), fc.constant('1700000010')), nonce: fc.anything(), signature: fc.anything(), msg_signature: fc.anything(), echostr: fc.anything() }, { requiredKeys: [] });
    const doors = [secure, createWechatDoor({ token: TOKEN, appId: APP, now }), createWecomDoor({ token: TOKEN, aesKey: KEY, corpId: APP, now })];
    fc.assert(fc.property(query, fc.oneof(fc.string(), fc.json(), fc.string().map((s) => `<xml><Encrypt>${s}</Encrypt></xml>`)), (q, body) => {
      for (const door of doors) {
        expect(door.open(q, body).ok).toBe(false);
        expect(door.verify(q).ok).toBe(false);
      }
    }));
  });

  it('never throws on authentic hostile content', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json(), fc.string().map((s) => `<xml>${s}</xml>`), fc.anything().map((a) => `{"MsgType":${JSON.stringify(a) ?? 'null'}}`)), (text) => {
      const { xml, query } = sealed(text);
      expect(() => secure.open(query, xml)).not.toThrow();
    }));
  });
});

describe('plain and compatible mode', () => {
  const query = { ...time, signature: plainSignature };
  const plain = createWechatDoor({ token: TOKEN, appId: APP, now });
  const compatible = createWechatDoor({ token: TOKEN, aesKey: KEY, appId: APP, mode: 'compatible', now });

  it('opens XML and JSON', () => {
    for (const body of ['<xml><MsgType><![CDATA[text]]></MsgType><MsgId>22876340532172986</MsgId></xml>', '{"MsgType":"text","MsgId":22876340532172986}']) {
      expect(plain.open(query, body)).toMatchObject({ ok: true, push: { fields: { MsgType: 'text', MsgId: '22876340532172986' } } });
      expect(compatible.open(query, body).ok).toBe(true);
    }
  });

  it('refuses a wrong signature', () => {
    expect(plain.open({ ...query, signature: 'f'.repeat(40) }, '{"MsgType":"text"}')).toEqual({ ok: false, reason: 'signature' });
  });

  it('says "mode" when an encrypted body arrives without a key', () => {
    const { xml } = sealed('<xml><MsgType>text</MsgType></xml>');
    expect(plain.open(query, xml)).toEqual({ ok: false, reason: 'mode' });
  });

  it('compatible: believes the encrypted part, not the plain fields beside it', () => {
    const { encrypted, query: both } = sealed('{"MsgType":"text","Content":"real"}');
    expect(compatible.open(both, JSON.stringify({ MsgType: 'text', Content: 'forged', Encrypt: encrypted })))
      .toMatchObject({ ok: true, push: { fields: { Content: 'real' } } });
  });

  it('compatible: a visitor may type the word Encrypt', () => {
    expect(compatible.open(query, '<xml><MsgType>text</MsgType><Content><![CDATA[<Encrypt>aGk=</Encrypt>]]></Content></xml>'))
      .toMatchObject({ ok: true, push: { fields: { Content: '<Encrypt>aGk=</Encrypt>' } } });
  });

  it('refuses settings that cannot work', () => {
    expect(() => createWechatDoor({ token: TOKEN, appId: APP, mode: 'secure', now })).toThrow();
    expect(() => createWechatDoor({ token: TOKEN, appId: APP, aesKey: 'short', now })).toThrow();
  });
});

describe('address check', () => {
  it('WeChat: plain echo for the plain signature, in secure mode too', () => {
    expect(secure.verify({ ...time, signature: plainSignature, echostr: '47110815' })).toEqual({ ok: true, echo: '47110815' });
    expect(secure.verify({ ...time, signature: 'f'.repeat(40), echostr: '1' })).toEqual({ ok: false, reason: 'signature' });
    expect(secure.verify({ ...time, signature: plainSignature })).toEqual({ ok: false, reason: 'query' });
  });

  it('WeCom: decrypted echo for the signature over the ciphertext, blanks read as plus signs', () => {
    const door = createWecomDoor({ token: TOKEN, aesKey: KEY, corpId: APP, now });
    const v = vectors.find((candidate) => candidate.expected.encrypt.includes('+'));
    const echostr = v?.expected.encrypt ?? '';
    const query = { ...time, msg_signature: v?.expected.msg_signature, echostr };
    expect(door.verify(query)).toEqual({ ok: true, echo: v?.input.msg });
    expect(door.verify({ ...query, echostr: echostr.replace(/\+/g, ' ') })).toEqual({ ok: true, echo: v?.input.msg });
    expect(door.verify({ ...time, signature: plainSignature, msg_signature: plainSignature, echostr })).toEqual({ ok: false, reason: 'signature' });
    expect(createWecomDoor({ token: TOKEN, aesKey: KEY, corpId: 'other', now }).verify(query)).toEqual({ ok: false, reason: 'receiver' });
  });
});

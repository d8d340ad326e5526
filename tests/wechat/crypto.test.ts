import fc from 'fast-check';
import { createCipheriv } from 'node:crypto';
import { createEnvelope, isAesKey } from '../../server/wechat/crypto';
import { isFresh, isSigned, sign } from '../../server/wechat/signature';
import { vectors } from './vectors';

const KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';

describe.each(vectors.map((v) => [v.id, v] as const))('%s', (_id, v) => {
  const envelope = createEnvelope(v.input.encodingAESKey, v.input.appid);

  it('opens to its message', () => {
    expect(envelope.open(v.expected.encrypt)).toEqual({ ok: true, text: v.input.msg });
  });

  it('is sealed byte for byte alike', () => {
    expect(envelope.seal(v.input.msg, Buffer.from(v.input.random16))).toBe(v.expected.encrypt);
  });

  it('carries both signatures', () => {
    const { token, timestamp, nonce } = v.input;
    expect(sign([token, timestamp, nonce])).toBe(v.expected.urlSignature);
    expect(isSigned(v.expected.msg_signature, [token, timestamp, nonce, v.expected.encrypt])).toBe(true);
  });
});

describe('signature', () => {
  it('sorts by code unit, not by language', () => {
    // In every language's order "a" stands before "B"; by code unit it is the other way round: sha1 of 1Ba.
    expect(sign(['a', 'B', '1'])).toBe('1d829f578bf844f766a522ba6032144ab66240fa');
  });

  it('refuses other lengths and non-ASCII without throwing', () => {
    for (const given of ['', 'abc', 'é'.repeat(40), 'A'.repeat(41)]) expect(isSigned(given, ['a'])).toBe(false);
  });

  it('knows a fresh timestamp from a stale, future or senseless one', () => {
    const now = 1_700_000_000_000;
    expect(isFresh('1700000000', now, 600_000)).toBe(true);
    expect(isFresh('1699999400', now, 600_000)).toBe(true);
    expect(isFresh('1699999399', now, 600_000)).toBe(false);
    expect(isFresh('1700000601', now, 600_000)).toBe(false);
    for (const senseless of ['', 'x', '1e9', '-1', ' 1700000000', '17000000000000']) expect(isFresh(senseless, now, Infinity)).toBe(false);
  });
});

describe('envelope', () => {
  const envelope = createEnvelope(KEY, 'wx1');

  it('returns every message unchanged', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.uint8Array({ minLength: 16, maxLength: 16 }), (text, random) => {
      expect(envelope.open(envelope.seal(text, random))).toEqual({ ok: true, text });
    }));
  });

  it('never throws on hostile ciphertext', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.base64String(), fc.uint8Array({ minLength: 32, maxLength: 96 }).map((b) => Buffer.from(b).toString('base64'))), (text) => {
      expect(envelope.open(text).ok).toBe(false);
    }));
  });

  it("refuses another app's envelope", () => {
    const theirs = createEnvelope(KEY, 'wx2').seal('hello', Buffer.alloc(16));
    expect(envelope.open(theirs)).toEqual({ ok: false, reason: 'receiver' });
    expect(createEnvelope(KEY, 'wx').open(envelope.seal('hello', Buffer.alloc(16)))).toEqual({ ok: false, reason: 'receiver' });
  });

  it('opens an envelope whatever was opened before it', () => {
    const sealed = envelope.seal('hello', Buffer.alloc(16, 7));
    fc.assert(fc.property(fc.uint8Array({ minLength: 1, maxLength: 96 }), (bytes) => {
      envelope.open(Buffer.from(bytes).toString('base64'));
      expect(envelope.open(sealed)).toEqual({ ok: true, text: 'hello' });
    }));
  });

  it('refuses a ciphertext that is no whole number of blocks', () => {
    expect(envelope.open(Buffer.alloc(33).toString('base64'))).toEqual({ ok: false, reason: 'cipher' });
    expect(envelope.open('')).toEqual({ ok: false, reason: 'cipher' });
  });

  it('refuses a length that points beyond the message', () => {
    const plain = Buffer.concat([Buffer.alloc(16), Buffer.from([0xff, 0xff, 0xff, 0xff]), Buffer.from('hello wx1'), Buffer.alloc(3, 3)]);
    expect(envelope.open(encryptRaw(plain))).toEqual({ ok: false, reason: 'length' });
    expect(envelope.open(encryptRaw(Buffer.alloc(32, 32)))).toEqual({ ok: false, reason: 'length' });
    expect(envelope.open(encryptRaw(Buffer.alloc(16, 1)))).toEqual({ ok: false, reason: 'length' });
  });

  it('refuses a padding outside 1 to 32', () => {
    for (const pad of [0, 33, 255]) expect(envelope.open(encryptRaw(Buffer.alloc(64, pad)))).toEqual({ ok: false, reason: 'padding' });
  });

  it('knows a key from something else', () => {
    expect(isAesKey(KEY)).toBe(true);
    for (const key of ['', KEY.slice(1), `${KEY}=`, `${KEY.slice(1)}-`]) expect(isAesKey(key)).toBe(false);
  });
});

function encryptRaw(plain: Buffer): string {
  const key = Buffer.from(`${KEY}=`, 'base64');
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64');
}

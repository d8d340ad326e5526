import { decrypt, encrypt, padBytes, sign, withPad } from '../../sandbox/crypto';
import vectors from './vectors.json';

function unreachable(): never {
  throw new Error('the vector is missing');
}

describe('sandbox crypto', () => {
  it.each(vectors.vectors.map((vector) => [vector.id, vector] as const))('makes the published numbers of %s', (_id, { input, expected }) => {
    const encrypted = encrypt(input.encodingAESKey, input.appid, input.msg, Buffer.from(input.random16));
    expect(encrypted).toBe(expected.encrypt);
    expect(sign(input.token, input.timestamp, input.nonce, encrypted)).toBe(expected.msg_signature);
    expect(sign(input.token, input.timestamp, input.nonce)).toBe(expected.urlSignature);
    expect(padBytes(Buffer.byteLength(input.msg), input.appid)).toBe(expected.padBytes);
    expect(decrypt(input.encodingAESKey, expected.encrypt)).toEqual({ ok: true, message: input.msg, id: input.appid });
  });

  const [{ input: { encodingAESKey: key }, expected: { encrypt: sealed } }] = [vectors.vectors.find(({ id }) => id === 'gen-json-text') ?? unreachable()];

  it('answers, not throws, for what was broken on the way', () => {
    expect(decrypt(key, 'AAAA').ok).toBe(false);
    expect(decrypt(key, '').ok).toBe(false);
    expect(decrypt('short', sealed).ok).toBe(false);
    expect(decrypt('B'.repeat(43), sealed).ok).toBe(false);
  });

  it('pads to exactly the asked number of bytes, 1 to 32', () => {
    for (let pad = 1; pad <= 32; pad += 1) {
      const message = withPad('{"a":"你好"}', 'wx1', pad);
      expect(padBytes(Buffer.byteLength(message), 'wx1')).toBe(pad);
      expect(decrypt(key, encrypt(key, 'wx1', message, Buffer.alloc(16)))).toEqual({ ok: true, message, id: 'wx1' });
    }
  });

  it('sorts by code unit, not by locale', () => {
    expect(sign('a', 'B')).toBe('2fd22ce656b849cb086889e5eacd1da49228eb0a');
    expect(sign('B', 'a')).toBe(sign('a', 'B'));
  });
});

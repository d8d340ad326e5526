import { createCipheriv, createDecipheriv } from 'node:crypto';

/** WeChat and WeCom pad to 32 bytes, not to AES's 16: Node's own unpadding throws on pads of 17 to 32. */
const BLOCK = 32;
const HEAD = 16 + 4;

export type EnvelopeFault = 'cipher' | 'padding' | 'length' | 'receiver';
export type OpenedEnvelope = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: EnvelopeFault };

export interface Envelope {
  open(encrypted: string): OpenedEnvelope;
  /** `random16`: 16 bytes nobody can guess. */
  seal(text: string, random16: Uint8Array): string;
}

/** Whether a text is an EncodingAESKey: 43 characters of base64, 32 bytes. For checking settings before a door is built. */
export function isAesKey(key: string): boolean {
  return /^[A-Za-z0-9+/]{43}$/.test(key);
}

/**
 * AES-256-CBC with the first 16 key bytes as IV around: 16 random bytes, message length (4 bytes, big-endian, in bytes),
 * message, receiver. The receiver is the appid on WeChat, the corpid on WeCom; another one's envelope is refused.
 * Throws for a key that `isAesKey` refuses.
 */
export function createEnvelope(aesKey: string, receiver: string): Envelope {
  if (!isAesKey(aesKey)) throw new Error('EncodingAESKey must be 43 base64 characters');
  const key = Buffer.from(`${aesKey}=`, 'base64');
  const iv = key.subarray(0, 16);
  const ownId = Buffer.from(receiver, 'utf8');

  // One for all envelopes, since making one costs more than decrypting a message. What came before it takes the place of the
  // IV, which spoils the first block only: the 16 random bytes, which nobody reads.
  const decipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false);

  /** The first 16 bytes mean nothing. */
  function decrypt(encrypted: string): Buffer | undefined {
    const cipher = Buffer.from(encrypted, 'base64');
    return cipher.length === 0 || cipher.length % 16 !== 0 ? undefined : decipher.update(cipher);
  }

  return {
    open(encrypted) {
      const padded = decrypt(encrypted);
      if (padded === undefined) return { ok: false, reason: 'cipher' };
      // A first block alone would be judged by what nobody can know of it.
      if (padded.length < HEAD) return { ok: false, reason: 'length' };
      const pad = padded[padded.length - 1] ?? 0;
      if (pad < 1 || pad > BLOCK) return { ok: false, reason: 'padding' };
      const end = padded.length - pad;
      if (end < HEAD) return { ok: false, reason: 'length' };
      const textEnd = HEAD + padded.readUInt32BE(16);
      if (textEnd > end) return { ok: false, reason: 'length' };
      if (!padded.subarray(textEnd, end).equals(ownId)) return { ok: false, reason: 'receiver' };
      return { ok: true, text: padded.toString('utf8', HEAD, textEnd) };
    },
    seal(text, random16) {
      const message = Buffer.from(text, 'utf8');
      const length = Buffer.alloc(4);
      length.writeUInt32BE(message.length);
      const size = HEAD + message.length + ownId.length;
      const pad = BLOCK - (size % BLOCK);
      const plain = Buffer.concat([random16.subarray(0, 16), length, message, ownId, Buffer.alloc(pad, pad)]);
      const cipher = createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
      return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64');
    },
  };
}

import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';

/** The pad block is 32 although AES works on 16: WeChat and WeCom pad to 1..32 bytes. */
const BLOCK = 32;
const HEAD = 16 + 4;

/** Lowercase hex SHA-1 over the parts sorted by code unit and joined: `signature` (3 parts) and `msg_signature` (4 parts). */
export function sign(...parts: string[]): string {
  return createHash('sha1').update([...parts].sort().join(''), 'utf8').digest('hex');
}

function keyOf(encodingAesKey: string): Buffer {
  return Buffer.from(`${encodingAesKey}=`, 'base64');
}

/** How many bytes of padding a message of `messageBytes` for receiver `id` gets: 1..32. */
export function padBytes(messageBytes: number, id: string): number {
  return BLOCK - ((HEAD + messageBytes + Buffer.byteLength(id)) % BLOCK);
}

/** Base64 of AES-256-CBC over 16 random bytes + length (4, big endian) + message + id + padding. `id` is the appid or the corp id. */
export function encrypt(encodingAesKey: string, id: string, message: string, random16: Buffer): string {
  const key = keyOf(encodingAesKey);
  const body = Buffer.from(message, 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const pad = padBytes(body.length, id);
  const plain = Buffer.concat([random16, length, body, Buffer.from(id, 'utf8'), Buffer.alloc(pad, pad)]);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64');
}

export type Opened = { ok: true; message: string; id: string } | { ok: false; why: string };

/** Opens what `encrypt` made. Never throws: a text somebody broke is an ordinary answer. */
export function decrypt(encodingAesKey: string, encrypted: string): Opened {
  const key = keyOf(encodingAesKey);
  const cipherText = Buffer.from(encrypted, 'base64');
  if (key.length !== 32) return { ok: false, why: 'the AES key is not 43 characters' };
  if (cipherText.length === 0 || cipherText.length % 16 !== 0) return { ok: false, why: 'not a whole number of blocks' };
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const plain = Buffer.concat([decipher.update(cipherText), decipher.final()]);
  const pad = plain[plain.length - 1] ?? 0;
  if (pad < 1 || pad > BLOCK || pad > plain.length) return { ok: false, why: 'bad padding' };
  const content = plain.subarray(0, plain.length - pad);
  if (content.length < HEAD) return { ok: false, why: 'too short' };
  const end = HEAD + content.readUInt32BE(16);
  if (end > content.length) return { ok: false, why: 'length field beyond the end' };
  return { ok: true, message: content.toString('utf8', HEAD, end), id: content.toString('utf8', end) };
}

/** The message with as many trailing spaces (legal after XML and JSON alike) as make its padding exactly `pad` bytes, 1..32. */
export function withPad(message: string, id: string, pad: number): string {
  const missing = padBytes(Buffer.byteLength(message), id) - pad;
  return message + ' '.repeat((missing + BLOCK) % BLOCK);
}

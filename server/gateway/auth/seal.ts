import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';

/** Keeps what must be read again, and may not be used by who sees only the database or a copy of it. */
export interface Seal {
  close(plain: string): string;
  /** Undefined: sealed under another secret, or changed. What was stored before there were seals is read as it is. */
  open(kept: string): string | undefined;
}

const VERSION = 'v1.';
const IV = 12;
const TAG = 16;

/** AES-256-GCM with a key of its own, derived from the server's secret; without one nothing is sealed, since what is has to be read after a restart too. */
export function createSeal(secret: string | undefined, randomBytes: (size: number) => Uint8Array): Seal {
  const key = createHmac('sha256', secret ?? '').update('zhida seal 1').digest();
  return {
    close(plain) {
      if (secret === undefined) return plain;
      const iv = randomBytes(IV);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      const sealed = [cipher.update(plain, 'utf8'), cipher.final()];
      return VERSION + Buffer.concat([iv, cipher.getAuthTag(), ...sealed]).toString('base64url');
    },
    open(kept) {
      if (!kept.startsWith(VERSION)) return kept;
      const all = Buffer.from(kept.slice(VERSION.length), 'base64url');
      if (all.length < IV + TAG) return undefined;
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, all.subarray(0, IV)).setAuthTag(all.subarray(IV, IV + TAG));
        return decipher.update(all.subarray(IV + TAG), undefined, 'utf8') + decipher.final('utf8');
      } catch {
        return undefined;
      }
    },
  };
}

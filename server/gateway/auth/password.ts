import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** About 50 ms and 32 MB for one guess on the machines this runs on; kept in each hash, so they can be raised later. */
const COST = { N: 32_768, r: 8, p: 1 };
/** Guesses of one's own password by whoever is signed in. */
export const PASSWORDS = { of: 'password', limit: 10, windowMs: 300_000 };
const SALT_BYTES = 16;
const KEY_BYTES = 32;
const FORM = /^scrypt\$(\d{1,8})\$(\d{1,3})\$(\d{1,3})\$([A-Za-z0-9_-]{16,64})\$([A-Za-z0-9_-]{43})$/;

/** `scrypt$N$r$p$salt$key`, for storing. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(password, salt, KEY_BYTES, COST);
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Whether the password belongs to the hash. Without a hash it works as long and answers no, so that time tells nothing. */
export async function isPassword(password: string, hash: string | undefined): Promise<boolean> {
  const found = hash === undefined ? null : FORM.exec(hash);
  if (!found) {
    await derive(password, Buffer.alloc(SALT_BYTES), KEY_BYTES, COST);
    return false;
  }
  const [, N, r, p, salt = '', key = ''] = found;
  const kept = Buffer.from(key, 'base64url');
  const derived = await derive(password, Buffer.from(salt, 'base64url'), kept.length, { N: Number(N), r: Number(r), p: Number(p) });
  return timingSafeEqual(derived, kept);
}

function derive(password: string, salt: Buffer, length: number, { N, r, p }: { N: number; r: number; p: number }): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, length, { N, r, p, maxmem: 256 * N * r }, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

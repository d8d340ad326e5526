import { createHash, randomBytes } from 'node:crypto';

const RANDOM = 10;
/** One call to the system's randomness serves so many ids; several are made for each message. */
const IDS_AT_ONCE = 512;

let pool = Buffer.alloc(0);
let used = 0;

/** 32 lower-case hex characters that grow with time: 48 bits of milliseconds, 80 random bits. */
export function newId(now: number): string {
  if (used + RANDOM > pool.length) {
    pool = randomBytes(RANDOM * IDS_AT_ONCE);
    used = 0;
  }
  const random = pool.toString('hex', used, used + RANDOM);
  used += RANDOM;
  return now.toString(16).padStart(12, '0') + random;
}

/** The same id for the same key. */
export const idFor = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 32);

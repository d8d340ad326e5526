import { createHash, randomBytes } from 'node:crypto';

/** 32 lower-case hex characters that grow with time: 48 bits of milliseconds, 80 random bits. */
export const newId = (now: number): string => now.toString(16).padStart(12, '0') + randomBytes(10).toString('hex');

/** The same id for the same key. */
export const idFor = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 32);

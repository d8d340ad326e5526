import { createHash } from 'node:crypto';

/** SHA-256 as 64 small hex digits. */
export const fileHash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Anything else never was a file's hash, and must not become part of a path. */
export const isFileHash = (hash: string): boolean => /^[0-9a-f]{64}$/.test(hash);

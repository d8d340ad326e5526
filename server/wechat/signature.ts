import { hash, timingSafeEqual } from 'node:crypto';

/**
 * WeChat and WeCom: lowercase hex sha1 over the parts, sorted and joined. Three parts (token, timestamp, nonce) for WeChat's
 * URL check and plain bodies, four (with the ciphertext) for encrypted ones.
 * The order is by code unit, which is what `sort()` does; `localeCompare` gives wrong signatures.
 */
export function sign(parts: readonly string[]): string {
  return hash('sha1', [...parts].sort().join(''), 'hex');
}

/** Compares in constant time. */
export function isSigned(given: string, parts: readonly string[]): boolean {
  const expected = Buffer.from(sign(parts), 'latin1');
  const received = Buffer.from(given, 'latin1');
  return received.length === expected.length && timingSafeEqual(received, expected);
}

/**
 * Whether a push's timestamp (seconds, as the text in the URL) lies within `windowMs` of `nowMs`, in the past or the future.
 * The platforms do not demand it; it ends the life of a captured request. It is no duplicate check: redeliveries are legal.
 */
export function isFresh(timestamp: string, nowMs: number, windowMs: number): boolean {
  return /^[0-9]{1,12}$/.test(timestamp) && Math.abs(nowMs - Number(timestamp) * 1000) <= windowMs;
}

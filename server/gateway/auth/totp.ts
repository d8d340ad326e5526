import { Secret, TOTP } from 'otpauth';

const SECRET_BYTES = 20;
const STEP_MS = 30_000;
const ISSUER = 'Zhida';
/** 16 letters and digits that cannot be mistaken for one another: 80 bits, so that their hash needs no salt. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const RECOVERY = 16;

type RandomBytes = (size: number) => Uint8Array;

/** What phones' authenticators know by default, and nothing else: SHA-1, six digits, half a minute. */
const of = (secret: string, login = ''): TOTP =>
  new TOTP({ issuer: ISSUER, label: login, algorithm: 'SHA1', digits: 6, period: STEP_MS / 1000, secret: Secret.fromBase32(secret) });

export const makeSecret = (randomBytes: RandomBytes): string => new Secret({ buffer: Uint8Array.from(randomBytes(SECRET_BYTES)).buffer }).base32;

/** What the QR code says. */
export const addressOf = (secret: string, login: string): string => of(secret, login).toString();

/** The time step a code is of, the one before and the one after allowed for clocks that differ; undefined when it is wrong. */
export function stepOf(secret: string, code: string, now: number): number | undefined {
  const delta = of(secret).validate({ token: code, timestamp: now, window: 1 });
  return delta === null ? undefined : Math.floor(now / STEP_MS) + delta;
}

export const isCode = (text: string): boolean => /^\d{6}$/.test(text);

/** `ABCD-EFGH-…`, to be written down. */
export function makeRecoveryCode(randomBytes: RandomBytes): string {
  const letters = Array.from(randomBytes(RECOVERY), (byte) => LETTERS[byte % LETTERS.length] ?? 'A').join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/** However it was typed. */
export const plainRecovery = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, '');

import { hash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

/** 32 random bytes as base64url. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

export const makeToken = (randomBytes: (size: number) => Uint8Array): string => Buffer.from(randomBytes(32)).toString('base64url');

/** What is stored of a token. It is random, so one round of SHA-256 is enough. */
export const hashToken = (token: string): string => hash('sha256', token, 'hex');

/** The token of an Authorization header; undefined when there is none of ours. */
export function bearerOf({ headers }: FastifyRequest): string | undefined {
  const header = headers.authorization;
  if (header === undefined || header.length !== 50 || !/^bearer /i.test(header)) return undefined;
  return isToken(header.slice(7)) ? header.slice(7) : undefined;
}

export const isToken = (text: string): boolean => TOKEN.test(text);

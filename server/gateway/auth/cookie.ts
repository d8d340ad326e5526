import type { FastifyReply, FastifyRequest } from 'fastify';

const NAME = 'zhida_session';
const FOUND = new RegExp(`(?:^|;\\s*)${NAME}=([A-Za-z0-9_-]{43})(?:;|$)`);

/** The session's token in the Cookie header. */
export function cookieOf({ headers }: FastifyRequest): string | undefined {
  return headers.cookie === undefined ? undefined : FOUND.exec(headers.cookie)?.[1];
}

/** Scripts cannot read it and other sites' writes do not carry it; over https it never travels without. */
export function setCookie(reply: FastifyReply, token: string, expiresAt: number, secure: boolean): void {
  reply.header('set-cookie', `${NAME}=${token}; Path=/; HttpOnly; SameSite=Lax; Expires=${new Date(expiresAt).toUTCString()}${secure ? '; Secure' : ''}`);
}

export function dropCookie(reply: FastifyReply): void {
  reply.header('set-cookie', `${NAME}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`);
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import { errors, type ErrorBody, type ErrorCode } from '../../shared/errors';
import { languageOf } from './language';

/** Answers a refusal: status and words from the one table, in the caller's language. `detail` is for engineers, never a secret. */
export function refuse(request: FastifyRequest, reply: FastifyReply, code: ErrorCode, detail?: unknown): FastifyReply {
  const error = errors[code];
  const body: ErrorBody = { code, message: error[languageOf(request.headers['accept-language'])], ...(detail !== undefined && { detail }) };
  return reply.code(error.status).header('content-type', 'application/json; charset=utf-8').header('cache-control', 'no-store').send(JSON.stringify(body));
}

/** As `refuse`, naming when to try again. */
export function refuseFor(request: FastifyRequest, reply: FastifyReply, code: ErrorCode, seconds: number): FastifyReply {
  return refuse(request, retryAfter(reply, seconds), code);
}

export const retryAfter = (reply: FastifyReply, seconds: number): FastifyReply => reply.header('retry-after', String(Math.max(1, Math.ceil(seconds))));

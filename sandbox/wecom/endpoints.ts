import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { bodyText } from '../platform-scope';
import { isObject, parseJson, textIn, type Json } from '../reading';
import { errorAnswer } from './errors';
import type { WecomCall, WecomWorld } from './world';

export type Handler = (world: WecomWorld, call: WecomCall) => object;

/** Ways to put a call under a path; each checks the access token and the caller's address first. Errors come with HTTP 200. */
export interface Endpoints {
  get(path: string, handler: Handler): void;
  post(path: string, handler: Handler): void;
  /** A POST with a JSON body that needs no token. */
  open(path: string, handler: Handler): void;
  /** For bodies and answers that are not JSON. */
  raw(method: 'GET' | 'POST', path: string, handle: (request: FastifyRequest, reply: FastifyReply, query: Json) => unknown): void;
  fail: WecomCall['fail'];
}

export const queryOf = (request: FastifyRequest): Json => (isObject(request.query) ? request.query : {});

export function createEndpoints(scope: FastifyInstance, world: WecomWorld): Endpoints {
  const fail: WecomCall['fail'] = (code, detail) => errorAnswer(code, world.ids.nonce(), detail);

  function guard(query: Json): object | undefined {
    const token = world.tokens.check(textIn(query, 'access_token'));
    if (token !== 0) return fail(token);
    return world.settings().trustedIp ? undefined : fail(60020);
  }

  function withBody(request: FastifyRequest, query: Json, handler: Handler): object {
    const body = parseJson(bodyText(request));
    return isObject(body) ? handler(world, { query, body, fail }) : fail(47001);
  }

  return {
    get: (path, handler) => void scope.get(path, async (request: FastifyRequest) => {
      const query = queryOf(request);
      return guard(query) ?? handler(world, { query, body: {}, fail });
    }),
    post: (path, handler) => void scope.post(path, async (request: FastifyRequest) => {
      const query = queryOf(request);
      return guard(query) ?? withBody(request, query, handler);
    }),
    open: (path, handler) => void scope.post(path, async (request: FastifyRequest) => withBody(request, queryOf(request), handler)),
    raw: (method, url, handle) => void scope.route({
      method, url,
      handler: async (request: FastifyRequest, reply: FastifyReply) => {
        const query = queryOf(request);
        return guard(query) ?? handle(request, reply, query);
      },
    }),
    fail,
  };
}

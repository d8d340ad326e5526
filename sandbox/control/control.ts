import cors from '@fastify/cors';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyPluginAsync } from 'fastify';
import { faultRoutes } from './fault-routes';
import { kfRoutes } from './kf-routes';
import { ledgerRoutes } from './ledger-routes';
import { memberRoutes } from './member-routes';
import { platformRoutes } from './platform-routes';
import type { ControlParts } from './scope';
import { visitorRoutes } from './visitor-routes';

const LOCAL_ORIGIN = /^https?:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;
const LOCAL_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/** Everything a test or a page does to the sandbox. Pages of other machines are refused: this API can do anything. */
export function controlRoutes(parts: ControlParts): FastifyPluginAsync {
  return async (plain) => {
    const allowed = (origin: string): boolean => LOCAL_ORIGIN.test(origin) || origin === parts.phoneOrigin;
    const scope = plain.withTypeProvider<TypeBoxTypeProvider>();
    scope.addHook('onRequest', async (request, reply) => {
      const { origin, host } = request.headers;
      const foreign = origin !== undefined && !allowed(origin) && origin !== `http://${host}`;
      if (foreign || (parts.localOnly && !LOCAL_HOST.test(host ?? ''))) return reply.code(403).send({ code: 'foreign', message: 'only pages of this machine may use the control API' });
      return undefined;
    });
    scope.addHook('preValidation', async (request) => {
      if (request.method !== 'GET') request.body ??= {};
    });
    scope.setErrorHandler<Error & { statusCode?: number }>((error, _request, reply) => {
      const status = error.statusCode ?? 500;
      return reply.code(status).send({ code: status < 500 ? 'bad-request' : 'bug', message: error.message });
    });
    await scope.register(cors, { origin: (origin, answer) => answer(null, origin !== undefined && allowed(origin)), methods: ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'] });
    platformRoutes(scope, parts);
    visitorRoutes(scope, parts);
    memberRoutes(scope, parts);
    kfRoutes(scope, parts);
    faultRoutes(scope, parts);
    ledgerRoutes(scope, parts);
  };
}

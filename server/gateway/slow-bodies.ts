import { answerBrokenRequest } from './broken-request';
import type { App } from './fastify-app';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A phone may send a large body over a slow line: it has as long as the server gives any request. */
    slowBody?: true;
  }
}

/**
 * Bodies must be here within `ms` (milliseconds), so that nobody holds requests open by sending them drop by drop. Node itself
 * knows one time for all requests only. Call before adding routes.
 */
export function hurryBodies(app: App, ms: number): void {
  app.addHook('onRequest', (request, reply, done) => {
    const { raw, headers } = request;
    const hasBody = headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
    if (hasBody && request.routeOptions.config.slowBody !== true) {
      const late = setTimeout(() => answerBrokenRequest(Object.assign(new Error('the body took too long'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), raw.socket), ms);
      const end = (): void => clearTimeout(late);
      raw.once('end', end);
      reply.raw.once('finish', end).once('close', end);
    }
    done();
  });
}

import type { App } from './fastify-app';

/** Logs requests that took longer than `slowMs`; the others leave no line. */
export function reportSlow(app: App, slowMs: number): void {
  app.addHook('onResponse', (request, reply, done) => {
    if (reply.elapsedTime > slowMs) {
      request.log.warn({ route: request.routeOptions.url, method: request.method, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'a request was slow');
    }
    done();
  });
}

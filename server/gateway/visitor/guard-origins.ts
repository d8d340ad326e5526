import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Desk } from '../../desk/desk';
import type { App } from '../fastify-app';
import type { Origins } from '../origins';
import { refuse } from '../refuse';
import type { VisitorSession, VisitorSessions } from './visitor-sessions';

/** What a page may send, and how long its browser need not ask again; browsers cut it to two hours and less. */
const METHODS = 'GET, POST';
const HEADERS = 'authorization, content-type, if-none-match';
const HOLDS_SECONDS = 7200;

/**
 * Serves pages of other sites than ours, those that a site lists, each for the visitors of its own site only. Whoever sends no
 * origin is no page and goes on. Call before adding routes.
 */
export function guardOrigins(app: App, { desk, sessions, origins }: { desk: Pick<Desk, 'view'>; sessions: VisitorSessions; origins: Origins }): void {
  const isHis = (origin: string, session: VisitorSession | undefined): boolean =>
    session === undefined || origins.fits(origin, desk.view().siteOf(session.identity.account));

  app.addHook('onRequest', (request, reply, done) => {
    reply.header('vary', 'origin');
    const { origin } = request.headers;
    if (origin === undefined) return done();
    if (!origins.known(origin)) return void refuse(request, reply, 'origin-refused');
    const decide = (session: VisitorSession | undefined): void => {
      if (!isHis(origin, session)) return void refuse(request, reply, 'origin-refused');
      reply.header('access-control-allow-origin', origin).header('access-control-expose-headers', 'etag, retry-after');
      done();
    };
    const asked = sessions.of(request);
    if (asked instanceof Promise) asked.then(decide).catch(done);
    else decide(asked);
  });

  app.options('/api/visitor/*', { schema: { hide: true } }, (_request: FastifyRequest, reply: FastifyReply) => {
    reply.code(204).header('access-control-allow-methods', METHODS).header('access-control-allow-headers', HEADERS)
      .header('access-control-max-age', String(HOLDS_SECONDS)).header('cache-control', 'no-store').send();
  });
}

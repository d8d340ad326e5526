import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from './fastify-app';

/** What is known of one route: answers by the hundreds of their status, and the time they took together. */
export interface RouteCount {
  route: string;
  method: string;
  /** Index 2 counts 2xx, and so on. */
  answers: number[];
  seconds: number;
}

/**
 * Counts every answer by its route and logs the slow ones; the others leave no line. Each route gets its own counter when
 * it is made, so that counting costs no look-up. Call before adding routes.
 */
export function countRequests(app: App, slowMs: number): readonly RouteCount[] {
  const counts: RouteCount[] = [];
  app.addHook('onRoute', (options) => {
    const method = typeof options.method === 'string' ? options.method : options.method.join(',');
    const count: RouteCount = { route: options.url, method, answers: [0, 0, 0, 0, 0, 0], seconds: 0 };
    counts.push(count);
    const seen = (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
      const status = Math.floor(reply.statusCode / 100);
      count.answers[status] = (count.answers[status] ?? 0) + 1;
      const ms = reply.elapsedTime;
      count.seconds += ms / 1000;
      if (ms > slowMs) request.log.warn({ route: count.route, method, status: reply.statusCode, ms: Math.round(ms) }, 'a request was slow');
      done();
    };
    const others = options.onResponse ?? [];
    options.onResponse = [...(Array.isArray(others) ? others : [others]), seen];
  });
  return counts;
}

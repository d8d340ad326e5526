import Fastify from 'fastify';
import type { ReadyAnswer } from './ready-answer';

/** Bare Fastify that sends ready bytes: what the framework itself can do. */
async function listen({ method, path, headers, body }: ReadyAnswer): Promise<number> {
  const app = Fastify();
  const bytes = Buffer.from(body);
  app.route({ method, url: path, handler: (_request, reply) => { reply.headers(headers).send(bytes); } });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const address = app.server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

process.once('message', (order: string) => {
  const answer: ReadyAnswer = JSON.parse(order);
  listen(answer).then((port) => process.send?.(port), (error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});

import { Type } from '@sinclair/typebox';
import type { App } from './fastify-app';

/** Each answers quickly whether it can be reached. */
export type Checks = Readonly<Record<string, () => Promise<boolean>>>;

const Ready = Type.Object({ ready: Type.Boolean(), stores: Type.Record(Type.String(), Type.Boolean()) });

/** A store that does not answer within this is not ready. */
const LIMIT_MS = 2_000;

/** `/healthz`: the process answers. `/readyz`: the stores can be reached, and it is not about to stop. */
export const health = ({ stores }: { stores: Checks }) => async (app: App): Promise<void> => {
  let stopping = false;
  app.addHook('preClose', async () => {
    stopping = true;
  });

  app.get('/healthz', {
    schema: { tags: ['health'], summary: '进程是否存活 / the process is alive', response: { 200: Type.Object({ ok: Type.Literal(true) }) } },
  }, async () => ({ ok: true as const }));

  app.get('/readyz', {
    schema: { tags: ['health'], summary: '存储是否可用 / the stores can be reached', response: { 200: Ready, 503: Ready } },
  }, async (_request, reply) => {
    const asked = await Promise.all(Object.entries(stores).map(async ([name, ready]) => [name, await within(ready)] as const));
    const ready = !stopping && asked.every(([, there]) => there);
    return reply.code(ready ? 200 : 503).header('cache-control', 'no-store').send({ ready, stores: Object.fromEntries(asked) });
  });
};

function within(ready: () => Promise<boolean>): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), LIMIT_MS);
    ready().catch(() => false).then((there) => {
      clearTimeout(timer);
      resolve(there);
    }, () => resolve(false));
  });
}

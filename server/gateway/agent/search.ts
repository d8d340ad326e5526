import { SearchAnswer, SearchQuery } from '../../../shared/http/workbench-search';
import type { App } from '../fastify-app';
import { refuseFor } from '../refuse';
import { refusals } from '../refusal-schema';
import { shapeValidator } from '../shape-validator';
import type { AgentRoutes } from './agent-routes';

/** Each reads thousands of messages. */
const PER_AGENT = { of: 'agents-searching', limit: 60, windowMs: 60_000 };

/** Words in past conversations. */
export const search = ({ desk, onRequest, asker }: AgentRoutes) => async (app: App): Promise<void> => {
  const attempts = desk.attempts(PER_AGENT);
  app.setValidatorCompiler(shapeValidator);

  app.get('/api/agent/search', {
    onRequest,
    schema: {
      tags: ['agent'], summary: '查找说过的话；next 接着往前找 / words said before; `next` goes on with older ones', security: [{ token: [] }, { cookie: [] }],
      querystring: SearchQuery, response: { 200: SearchAnswer, ...refusals(400, 401, 403, 429) },
    },
  }, async (request, reply) => {
    const who = asker(request);
    const wait = await attempts.take(who.agent);
    if (wait > 0) return refuseFor(request, reply, 'too-many-requests', wait / 1000);
    return reply.header('cache-control', 'no-store').send(await desk.workbench.search(who, request.query));
  });
};

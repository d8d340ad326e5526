import { ColleaguesAnswer } from '../../../shared/http/agent';
import type { App } from '../fastify-app';
import { refusals } from '../refusal-schema';
import type { AgentRoutes } from './agent-routes';

/** Whom he may pass a visitor on to, and who is here. */
export const colleagues = ({ desk, onRequest, asker }: AgentRoutes) => async (app: App): Promise<void> => {
  app.get('/api/agent/colleagues', {
    onRequest,
    schema: {
      tags: ['agent'], summary: '同事：在不在、还能接几位 / colleagues: who is here and has room', security: [{ token: [] }, { cookie: [] }],
      response: { 200: ColleaguesAnswer, ...refusals(401, 403) },
    },
  }, async (request) => desk.workbench.colleagues(asker(request).agent));
};

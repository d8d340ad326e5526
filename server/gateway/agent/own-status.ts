import { AgentStatus, StatusRequest } from '../../../shared/http/agent';
import type { App } from '../fastify-app';
import { refusals } from '../refusal-schema';
import type { AgentRoutes } from './agent-routes';

const tags = ['agent'];
const security = [{ token: [] }, { cookie: [] }];
const response = { 200: AgentStatus, ...refusals(400, 401, 403) };

/** What he chose to be, and what the system put on top. */
export const ownStatus = ({ desk, onRequest, asker }: AgentRoutes) => async (app: App): Promise<void> => {
  app.get('/api/agent/status', {
    onRequest, schema: { tags, summary: '我的状态 / my status', security, response },
  }, async (request) => desk.workbench.status(asker(request).agent));

  app.post('/api/agent/status', {
    onRequest, schema: { tags, summary: '改状态 / change my status', security, body: StatusRequest, response },
  }, async (request) => {
    const { agent } = asker(request);
    await desk.agent.setStatus({ agent, status: request.body.status, by: agent });
    return desk.workbench.status(agent);
  });

  app.post('/api/agent/resume', {
    onRequest, schema: { tags, summary: '恢复接待 / receive again after a pause', security, response },
  }, async (request) => {
    const { agent } = asker(request);
    await desk.agent.resume(agent);
    return desk.workbench.status(agent);
  });
};

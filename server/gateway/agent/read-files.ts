import type { App } from '../fastify-app';
import { FileBytes, FileParams, sendFile } from '../files/send-file';
import { refuseFor } from '../refuse';
import { refusals } from '../refusal-schema';
import type { AgentRoutes } from './agent-routes';

/** Each is read whole into memory. */
const PER_AGENT = { of: 'agents-reading-files', limit: 600, windowMs: 60_000 };

/** Pictures and files of the conversations an agent may read. */
export const readFiles = ({ desk, onRequest, asker }: AgentRoutes) => async (app: App): Promise<void> => {
  const attempts = desk.attempts(PER_AGENT);

  app.get('/api/agent/conversations/:id/files/:seq', {
    onRequest,
    schema: {
      tags: ['agent'], summary: '某条消息的图片或文件 / the picture or file of one message', security: [{ token: [] }, { cookie: [] }], params: FileParams,
      produces: ['application/octet-stream'], response: { 200: FileBytes, ...refusals(400, 401, 403, 404, 410, 429) },
    },
  }, async (request, reply) => {
    const who = asker(request);
    const wait = await attempts.take(who.agent);
    if (wait > 0) return refuseFor(request, reply, 'too-many-requests', wait / 1000);
    const { id, seq } = request.params;
    return sendFile(request, reply, await desk.workbench.file(who, id, Number(seq)), 'authorization, cookie');
  });
};

import multipart from '@fastify/multipart';
import type { App } from '../fastify-app';
import { createUploadTaking, uploadRoute } from '../files/take-upload';
import { createUploadRoom } from '../files/upload-room';
import { refuseFor } from '../refuse';
import type { AgentRoutes } from './agent-routes';

const PER_AGENT = { of: 'agents-sending-up', limit: 60, windowMs: 60_000 };
/** On their way to one node at once, apart from those of visitors, so that strangers never take an agent's room. */
const ROOM = { mostBytes: 134_217_728, networkBytes: 134_217_728, perVisitor: 3 };

/** Pictures and files an agent is going to send. */
export const uploads = ({ desk, now, randomBytes, onRequest, asker }: AgentRoutes) => async (app: App): Promise<void> => {
  const attempts = desk.attempts(PER_AGENT);
  const take = createUploadTaking({ room: createUploadRoom(ROOM), randomBytes, now });
  await app.register(multipart);

  app.post('/api/agent/files', {
    onRequest, ...uploadRoute,
    schema: {
      tags: ['agent'], summary: '上传图片或文件，再用返回的名字回复；一天内没有发出的会删除 / send up a picture or file, then reply with the name answered; within a day',
      security: [{ token: [] }, { cookie: [] }], ...uploadRoute.schema,
    },
  }, async (request, reply) => {
    const { agent } = asker(request);
    const wait = await attempts.take(agent);
    if (wait > 0) return refuseFor(request, reply, 'too-many-requests', wait / 1000);
    return take(request, reply, { key: agent, keep: (sent) => desk.workbench.sendUp(agent, sent) });
  });
};

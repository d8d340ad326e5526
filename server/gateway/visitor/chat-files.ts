import type { App } from '../fastify-app';
import { FileBytes, FileParams, sendFile } from '../files/send-file';
import { refuse, refuseFor } from '../refuse';
import { refusals } from '../refusal-schema';
import type { VisitorParts } from './visitor-parts';
import type { VisitorSessions } from './visitor-sessions';

/** Each is read whole into memory. */
const PER_VISITOR = { of: 'reading-files', limit: 240, windowMs: 60_000 };

/** The picture or file of one message, for its owner; it never runs, whatever it holds. */
export const chatFiles = ({ desk, sessions }: VisitorParts & { sessions: VisitorSessions }) => async (app: App): Promise<void> => {
  const attempts = desk.attempts(PER_VISITOR);

  app.get('/api/visitor/conversations/:id/files/:seq', {
    schema: {
      tags: ['visitor'], summary: '某条消息的图片或文件 / the picture or file of one message',
      security: [{ token: [] }], params: FileParams,
      produces: ['application/octet-stream'],
      response: { 200: FileBytes, ...refusals(400, 401, 404, 410, 429) },
    },
  }, async (request, reply) => {
    const session = await sessions.of(request);
    if (!session) return refuse(request, reply, 'login-needed');
    const wait = await attempts.take(session.visitor);
    if (wait > 0) return refuseFor(request, reply, 'too-many-requests', wait / 1000);
    const { id, seq } = request.params;
    const file = await desk.visitor.file(session.visitor, id, Number(seq));
    return sendFile(request, reply, file, 'authorization, origin');
  });
};

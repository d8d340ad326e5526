import multipart from '@fastify/multipart';
import type { App } from '../fastify-app';
import { createUploadTaking, uploadRoute } from '../files/take-upload';
import { createUploadRoom } from '../files/upload-room';
import { networkOf } from '../network-of';
import { refuse, refuseFor } from '../refuse';
import type { VisitorParts } from './visitor-parts';
import type { VisitorSessions } from './visitor-sessions';

const PER_VISITOR = { of: 'sending-up', limit: 30, windowMs: 60_000 };
const PER_DAY = { of: 'sending-up-daily', limit: 300, windowMs: 86_400_000 };
/** On their way to one node at once. */
const ROOM = { mostBytes: 268_435_456, networkBytes: 134_217_728, perVisitor: 3 };

/** Pictures and files a visitor is going to say on our own chat page. */
export const uploads = ({ desk, now, randomBytes, sessions }: VisitorParts & { sessions: VisitorSessions }) => async (app: App): Promise<void> => {
  const perMinute = desk.attempts(PER_VISITOR);
  const perDay = desk.attempts(PER_DAY);
  const take = createUploadTaking({ room: createUploadRoom(ROOM), randomBytes, now });
  await app.register(multipart);

  app.post('/api/visitor/files', {
    ...uploadRoute,
    schema: {
      tags: ['visitor'], summary: '上传图片或文件，再用返回的名字发出；一天内没有发出的会删除 / send up a picture or file, then say it by the name answered; within a day',
      security: [{ token: [] }], ...uploadRoute.schema,
    },
  }, async (request, reply) => {
    const session = await sessions.of(request);
    if (!session) return refuse(request, reply, 'login-needed');
    const { visitor } = session;
    const wait = Math.max(await perMinute.take(visitor), await perDay.take(visitor));
    if (wait > 0) return refuseFor(request, reply, 'too-many-requests', wait / 1000);
    return take(request, reply, { key: visitor, keep: (sent) => desk.visitor.sendUp({ ...sent, owner: { visitor }, network: networkOf(request.ip) }) });
  });
};

import { Type } from '@sinclair/typebox';
import type { App } from '../fastify-app';
import { attachment } from '../files/file-name';
import { tellKind } from '../files/tell-kind';
import { refuse, refuseFor } from '../refuse';
import { refusals } from '../refusal-schema';
import type { VisitorParts } from './visitor-parts';
import type { VisitorSessions } from './visitor-sessions';

/** Each is read whole into memory. */
const PER_VISITOR = { of: 'reading-files', limit: 240, windowMs: 60_000 };
/** A picture that is on its way from a platform takes a moment. */
const AWAY_SECONDS = 2;

/** The picture or file of one message, for its owner; it never runs, whatever it holds. */
export const chatFiles = ({ desk, sessions }: VisitorParts & { sessions: VisitorSessions }) => async (app: App): Promise<void> => {
  const attempts = desk.attempts(PER_VISITOR);

  app.get('/api/visitor/conversations/:id/files/:seq', {
    schema: {
      tags: ['visitor'], summary: '某条消息的图片或文件 / the picture or file of one message',
      security: [{ token: [] }], params: Type.Object({ id: Type.String({ maxLength: 64 }), seq: Type.String({ pattern: '^[0-9]{1,15}$' }) }),
      produces: ['application/octet-stream'],
      response: { 200: Type.Unsafe<Uint8Array>({ type: 'string', format: 'binary' }), ...refusals(400, 401, 404, 410, 429) },
    },
  }, async (request, reply) => {
    const session = await sessions.of(request);
    if (!session) return refuse(request, reply, 'login-needed');
    const wait = await attempts.take(session.visitor);
    if (wait > 0) return refuseFor(request, reply, 'too-many-requests', wait / 1000);
    const { id, seq } = request.params;
    const file = await desk.visitor.file(session.visitor, id, Number(seq));
    switch (file.kind) {
      case 'away': return refuseFor(request, reply, 'file-away', AWAY_SECONDS);
      case 'gone': return refuse(request, reply, 'file-gone');
      case 'read': break;
      default: return refuse(request, reply, file.kind);
    }
    // What a platform or an upload of long ago called it is not believed again.
    const found = tellKind(file.bytes);
    const isShown = file.isImage && found?.kind === 'image';
    return reply.headers({
      'content-type': found?.contentType ?? 'application/octet-stream',
      'content-disposition': isShown ? 'inline' : attachment(file.name ?? ''),
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=86400, immutable',
      vary: 'authorization, origin',
    }).send(Buffer.from(file.bytes));
  });
};

import multipart from '@fastify/multipart';
import { Type } from '@sinclair/typebox';
import type { FastifyRequest } from 'fastify';
import { uploadLimits } from '../../../shared/chat-files';
import { UploadAnswer } from '../../../shared/http/chat';
import type { App } from '../fastify-app';
import { namedAs } from '../files/file-name';
import { readForm } from '../files/read-form';
import { tellKind } from '../files/tell-kind';
import { createUploadRoom } from '../files/upload-room';
import { refuse, refuseFor } from '../refuse';
import { refusals } from '../refusal-schema';
import type { VisitorParts } from './visitor-parts';
import type { VisitorSessions } from './visitor-sessions';

const PER_VISITOR = { of: 'sending-up', limit: 30, windowMs: 60_000 };
const PER_DAY = { of: 'sending-up-daily', limit: 300, windowMs: 86_400_000 };
/** At once on one node, each with the bytes it says it has. */
const ROOM = { mostBytes: 268_435_456, perVisitor: 3 };
/** Boundaries and headers of the form around the file. */
const FORM_BYTES = 16_384;
const { leastBytes, imageBytes, fileBytes } = uploadLimits;

const Form = Type.Unsafe<unknown>({ type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } });

/** Pictures and files a visitor is going to say on our own chat page. */
export const uploads = ({ desk, randomBytes, sessions }: VisitorParts & { sessions: VisitorSessions }) => async (app: App): Promise<void> => {
  const perMinute = desk.attempts(PER_VISITOR);
  const perDay = desk.attempts(PER_DAY);
  const room = createUploadRoom(ROOM);
  await app.register(multipart);

  app.post('/api/visitor/files', {
    // The form is read part by part; its schema is for the API's description.
    validatorCompiler: () => () => true,
    schema: {
      tags: ['visitor'], summary: '上传图片或文件，再用返回的名字发出；一天内没有发出的会删除 / send up a picture or file, then say it by the name answered; within a day',
      security: [{ token: [] }], consumes: ['multipart/form-data'], body: Form, response: { 200: UploadAnswer, ...refusals(400, 401, 413, 415, 429, 503) },
    },
  }, async (request, reply) => {
    const session = await sessions.of(request);
    if (!session) return refuse(request, reply, 'login-needed');
    const { visitor } = session;
    if (!request.isMultipart()) return refuse(request, reply, 'unsupported-type');
    const wait = Math.max(await perMinute.take(visitor), await perDay.take(visitor));
    if (wait > 0) return refuseFor(request, reply, 'too-many-requests', wait / 1000);
    const stated = statedBytes(request);
    if (stated > fileBytes + FORM_BYTES) return refuse(request, reply, 'too-large', { mostBytes: fileBytes });
    const leave = room.take(visitor, stated);
    if (!leave) return refuseFor(request, reply, 'too-many-requests', 2);
    try {
      const form = await readForm(request, fileBytes);
      if (form.kind === 'too-large') return refuse(request, reply, 'too-large', { mostBytes: fileBytes });
      if (form.kind === 'bad-form') return refuse(request, reply, 'bad-request', { at: 'body', fault: form.fault });
      const { content } = form;
      if (content.length < leastBytes) return refuse(request, reply, 'bad-request', { at: 'body/file', fault: `must have at least ${leastBytes} bytes` });
      const found = tellKind(content);
      if (!found) return refuse(request, reply, 'file-kind-refused');
      const { kind, contentType } = found;
      if (kind === 'image' && content.length > imageBytes) return refuse(request, reply, 'too-large', { mostBytes: imageBytes });
      const file = Buffer.from(randomBytes(16)).toString('hex');
      const name = namedAs(form.fileName, found);
      const kept = await desk.visitor.sendUp({ name: file, visitor, kind, fileName: name, contentType, content });
      switch (kept) {
        case 'no-visitor': return refuse(request, reply, 'login-needed');
        case 'too-many': return refuseFor(request, reply, 'too-many-requests', 60);
        case 'leaving': return refuseFor(request, reply, 'unavailable', 1);
        case 'kept': return reply.header('cache-control', 'no-store').send({ file, kind, name, bytes: content.length, contentType });
      }
    } finally {
      leave();
    }
  });
};

/** Who does not say how much he sends is expected to send as much as he may. */
function statedBytes({ headers }: FastifyRequest): number {
  const stated = Number(headers['content-length']);
  return Number.isSafeInteger(stated) && stated >= 0 ? stated : fileBytes;
}

import multipart from '@fastify/multipart';
import { Type } from '@sinclair/typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { uploadLimits } from '../../../shared/chat-files';
import { UploadAnswer } from '../../../shared/http/chat';
import type { App } from '../fastify-app';
import { namedAs } from '../files/file-name';
import { readForm, type FormRead } from '../files/read-form';
import { tellKind } from '../files/tell-kind';
import { createUploadRoom, type Held } from '../files/upload-room';
import { networkOf } from '../network-of';
import { refuse, refuseFor } from '../refuse';
import { refusals } from '../refusal-schema';
import type { VisitorParts } from './visitor-parts';
import type { VisitorSessions } from './visitor-sessions';

type WholeForm = Extract<FormRead, { kind: 'read' }>;

const PER_VISITOR = { of: 'sending-up', limit: 30, windowMs: 60_000 };
const PER_DAY = { of: 'sending-up-daily', limit: 300, windowMs: 86_400_000 };
/** On their way to one node at once. */
const ROOM = { mostBytes: 268_435_456, networkBytes: 134_217_728, perVisitor: 3 };
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

  async function take(request: FastifyRequest, reply: FastifyReply, visitor: string, held: Held): Promise<FastifyReply> {
    const form = await readForm(request, { mostBytes: fileBytes, hasRoom: held.more });
    switch (form.kind) {
      case 'bad-form': return refuse(request, reply, 'bad-request', { at: 'body', fault: form.fault });
      case 'no-room': return refuseFor(request, reply, 'too-many-requests', 2);
      case 'too-large': return refuse(request, reply, 'too-large', { mostBytes: fileBytes });
      case 'read': return keep(request, reply, visitor, form);
    }
  }

  async function keep(request: FastifyRequest, reply: FastifyReply, visitor: string, { content, fileName }: WholeForm): Promise<FastifyReply> {
    if (content.length < leastBytes) return refuse(request, reply, 'bad-request', { at: 'body/file', fault: `must have at least ${leastBytes} bytes` });
    const found = tellKind(content);
    if (!found) return refuse(request, reply, 'file-kind-refused');
    const { kind, contentType } = found;
    if (kind === 'image' && content.length > imageBytes) return refuse(request, reply, 'too-large', { mostBytes: imageBytes });
    const file = Buffer.from(randomBytes(16)).toString('hex');
    const name = namedAs(fileName, found);
    const kept = await desk.visitor.sendUp({ name: file, visitor, kind, fileName: name, contentType, content });
    switch (kept) {
      case 'no-visitor': return refuse(request, reply, 'login-needed');
      case 'too-many': return refuseFor(request, reply, 'too-many-requests', 60);
      case 'leaving': return refuseFor(request, reply, 'unavailable', 1);
      case 'kept': return reply.header('cache-control', 'no-store').send({ file, kind, name, bytes: content.length, contentType } satisfies UploadAnswer);
    }
  }

  app.post('/api/visitor/files', {
    config: { slowBody: true },
    // The form is read part by part; its schema is for the API's description.
    validatorCompiler: () => () => true,
    schema: {
      tags: ['visitor'], summary: '上传图片或文件，再用返回的名字发出；一天内没有发出的会删除 / send up a picture or file, then say it by the name answered; within a day',
      security: [{ token: [] }], consumes: ['multipart/form-data'], body: Form, response: { 200: UploadAnswer, ...refusals(400, 401, 413, 415, 429, 503) },
    },
  }, async (request, reply) => {
    const session = await sessions.of(request);
    if (!session) return refuse(request, reply, 'login-needed');
    if (!request.isMultipart()) return refuse(request, reply, 'unsupported-type');
    const { visitor } = session;
    const wait = Math.max(await perMinute.take(visitor), await perDay.take(visitor));
    if (wait > 0) return refuseFor(request, reply, 'too-many-requests', wait / 1000);
    // Before anything of it is read.
    if (Number(request.headers['content-length'] ?? 0) > fileBytes + FORM_BYTES) return refuse(request, reply, 'too-large', { mostBytes: fileBytes });
    const held = room.begin(visitor, networkOf(request.ip));
    if (!held) return refuseFor(request, reply, 'too-many-requests', 2);
    try {
      return await take(request, reply, visitor, held);
    } finally {
      held.end();
    }
  });
};

import { Type } from '@sinclair/typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { uploadLimits } from '../../../shared/chat-files';
import { UploadAnswer } from '../../../shared/http/chat';
import type { Desk } from '../../desk/desk';
import { networkOf } from '../network-of';
import { refuse, refuseFor } from '../refuse';
import { refusals } from '../refusal-schema';
import { namedAs } from './file-name';
import { readForm, type FormRead } from './read-form';
import { tellKind } from './tell-kind';
import type { Held, UploadRoom } from './upload-room';

type WholeForm = Extract<FormRead, { kind: 'read' }>;
type Kept = Awaited<ReturnType<Desk['visitor']['sendUp']>>;

/** Boundaries and headers of the form around the file. */
const FORM_BYTES = 16_384;
const DAY_SECONDS = 86_400;
const { leastBytes, imageBytes, fileBytes } = uploadLimits;

const Form = Type.Unsafe<unknown>({ type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } });

/** What a route that takes an upload says of itself. */
export const uploadRoute = {
  config: { slowBody: true },
  // The form is read part by part; its schema is for the API's description.
  validatorCompiler: () => () => true,
  schema: { consumes: ['multipart/form-data'], body: Form, response: { 200: UploadAnswer, ...refusals(400, 401, 403, 413, 415, 429, 503) } },
} as const;

export interface UploadTaking {
  room: UploadRoom;
  randomBytes(size: number): Uint8Array;
  /** Milliseconds since 1970. */
  now(): number;
}

/** Whose it is: `key` counts what he has on its way, `keep` stores it. */
export interface Uploader {
  key: string;
  keep(sent: Omit<Parameters<Desk['visitor']['sendUp']>[0], 'owner' | 'network'>): Promise<Kept>;
}

/** Takes one picture or file in, told by its bytes, and answers the name it can be said by. Who may send and how often has been asked. */
export const createUploadTaking = ({ room, randomBytes, now }: UploadTaking) => {
  async function take(request: FastifyRequest, reply: FastifyReply, uploader: Uploader, held: Held): Promise<FastifyReply> {
    const form = await readForm(request, { mostBytes: fileBytes, hasRoom: held.more });
    switch (form.kind) {
      case 'bad-form': return refuse(request, reply, 'bad-request', { at: 'body', fault: form.fault });
      case 'no-room': return refuseFor(request, reply, 'too-many-requests', 2);
      case 'too-large': return refuse(request, reply, 'too-large', { mostBytes: fileBytes });
      case 'read': return keep(request, reply, uploader, form);
    }
  }

  async function keep(request: FastifyRequest, reply: FastifyReply, uploader: Uploader, { content, fileName }: WholeForm): Promise<FastifyReply> {
    if (content.length < leastBytes) return refuse(request, reply, 'bad-request', { at: 'body/file', fault: `must have at least ${leastBytes} bytes` });
    const found = tellKind(content);
    if (!found) return refuse(request, reply, 'file-kind-refused');
    const { kind, contentType } = found;
    if (kind === 'image' && content.length > imageBytes) return refuse(request, reply, 'too-large', { mostBytes: imageBytes });
    const file = Buffer.from(randomBytes(16)).toString('hex');
    const name = namedAs(fileName, found);
    const kept = await uploader.keep({ name: file, kind, fileName: name, contentType, content });
    switch (kept) {
      case 'no-visitor': return refuse(request, reply, 'login-needed');
      case 'too-many': return refuseFor(request, reply, 'too-many-requests', 60);
      case 'spent': return refuseFor(request, reply, 'upload-budget-spent', DAY_SECONDS - (now() / 1000) % DAY_SECONDS);
      case 'leaving': return refuseFor(request, reply, 'unavailable', 1);
      case 'kept': return reply.header('cache-control', 'no-store').send({ file, kind, name, bytes: content.length, contentType } satisfies UploadAnswer);
    }
  }

  return async (request: FastifyRequest, reply: FastifyReply, uploader: Uploader): Promise<FastifyReply> => {
    if (!request.isMultipart()) return refuse(request, reply, 'unsupported-type');
    // Before anything of it is read.
    if (Number(request.headers['content-length'] ?? 0) > fileBytes + FORM_BYTES) return refuse(request, reply, 'too-large', { mostBytes: fileBytes });
    const held = room.begin(uploader.key, networkOf(request.ip));
    if (!held) return refuseFor(request, reply, 'too-many-requests', 2);
    try {
      return await take(request, reply, uploader, held);
    } finally {
      held.end();
    }
  };
};

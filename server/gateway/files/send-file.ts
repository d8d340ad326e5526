import { Type } from '@sinclair/typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FileRead } from '../../desk/read-file';
import { refuse, refuseFor } from '../refuse';
import { attachment } from './file-name';
import { tellKind } from './tell-kind';

/** A picture that is on its way from a platform takes a moment. */
const AWAY_SECONDS = 2;

export const FileParams = Type.Object({ id: Type.String({ maxLength: 64 }), seq: Type.String({ pattern: '^[0-9]{1,15}$' }) });
export const FileBytes = Type.Unsafe<Uint8Array>({ type: 'string', format: 'binary' });

/** Sends the picture or file of a message, or says why not; it never runs, whatever it holds. `vary`: what his right to it hangs on. */
export function sendFile(request: FastifyRequest, reply: FastifyReply, file: FileRead, vary: string): FastifyReply {
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
    vary,
  }).send(Buffer.from(file.bytes));
}

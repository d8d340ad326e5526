import type {} from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';

export type FormRead = { kind: 'read'; content: Buffer; fileName: string } | { kind: 'too-large' | 'no-room' } | { kind: 'bad-form'; fault: string };

export interface FormLimits {
  mostBytes: number;
  /** Asked for each piece that has come. */
  hasRoom(bytes: number): boolean;
}

const badForm = (fault: string): FormRead => ({ kind: 'bad-form', fault });

/** Reads the one part `file` of a multipart form. What is not such a form is said, never thrown. */
export async function readForm(request: FastifyRequest, limits: FormLimits): Promise<FormRead> {
  // Gone while he was looked up: nothing would tell of it any more.
  if (request.raw.destroyed) return badForm('the request has ended');
  try {
    return await readParts(request, limits);
  } catch {
    // The parser only reads what was sent.
    return badForm('no whole multipart form');
  } finally {
    // What is left of it is read on and dropped, so that the answer is heard.
    request.raw.unpipe();
    request.raw.resume();
  }
}

async function readParts(request: FastifyRequest, { mostBytes, hasRoom }: FormLimits): Promise<FormRead> {
  let read: FormRead | undefined;
  for await (const part of request.parts({ limits: { fileSize: mostBytes, files: 2, fields: 1, parts: 3, fieldSize: 1024, headerPairs: 50 } })) {
    if (part.type !== 'file' || part.fieldname !== 'file' || read) return badForm('one part named file is expected');
    const pieces: Buffer[] = [];
    for await (const piece of part.file) {
      if (!Buffer.isBuffer(piece)) continue;
      if (!hasRoom(piece.length)) return { kind: 'no-room' };
      pieces.push(piece);
    }
    if (part.file.truncated) return { kind: 'too-large' };
    read = { kind: 'read', content: Buffer.concat(pieces), fileName: part.filename ?? '' };
  }
  return read ?? badForm('one part named file is expected');
}

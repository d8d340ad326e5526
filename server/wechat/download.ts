import type { Readable } from 'node:stream';
import { readErrcode, type CallFailure } from './answer';
import { parseJsonRecord } from './json';

export interface ReceivedFile {
  readonly bytes: Buffer;
  /** As the platform stated it, '' if it did not. Never serve a file under it unchecked. */
  readonly contentType: string;
  readonly fileName?: string;
}

/** The file is larger than the caller allowed; the rest was not read. */
export interface TooLarge {
  readonly ok: false;
  readonly kind: 'too-large';
  readonly maxBytes: number;
}

export type DownloadResult = { readonly ok: true; readonly body: ReceivedFile } | CallFailure | TooLarge;

export interface Incoming {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly stream: Readable;
  readonly maxBytes: number;
  readonly secrets: readonly string[];
}

const ERROR_BYTES = 4096;

/** Collects a file while counting, so that a false Content-Length cannot fill the memory. */
export async function receiveFile(incoming: Incoming): Promise<DownloadResult> {
  const { status, headers, stream, maxBytes, secrets } = incoming;
  const chunks: Buffer[] = [];
  let size = 0;
  // However small the file may be, an error in its place must be readable.
  const readable = Math.max(maxBytes, ERROR_BYTES);
  const stated = Number(header(headers, 'content-length'));
  if (stated > readable) {
    stream.destroy();
    return { ok: false, kind: 'too-large', maxBytes };
  }
  for await (const chunk of stream) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    if (size > readable) {
      stream.destroy();
      return { ok: false, kind: 'too-large', maxBytes };
    }
    chunks.push(chunk);
  }
  if (status !== 200) return { ok: false, kind: 'unknown', why: `HTTP ${status}` };
  const bytes = Buffer.concat(chunks, size);
  const disposition = header(headers, 'content-disposition');
  const contentType = header(headers, 'content-type');
  const failure = hiddenError(bytes, contentType, disposition, secrets);
  if (failure !== undefined) return failure;
  if (size > maxBytes) return { ok: false, kind: 'too-large', maxBytes };
  const fileName = fileNameOf(disposition);
  return { ok: true, body: fileName === undefined ? { bytes, contentType } : { bytes, contentType, fileName } };
}

/** WeChat and WeCom media/get: an unknown or expired media_id answers HTTP 200 with JSON instead of the file. */
function hiddenError(bytes: Buffer, contentType: string, disposition: string, secrets: readonly string[]) {
  const mayBeJson = disposition === '' || /json|text\/plain/i.test(contentType);
  if (!mayBeJson || bytes.length > ERROR_BYTES || bytes[0] !== 0x7b) return undefined;
  const body = parseJsonRecord(bytes.toString('utf8'));
  return body === undefined ? undefined : readErrcode(body, secrets);
}

function header(headers: Readonly<Record<string, unknown>>, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
}

/** Only the last part of a path is a name: the far side does not choose our folders. */
function fileNameOf(disposition: string): string | undefined {
  const given = /filename="?([^";]+)"?/i.exec(disposition)?.[1]?.trim();
  const name = given?.split(/[\\/]/).pop();
  return name === undefined || name === '' || name.startsWith('.') ? undefined : name;
}

import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { errors, type ErrorBody } from '../../shared/errors';

/** What Node's parser says → status; anything else is a request that cannot be read. */
const statuses: Readonly<Record<string, number>> = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431 };

/** Bytes that are no HTTP request never reach a route; they get an answer in our form and the connection ends. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const status = statuses[error.code ?? ''] ?? 400;
  const body: ErrorBody = { code: 'bad-request', message: errors['bad-request'].zh };
  const text = JSON.stringify(body);
  if (socket.writable) {
    socket.write([
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, 'content-type: application/json; charset=utf-8',
      `content-length: ${Buffer.byteLength(text)}`, 'connection: close', '', text,
    ].join('\r\n'));
  }
  socket.destroySoon();
}

import { Agent as HttpAgent, request as httpRequest, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

export interface HttpCall {
  method: 'GET' | 'POST';
  url: string;
  body?: string;
  contentType?: string;
  /** The whole exchange, from connecting to the last byte, milliseconds. */
  withinMs: number;
}

export type HttpAnswer = { status: number; body: string; error: null } | { status: null; body: null; error: string };

/** One call to the server under test; a lost or late answer is a value, not an exception. */
export type Http = (call: HttpCall, signal: AbortSignal) => Promise<HttpAnswer>;

const MAX_ANSWER = 64 * 1024;

export function createHttp(): { call: Http; close(): void } {
  const plain = new HttpAgent({ keepAlive: true });
  const secure = new HttpsAgent({ keepAlive: true });

  const call: Http = ({ method, url, body, contentType, withinMs }, signal) =>
    new Promise((resolve) => {
      const late = AbortSignal.timeout(withinMs);
      const fail = (error: string) => resolve({ status: null, body: null, error: late.aborted ? `no answer within ${withinMs} ms` : error });
      const isSecure = url.startsWith('https:');
      const headers = body === undefined ? {} : { 'content-type': contentType ?? 'text/plain', 'content-length': Buffer.byteLength(body) };
      const options: RequestOptions = { method, headers, agent: isSecure ? secure : plain, signal: AbortSignal.any([late, signal]) };
      const request = (isSecure ? httpsRequest : httpRequest)(url, options, (response) => {
        const parts: Buffer[] = [];
        let size = 0;
        response.on('data', (part: Buffer) => {
          size += part.length;
          if (size <= MAX_ANSWER) parts.push(part);
        });
        response.on('error', (error) => fail(error.message));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8'), error: null }));
      });
      request.on('error', (error) => fail(error.message));
      request.end(body);
    });

  return {
    call,
    close() {
      plain.destroy();
      secure.destroy();
    },
  };
}

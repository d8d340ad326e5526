import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
  readonly headers: http.IncomingHttpHeaders;
}

export type Answer = (seen: Seen, response: http.ServerResponse) => void;

export interface PlatformServer {
  readonly baseUrl: string;
  readonly seen: Seen[];
  connections(): number;
  close(): Promise<void>;
}

/** A real HTTP server on 127.0.0.1 that answers as the test says and remembers every request. */
export async function startPlatform(answer: Answer): Promise<PlatformServer> {
  const seen: Seen[] = [];
  let connections = 0;
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://x');
      const one = { method: request.method ?? '', path: url.pathname, query: url.searchParams, body: Buffer.concat(chunks).toString('utf8'), headers: request.headers };
      seen.push(one);
      answer(one, response);
    });
  });
  server.on('connection', () => { connections += 1; });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    seen,
    connections: () => connections,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

export function json(response: http.ServerResponse, body: unknown): void {
  response.setHeader('Content-Type', 'application/json; encoding=utf-8');
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

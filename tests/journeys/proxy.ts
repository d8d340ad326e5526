import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';

/** A tiny load balancer: one address before several, each in turn. A refused connection goes to the next; a broken answer breaks. */
export interface Proxy {
  readonly url: string;
  targets: readonly string[];
  /** Calls so far whose path (without query) ends with `path`. */
  count(path: string): number;
  /** Sees each call before it goes on. */
  watch: (call: { path: string; target: string }) => void;
  close(): Promise<void>;
}

export async function createProxy(): Promise<Proxy> {
  const agent = new Agent({ keepAlive: true });
  const counts = new Map<string, number>();
  let next = 0;

  function pass(incoming: IncomingMessage, outgoing: ServerResponse, body: Buffer, left: number, at: number): void {
    const target = proxy.targets[at % Math.max(1, proxy.targets.length)];
    if (target === undefined || left === 0) {
      outgoing.writeHead(502).end();
      return;
    }
    const path = (incoming.url ?? '').split('?')[0] ?? '';
    proxy.watch({ path, target });
    let connected = false;
    const { host: _, connection: __, 'transfer-encoding': ___, ...headers } = incoming.headers;
    const onward = request(`${target}${incoming.url ?? ''}`, { method: incoming.method ?? 'GET', headers: { ...headers, 'content-length': body.length }, agent }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.on('error', () => outgoing.destroy());
      answer.pipe(outgoing);
    });
    onward.on('socket', (socket) => {
      if (!socket.connecting) connected = true;
      else socket.once('connect', () => (connected = true));
    });
    onward.on('error', () => {
      if (connected) outgoing.destroy();
      else pass(incoming, outgoing, body, left - 1, at + 1);
    });
    onward.end(body);
  }

  const server = createServer((incoming, outgoing) => {
    const path = (incoming.url ?? '').split('?')[0] ?? '';
    counts.set(path, (counts.get(path) ?? 0) + 1);
    const parts: Buffer[] = [];
    incoming.on('data', (part: Buffer) => parts.push(part));
    incoming.on('end', () => pass(incoming, outgoing, Buffer.concat(parts), proxy.targets.length, next++));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  const proxy: Proxy = {
    url: `http://127.0.0.1:${port}`,
    targets: [],
    count: (path) => [...counts].reduce((sum, [one, times]) => sum + (one.endsWith(path) ? times : 0), 0),
    watch: () => undefined,
    async close() {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
}

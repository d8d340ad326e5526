import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';

/** A call on its way: `asked` before it goes on, `answered` before its answer goes back. Path without query. */
export interface Moment {
  path: string;
  phase: 'asked' | 'answered';
  /** Whether the caller is still there for the answer. */
  waits(): boolean;
}

/** A tiny load balancer: one address before several, each in turn. A refused connection goes to the next; a broken answer breaks. */
export interface Proxy {
  readonly url: string;
  targets: readonly string[];
  /** Calls so far whose path ends with `path`. */
  count(path: string): number;
  /** Holds each call until it answers; `cut` breaks the connection instead of letting the call or its answer through. */
  watch: (moment: Moment) => void | 'cut' | Promise<void | 'cut'>;
  close(): Promise<void>;
}

export async function createProxy(): Promise<Proxy> {
  const agent = new Agent({ keepAlive: true });
  const counts = new Map<string, number>();
  let next = 0;

  async function take(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const path = (incoming.url ?? '').split('?')[0] ?? '';
    counts.set(path, (counts.get(path) ?? 0) + 1);
    const parts: Buffer[] = [];
    for await (const part of incoming) if (Buffer.isBuffer(part)) parts.push(part);
    if ((await proxy.watch({ path, phase: 'asked', waits: () => !outgoing.destroyed })) === 'cut') outgoing.destroy();
    else pass(incoming, outgoing, Buffer.concat(parts), path, next++, 0);
  }

  function pass(incoming: IncomingMessage, outgoing: ServerResponse, body: Buffer, path: string, at: number, refused: number): void {
    const target = proxy.targets[at % Math.max(1, proxy.targets.length)];
    if (target === undefined || refused === proxy.targets.length) {
      outgoing.writeHead(502).end();
      return;
    }
    let connected = false;
    const { host: _, connection: __, 'transfer-encoding': ___, ...headers } = incoming.headers;
    const onward = request(`${target}${incoming.url ?? ''}`, { method: incoming.method ?? 'GET', headers: { ...headers, 'content-length': body.length }, agent }, (answer) => {
      void back(answer, outgoing, path);
    });
    onward.on('socket', (socket) => {
      if (!socket.connecting) connected = true;
      else socket.once('connect', () => (connected = true));
    });
    onward.on('error', () => {
      if (connected) outgoing.destroy();
      else pass(incoming, outgoing, body, path, at + 1, refused + 1);
    });
    onward.end(body);
  }

  async function back(answer: IncomingMessage, outgoing: ServerResponse, path: string): Promise<void> {
    const parts: Buffer[] = [];
    try {
      for await (const part of answer) if (Buffer.isBuffer(part)) parts.push(part);
      if ((await proxy.watch({ path, phase: 'answered', waits: () => !outgoing.destroyed })) === 'cut') throw new Error('cut');
      const { connection: _, 'transfer-encoding': __, ...headers } = answer.headers;
      outgoing.writeHead(answer.statusCode ?? 502, { ...headers, 'content-length': Buffer.concat(parts).length });
      outgoing.end(Buffer.concat(parts));
    } catch {
      outgoing.destroy();
    }
  }

  const server = createServer((incoming, outgoing) => void take(incoming, outgoing).catch(() => outgoing.destroy()));
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

import { createServer, connect, type Socket } from 'node:net';

/** A wire in front of a server that can be cut: what is connected breaks, and nothing new gets through until it is mended. */
export interface CutLine {
  readonly url: string;
  /** Where it leads from now on. */
  leadTo(port: number): void;
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

export async function createCutLine(): Promise<CutLine> {
  const ends = new Set<Socket>();
  let isCut = false;
  let port = 0;
  const keep = (socket: Socket): Socket => {
    ends.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => ends.delete(socket));
    return socket;
  };
  const wire = createServer((near) => {
    keep(near);
    if (isCut) return void near.destroy();
    const far = keep(connect(port, '127.0.0.1'));
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => wire.listen(0, '127.0.0.1', resolve));
  const address = wire.address();
  const breakAll = (): void => ends.forEach((socket) => socket.destroy());
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    leadTo(next) {
      port = next;
    },
    cut() {
      isCut = true;
      breakAll();
    },
    mend() {
      isCut = false;
    },
    async close() {
      breakAll();
      await new Promise((resolve) => wire.close(resolve));
    },
  };
}

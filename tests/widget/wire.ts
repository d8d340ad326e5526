import { connect, createServer, type Socket } from 'node:net';
import { freePort } from '../servers/free-port';

/** The line between a page and its server, which can be cut: what is open breaks, and what is tried finds nobody. */
export interface Wire {
  readonly url: string;
  cut(): void;
  mend(): void;
  close(): void;
}

export const createWire = async (target: string): Promise<Wire> => {
  const { hostname, port: there } = new URL(target);
  const sockets = new Set<Socket>();
  let isCut = false;
  const hold = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  };
  const server = createServer((near) => {
    if (isCut) return void near.destroy();
    const far = connect(Number(there), hostname);
    hold(near);
    hold(far);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
    near.pipe(far).pipe(near);
  });
  const port = await freePort();
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  const breakAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${port}`,
    cut() {
      isCut = true;
      breakAll();
    },
    mend: () => void (isCut = false),
    close() {
      breakAll();
      server.close();
    },
  };
};

import { connect } from 'node:net';
import { wholeAnswer } from './whole-answer';

/** HTTP requests over a few keep-alive connections, each with one under way; the others wait their turn. */
export interface KeepAlive {
  /** Resolves with the status. */
  ask(request: Buffer): Promise<string>;
  end(): void;
}

interface Asked {
  request: Buffer;
  answered(status: string): void;
  failed(error: Error): void;
}

export function openKeepAlive(port: number, connections: number): KeepAlive {
  const waiting: Asked[] = [];
  const idle: ((asked: Asked) => void)[] = [];
  const sockets = Array.from({ length: connections }, () => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let current: Asked | undefined;
    let pending: Buffer | undefined;
    const begin = (asked: Asked): void => {
      current = asked;
      socket.write(asked.request);
    };
    const next = (): void => {
      const asked = waiting.shift();
      if (asked) begin(asked);
      else idle.push(begin);
    };
    socket.on('data', (chunk) => {
      const data = pending ? Buffer.concat([pending, chunk]) : chunk;
      const status = wholeAnswer(data);
      pending = status === undefined ? data : undefined;
      if (status === undefined) return;
      const asked = current;
      current = undefined;
      next();
      asked?.answered(status);
    });
    const ended = (): void => current?.failed(new Error('a connection ended before its answer'));
    socket.on('error', ended);
    socket.on('close', ended);
    next();
    return socket;
  });
  return {
    ask: (request) => new Promise((answered, failed) => {
      const asked = { request, answered, failed };
      const begin = idle.pop();
      if (begin) begin(asked);
      else waiting.push(asked);
    }),
    end: () => sockets.forEach((socket) => socket.destroy()),
  };
}

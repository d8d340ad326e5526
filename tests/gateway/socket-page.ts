import type { Static, TSchema } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import WebSocket from 'ws';
import { until } from '../journeys/until';

/** A page over a real socket that checks the form of whatever it is told. */
export interface SocketPage<Told extends { type: string }, Said> {
  socket: WebSocket;
  frames: Told[];
  say(frame: Said): void;
  /** As it is, well formed or not. */
  raw(data: string | Buffer): void;
  /** The next frame of this kind that nobody has asked for yet. */
  next<N extends Told['type']>(type: N, fits?: (frame: Extract<Told, { type: N }>) => boolean): Promise<Extract<Told, { type: N }>>;
  /** The code the server closed with. */
  closed(): Promise<number>;
}

const isType = <Told extends { type: string }, N extends Told['type']>(frame: Told, type: N): frame is Extract<Told, { type: N }> => frame.type === type;

export async function openSocketPage<S extends TSchema, Said>(url: string, schema: S, options: WebSocket.ClientOptions): Promise<SocketPage<Static<S> & { type: string }, Said>> {
  type Told = Static<S> & { type: string };
  const isTold = (frame: unknown): frame is Told => Value.Check(schema, frame);
  const socket = new WebSocket(url.replace('http', 'ws'), options);
  const frames: Told[] = [];
  const asked = new Set<Told>();
  let code: number | undefined;
  socket.on('message', (data: Buffer) => {
    const frame: unknown = JSON.parse(data.toString('utf8'));
    if (!isTold(frame)) throw new Error(`a frame of no known form: ${data.toString('utf8')}`);
    frames.push(frame);
  });
  socket.on('close', (closed) => { code = closed; });
  await new Promise<void>((opened, failed) => {
    socket.once('open', opened);
    socket.once('error', failed);
  });
  socket.on('error', () => undefined);
  return {
    socket, frames,
    say: (frame) => socket.send(JSON.stringify(frame)),
    raw: (data) => socket.send(data),
    next: (type, fits = () => true) => until(`a frame ${type}`, () => {
      const found = frames.find((frame) => !asked.has(frame) && isType(frame, type) && fits(frame));
      if (!found || !isType(found, type)) return undefined;
      asked.add(found);
      return found;
    }),
    closed: () => until('the end of a socket', () => code),
  };
}

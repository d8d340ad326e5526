import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';

/** A WebSocket as a client holds it, made for many of them: texts up to 64 kB each way, pings answered, nothing else. */
export interface FrameClient {
  send(text: string): void;
  /** Ends it without a goodbye. */
  drop(): void;
}

export interface FrameHearer {
  opened(): void;
  heard(text: string): void;
  closed(): void;
}

const TEXT = 0x81;
const PONG = 0x8a;
const PING = 0x9;
const MASKED = 0x80;
/** Lengths from here on take two bytes of their own. */
const LONG = 126;

/** RFC 6455: what a client sends is masked. */
function frame(first: number, payload: Buffer): Buffer {
  const long = payload.length >= LONG;
  const start = long ? 4 : 2;
  const bytes = Buffer.allocUnsafe(start + 4 + payload.length);
  bytes[0] = first;
  bytes[1] = MASKED | (long ? LONG : payload.length);
  if (long) bytes.writeUInt16BE(payload.length, 2);
  const mask = [0x37, 0xfa, 0x21, 0x3d] as const;
  bytes.set(mask, start);
  for (let at = 0; at < payload.length; at += 1) bytes[start + 4 + at] = (payload[at] ?? 0) ^ (mask[at & 3] ?? 0);
  return bytes;
}

/** `from`: the address a proxy would name. */
export function dial({ port, path, from }: { port: number; path: string; from: string }, hearer: FrameHearer): FrameClient {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  let pending: Buffer = Buffer.alloc(0);
  let isOpen = false;
  let isOver = false;

  socket.on('connect', () => {
    const key = randomBytes(16).toString('base64');
    socket.write(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nx-forwarded-for: ${from}\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-version: 13\r\nsec-websocket-key: ${key}\r\n\r\n`);
  });

  function upgraded(data: Buffer): Buffer | undefined {
    const end = data.indexOf('\r\n\r\n');
    if (end < 0) return undefined;
    if (data.toString('latin1', 9, 12) !== '101') {
      socket.destroy();
      return undefined;
    }
    isOpen = true;
    hearer.opened();
    return data.subarray(end + 4);
  }

  /** Hears the first frame; how many bytes it took, 0 while it is not whole. */
  function hearFirst(data: Buffer): number {
    if (data.length < 2) return 0;
    const short = (data[1] ?? 0) & 0x7f;
    const start = short === LONG ? 4 : 2;
    if (data.length < start) return 0;
    const end = start + (short === LONG ? data.readUInt16BE(2) : short);
    if (data.length < end) return 0;
    const kind = (data[0] ?? 0) & 0x0f;
    if (kind === PING) socket.write(frame(PONG, data.subarray(start, end)));
    else if (data[0] === TEXT) hearer.heard(data.toString('utf8', start, end));
    return end;
  }

  socket.on('data', (chunk) => {
    let data: Buffer | undefined = pending.length > 0 ? Buffer.concat([pending, chunk]) : chunk;
    pending = Buffer.alloc(0);
    if (!isOpen) {
      const rest = upgraded(data);
      if (rest === undefined) {
        if (!isOver) pending = data;
        return;
      }
      data = rest;
    }
    for (let used = hearFirst(data); used > 0; used = hearFirst(data)) data = data.subarray(used);
    if (data.length > 0) pending = data;
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    isOver = true;
    hearer.closed();
  });

  return {
    send: (text) => void socket.write(frame(TEXT, Buffer.from(text))),
    drop: () => socket.destroy(),
  };
}

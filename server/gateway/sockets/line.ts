import type { WebSocket } from '@fastify/websocket';
import { closeCodes } from '../../../shared/talk/close-codes';
import type { Beats } from './beats';
import type { Corks, Wire } from './corks';
import type { SocketLimits } from './socket-limits';

export type CloseReason = keyof typeof closeCodes;

/** One socket, with what every socket needs: its frames in order, a pace, pings and an end. Nothing thrown in here reaches the process. */
export interface Line {
  /** Does nothing once it is closing. */
  send(frame: object): void;
  close(reason: CloseReason): void;
  isOpen(): boolean;
}

export interface LineEnds {
  /** One frame; the next one waits until it resolves. */
  heard(text: string): Promise<void>;
  /** A frame that is not read at all: what to say before the line is closed. */
  refused(reason: CloseReason): void;
  /** At each ping. */
  beat(): void;
  gone(): void;
}

interface LineNeeds {
  limits: SocketLimits;
  beats: Pick<Beats, 'join'>;
  corks: Corks;
  /** What the socket writes to. */
  wire: Wire;
  /** Milliseconds since 1970. */
  now(): number;
  failed(error: unknown): void;
}

/** Its own errors end a socket; there is nothing to add to them. */
const nothing = (): void => undefined;

/** Attaches its handlers before it returns, so that no frame is missed. */
export function createLine(socket: WebSocket, { limits, beats, corks, wire, now, failed }: LineNeeds, ends: LineEnds): Line {
  let isClosing = false;
  let isAlive = true;
  let tail = Promise.resolve();
  let tokens = limits.burst;
  let countedAt = now();

  const guarded = (act: () => void) => (): void => {
    try {
      act();
    } catch (error) {
      failed(error);
      socket.terminate();
    }
  };

  function close(reason: CloseReason): void {
    if (isClosing) return;
    isClosing = true;
    socket.close(closeCodes[reason]);
    setTimeout(() => socket.terminate(), limits.goodbyeMs).unref();
  }

  function refuse(reason: CloseReason): void {
    ends.refused(reason);
    close(reason);
  }

  function mayGoOn(): boolean {
    const at = now();
    tokens = Math.min(limits.burst, tokens + (Math.max(0, at - countedAt) / 1000) * limits.perSecond) - 1;
    countedAt = at;
    return tokens >= 0;
  }

  async function handle(text: string): Promise<void> {
    if (isClosing) return;
    // What he said may be stored or not; with the same client id he may say it again.
    const giveUp = (error: unknown): void => {
      failed(error);
      close('stopping');
    };
    const late = setTimeout(() => giveUp(new Error('a frame took too long')), limits.frameMs);
    try {
      await ends.heard(text);
    } catch (error) {
      giveUp(error);
    } finally {
      clearTimeout(late);
    }
  }

  const stopBeating = beats.join(guarded(() => {
    if (!isAlive) return socket.terminate();
    isAlive = false;
    if (isClosing || socket.readyState !== socket.OPEN) return;
    corks.hold(wire);
    socket.ping();
    ends.beat();
  }));

  socket.on('error', nothing);
  socket.on('pong', () => { isAlive = true; });
  socket.on('close', guarded(() => {
    isClosing = true;
    stopBeating();
    ends.gone();
  }));
  socket.on('message', (data, isBinary) => guarded(() => {
    isAlive = true;
    if (isClosing) return;
    if (isBinary) return refuse('badFrame');
    if (!Buffer.isBuffer(data) || data.length > limits.frameBytes) return refuse('tooLarge');
    if (!mayGoOn()) return refuse('tooMany');
    const text = data.toString('utf8');
    tail = tail.then(() => handle(text));
  })());

  return {
    close,
    isOpen: () => !isClosing,
    send(frame) {
      if (isClosing || socket.readyState !== socket.OPEN) return;
      // Before this frame is added: one alone may be larger than all that may wait, and would end the line each time it is asked for.
      const isSlow = socket.bufferedAmount > limits.bufferedBytes;
      corks.hold(wire);
      socket.send(JSON.stringify(frame), nothing);
      if (isSlow) close('slow');
    },
  };
}

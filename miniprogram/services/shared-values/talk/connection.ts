import { closeCodes } from './close-codes';
import type { TalkParts, TalkView } from './parts';

/** Milliseconds. */
const readyWithin = 15_000;
const firstPause = 1_000;
const longestPause = 30_000;
/** A pause after which everybody may come back at once would bring everybody at the same moment. */
const briefPause = 500;
/** A line that was good for so long counts as a fresh start. */
const goodFor = 10_000;
/** How late a ping may be. */
const slack = 2_000;

/** What both sides' frames have in common: `ready` with its `pingMs` after the first word, `ping` answered by `pong`. */
interface Frame {
  readonly type: string;
}

export interface ConnectionParts<To extends Frame, From extends Frame> extends Pick<TalkParts, 'dial' | 'timers' | 'random'> {
  /** What to say first, once the line is open; undefined: not to be had now. `refused`: the last line was closed for who he is. */
  hello(refused: boolean): Promise<(() => From) | undefined>;
  /** Undefined: a frame this release does not know. */
  read(text: string): To | undefined;
}

export interface ConnectionEnds<To extends Frame> {
  /** `ready` first, on each line. */
  heard(frame: To): void;
  /** The line is gone; `code` of the server's closing, 0 for none. Told before it is dialled anew. */
  lost(code: number): void;
}

/** One line to the server that is dialled again, with growing pauses and some chance, for as long as it is wanted. */
export interface Connection<From extends Frame> {
  state(): TalkView['connection'];
  /** Wanted from now on; one that waits is dialled at once. */
  start(): void;
  stop(): void;
  /** It is used: goes on where a newer page had taken its place. */
  use(): void;
  /** False when the line is not open: nothing was sent. */
  send(frame: From): boolean;
  /** Something on this line cannot be right: another one. */
  redial(): void;
}

export function createConnection<To extends Frame, From extends Frame>({ dial, hello, read, timers, random }: ConnectionParts<To, From>, ends: ConnectionEnds<To>): Connection<From> {
  let state: TalkView['connection'] = 'connecting';
  let isWanted = false;
  let isDialling = false;
  let socket: { send(text: string): void; close(): void } | undefined;
  /** What is heard of an older attempt counts no more. */
  let attempt = 0;
  let failures = 0;
  let isRefused = false;
  let readyAt: number | undefined;
  let quietMs = readyWithin;
  let callOff = (): void => undefined;

  function letGo(): void {
    callOff();
    attempt += 1;
    isDialling = false;
    socket?.close();
    socket = undefined;
  }

  function call(): void {
    letGo();
    const mine = attempt;
    isDialling = true;
    quietMs = readyWithin;
    watch();
    void hello(isRefused).catch(() => undefined).then((firstWords) => {
      if (mine !== attempt) return;
      if (firstWords === undefined) return lost(0);
      isRefused = false;
      const mouth = dial({
        opened() {
          if (mine === attempt) mouth.send(JSON.stringify(firstWords()));
        },
        heard(text) {
          if (mine === attempt) heard(text);
        },
        closed(code) {
          if (mine === attempt) lost(code);
        },
      });
      socket = mouth;
    });
  }

  /** Whoever says nothing for so long is not there any more. */
  function watch(): void {
    callOff();
    callOff = timers.after(quietMs, () => lost(0));
  }

  function heard(text: string): void {
    const frame = read(text);
    const pingMs = frame?.type === 'ready' && 'pingMs' in frame && typeof frame.pingMs === 'number' ? frame.pingMs : undefined;
    if (pingMs !== undefined) quietMs = 2 * pingMs + slack;
    if (pingMs !== undefined || state === 'open') watch();
    if (pingMs !== undefined) {
      readyAt = timers.now();
      isDialling = false;
      state = 'open';
    }
    if (frame?.type === 'ping') socket?.send(JSON.stringify({ type: 'pong' }));
    else if (frame) ends.heard(frame);
  }

  function lost(code: number): void {
    letGo();
    if (readyAt !== undefined && timers.now() - readyAt > goodFor) failures = 0;
    readyAt = undefined;
    isRefused = code === closeCodes.login;
    if (code === closeCodes.elsewhere) {
      state = 'elsewhere';
      return ends.lost(code);
    }
    const isBrief = failures === 0 && (code === closeCodes.stopping || code === closeCodes.slow || code === closeCodes.login);
    failures += 1;
    state = isBrief ? 'connecting' : 'offline';
    const pause = isBrief ? briefPause * random() : Math.min(longestPause, firstPause * 2 ** (failures - 1)) * (0.5 + random());
    callOff = timers.after(pause, call);
    ends.lost(code);
  }

  function start(): void {
    if (isWanted && (state === 'open' || isDialling)) return;
    if (!isWanted || state === 'elsewhere') state = 'connecting';
    isWanted = true;
    failures = 0;
    call();
  }

  return {
    state: () => state,
    start,
    use() {
      if (isWanted && state === 'elsewhere') start();
    },
    stop() {
      isWanted = false;
      letGo();
      state = 'connecting';
    },
    send(frame) {
      if (state !== 'open' || socket === undefined) return false;
      socket.send(JSON.stringify(frame));
      return true;
    },
    redial() {
      if (isWanted) lost(0);
    },
  };
}

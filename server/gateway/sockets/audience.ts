import type { WebSocket } from '@fastify/websocket';
import type { FastifyRequest } from 'fastify';
import type { ErrorCode } from '../../../shared/errors';
import type { App } from '../fastify-app';
import { networkOf } from '../network-of';
import { createBeats, type Beats } from './beats';
import { createCorks } from './corks';
import { createLine, type CloseReason, type Line } from './line';
import { createOpenSockets, type Presence } from './open-sockets';
import type { SocketLimits } from './socket-limits';

/** What one socket's other side says is heard here. */
export interface Talker {
  heard(text: string): Promise<void>;
  refused(code: ErrorCode): void;
  isKnown(): boolean;
  /** His login may have ended. */
  checkLogin(): Promise<void>;
  end(): void;
}

export interface AudienceParts {
  limits: SocketLimits;
  presence: Presence;
  /** Milliseconds since 1970. */
  now(): number;
  failed(error: unknown): void;
  /** `known`: he has said who he is. */
  talker(request: FastifyRequest, line: Line, known: (who: string) => void): Talker;
  /** Before its sockets are told to go. */
  stopping(): void;
}

/** The sockets of one kind of people: let in, counted, asked whether they are there, and told when the server stops. */
export interface Audience {
  beats: Beats;
  /** Whether one more may come from there. */
  hasRoom(ip: string): boolean;
  connected(socket: WebSocket, request: FastifyRequest): void;
}

const codeOf: Partial<Record<CloseReason, ErrorCode>> = { badFrame: 'bad-request', tooLarge: 'too-large', tooMany: 'too-many-requests' };

export function createAudience(app: App, { limits, presence, now, failed, talker, stopping }: AudienceParts): Audience {
  const sockets = createOpenSockets(limits, presence);
  const beats = createBeats(limits.pingMs);
  const corks = createCorks();
  let isStopping = false;
  let allGone = (): void => undefined;

  app.addHook('preClose', async () => {
    isStopping = true;
    stopping();
    beats.stop();
    for (const line of sockets.lines()) {
      line.send({ type: 'bye', code: 'stopping' });
      line.close('stopping');
    }
    // Who went is still written down: what that needs may not stop before.
    if (sockets.lines().size > 0) await new Promise<void>((resolve) => { allGone = resolve; });
  });

  return {
    beats,
    hasRoom: (ip) => sockets.hasRoom(networkOf(ip)),
    connected(socket, request) {
      // Frames are heard from the first one on: nothing is awaited before the handlers are there.
      const line = createLine(socket, { limits, beats, corks, wire: request.socket, now, failed }, {
        heard: (text) => talk.heard(text),
        refused: (reason) => talk.refused(codeOf[reason] ?? 'bad-request'),
        beat() {
          line.send({ type: 'ping' });
          talk.checkLogin().catch(failed);
        },
        gone() {
          clearTimeout(deadline);
          counted.gone();
          talk.end();
          if (sockets.lines().size === 0) allGone();
        },
      });
      const counted = sockets.add(line, networkOf(request.ip));
      const talk = talker(request, line, counted.known);
      const deadline = setTimeout(() => {
        if (talk.isKnown()) return;
        talk.refused('login-needed');
        line.close('late');
      }, limits.helloMs);
      if (isStopping) line.close('stopping');
    },
  };
}

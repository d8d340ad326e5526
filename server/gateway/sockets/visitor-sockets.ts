import type { WebSocket } from '@fastify/websocket';
import type { FastifyRequest } from 'fastify';
import type { ErrorCode } from '../../../shared/errors';
import type { Desk } from '../../desk/desk';
import type { App } from '../fastify-app';
import { languageOf } from '../language';
import { networkOf } from '../network-of';
import type { Origins } from '../origins';
import { refuse, refuseFor } from '../refuse';
import { bearerOf } from '../tokens';
import { BEAT_PARTS, createBeats } from './beats';
import { createCorks } from './corks';
import { createFollowing } from './following';
import { createLine, type CloseReason } from './line';
import { createOpenSockets } from './open-sockets';
import type { SocketLimits } from './socket-limits';
import { createTalk } from './visitor-talk';

export interface VisitorSocketParts {
  desk: Pick<Desk, 'chat' | 'visitor' | 'view' | 'attempts'>;
  origins: Origins;
  limits: SocketLimits;
  /** Milliseconds since 1970. */
  now(): number;
}

/** Entering makes records; talking goes by the socket's own pace. */
const PER_VISITOR = { of: 'opening', limit: 30, windowMs: 60_000 };

const codeOf: Partial<Record<CloseReason, ErrorCode>> = { badFrame: 'bad-request', tooLarge: 'too-large', tooMany: 'too-many-requests' };

/** `/ws/visitor`: the sockets of our own chat page; frames as in `shared/frames/visitor.ts`. */
export const visitorSockets = ({ desk, origins, limits, now }: VisitorSocketParts) => async (app: App): Promise<void> => {
  const failed = (error: unknown): void => app.log.error({ err: error }, 'a socket of a visitor failed');
  const following = createFollowing(desk, failed);
  const opening = desk.attempts(PER_VISITOR);
  const sockets = createOpenSockets(limits, desk.chat.presence);
  const beats = createBeats(limits.pingMs);
  const corks = createCorks();
  let isStopping = false;
  let allGone = (): void => undefined;

  function connected(socket: WebSocket, request: FastifyRequest): void {
    const { origin, 'accept-language': accepted } = request.headers;
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
    const talk = createTalk({
      desk, following, opening, now, pingMs: limits.pingMs, language: languageOf(accepted), origins, origin, bearer: bearerOf(request),
      known: counted.known, send: line.send, close: line.close,
    });
    const deadline = setTimeout(() => {
      if (talk.isKnown()) return;
      talk.refused('login-needed');
      line.close('late');
    }, limits.helloMs);
    if (isStopping) line.close('stopping');
  }

  const stop = await desk.chat.hear({
    changed: following.changed,
    fresh: following.fresh,
    sign(sign) {
      if (sign.by !== 'agent') return;
      const { conversation } = sign;
      following.show(conversation, sign.sign === 'typing' ? { type: 'typing', conversation } : { type: 'read', conversation, seq: sign.seq });
    },
  });
  const places = setInterval(() => following.lookAfterPlaces(), limits.placeMs);
  const presence = setInterval(() => desk.chat.presence.renew(), limits.presenceMs);
  beats.each(() => void following.lookAfterPart(BEAT_PARTS).catch(failed));

  app.addHook('preClose', async () => {
    isStopping = true;
    stop();
    clearInterval(places);
    clearInterval(presence);
    beats.stop();
    for (const line of sockets.lines()) {
      line.send({ type: 'bye', code: 'stopping' });
      line.close('stopping');
    }
    // Who went is still written down: what that needs may not stop before.
    if (sockets.lines().size > 0) await new Promise<void>((resolve) => { allGone = resolve; });
  });

  app.route({
    method: 'GET',
    url: '/ws/visitor',
    schema: { hide: true },
    // Which site it is, his login says; a page of no site at all need not get that far.
    preValidation: (request, reply, done) => {
      if (!origins.known(request.headers.origin)) refuse(request, reply, 'origin-refused');
      else if (!sockets.hasRoom(networkOf(request.ip))) refuseFor(request, reply, 'too-many-requests', limits.helloMs / 1000);
      else done();
    },
    handler: (request, reply) => refuse(request, reply, 'not-found'),
    wsHandler: connected,
  });
};

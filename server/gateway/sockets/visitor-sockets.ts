import type { Desk } from '../../desk/desk';
import type { App } from '../fastify-app';
import { languageOf } from '../language';
import type { Origins } from '../origins';
import { refuse, refuseFor } from '../refuse';
import { bearerOf } from '../tokens';
import { createAudience } from './audience';
import { BEAT_PARTS } from './beats';
import { createFollowing } from './following';
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

/** `/ws/visitor`: the sockets of our own chat page; frames as in `shared/frames/visitor.ts`. */
export const visitorSockets = ({ desk, origins, limits, now }: VisitorSocketParts) => async (app: App): Promise<void> => {
  const failed = (error: unknown): void => app.log.error({ err: error }, 'a socket of a visitor failed');
  const following = createFollowing(desk, failed);
  const opening = desk.attempts(PER_VISITOR);
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

  const audience = createAudience(app, {
    limits, presence: desk.chat.presence, now, failed,
    talker: (request, line, known) => createTalk({
      desk, following, opening, now, pingMs: limits.pingMs, language: languageOf(request.headers['accept-language']), origins, origin: request.headers.origin,
      bearer: bearerOf(request),
      known(visitor) {
        desk.visitor.came(visitor, request.ip);
        known(visitor);
      },
      send: line.send, close: line.close,
    }),
    stopping() {
      stop();
      clearInterval(places);
      clearInterval(presence);
    },
  });
  audience.beats.each(() => void following.lookAfterPart(BEAT_PARTS).catch(failed));

  app.route({
    method: 'GET',
    url: '/ws/visitor',
    schema: { hide: true },
    // Which site it is, his login says; a page of no site at all need not get that far.
    preValidation: (request, reply, done) => {
      if (!origins.known(request.headers.origin)) refuse(request, reply, 'origin-refused');
      else if (!audience.hasRoom(request.ip)) refuseFor(request, reply, 'too-many-requests', limits.helloMs / 1000);
      else done();
    },
    handler: (request, reply) => refuse(request, reply, 'not-found'),
    wsHandler: audience.connected,
  });
};

import type { Desk } from '../../desk/desk';
import { cookieOf } from '../auth/cookie';
import type { App } from '../fastify-app';
import { languageOf } from '../language';
import type { Origins } from '../origins';
import { refuse, refuseFor } from '../refuse';
import { bearerOf } from '../tokens';
import { createAgentTalk, type AgentTalk } from './agent-talk';
import { createAudience } from './audience';
import { createOverviews } from './overviews';
import type { SocketLimits } from './socket-limits';
import { createWatching } from './watching';

export interface AgentSocketParts {
  desk: Pick<Desk, 'chat' | 'staff' | 'workbench' | 'agent'>;
  origins: Origins;
  limits: SocketLimits;
  /** Milliseconds since 1970. */
  now(): number;
}

/** Nobody writes down whether somebody's first socket came or his last one went: his device does, by answering. */
const nothing = (): void => undefined;

/** `/ws/agent`: the sockets of the workbench; frames as in `shared/frames/agent.ts`. */
export const agentSockets = ({ desk, origins, limits, now }: AgentSocketParts) => async (app: App): Promise<void> => {
  const failed = (error: unknown): void => app.log.error({ err: error }, 'a socket of an agent failed');
  const overviews = createOverviews(desk, failed);
  const watching = createWatching(desk, failed);
  const talks = new Set<AgentTalk>();

  const stops = [
    await desk.chat.hear({
      changed({ conversation, words }) {
        overviews.changed(conversation);
        watching.changed(conversation, words !== undefined);
      },
      sign(sign) {
        if (sign.by !== 'visitor') return;
        const { conversation } = sign;
        watching.show(conversation, sign.sign === 'typing' ? { type: 'typing', conversation } : { type: 'read', conversation, seq: sign.seq });
      },
    }),
    await desk.workbench.hear({
      agent: overviews.agentChanged,
      staff(person) {
        for (const talk of talks) if (talk.person() === person) talk.checkLogin().catch(failed);
      },
    }),
  ];
  const queues = setInterval(() => overviews.lookAfterQueues(), limits.placeMs);
  const net = setInterval(() => {
    overviews.lookAfterAll();
    watching.lookAfterAll();
  }, limits.pingMs);

  const audience = createAudience(app, {
    limits, presence: { came: nothing, went: nothing }, now, failed,
    talker(request, line, known) {
      const talk = createAgentTalk({
        desk, overviews, watching, now, pingMs: limits.pingMs, language: languageOf(request.headers['accept-language']), token: bearerOf(request) ?? cookieOf(request),
        known, send: line.send, close: line.close, gone: () => talks.delete(talk),
      });
      talks.add(talk);
      return talk;
    },
    stopping() {
      for (const stop of stops) stop();
      clearInterval(queues);
      clearInterval(net);
    },
  });

  app.route({
    method: 'GET',
    url: '/ws/agent',
    schema: { hide: true },
    // A browser sends the session's cookie along from any page: only our own may open a socket with it.
    preValidation: (request, reply, done) => {
      if (!origins.own(request.headers.origin)) refuse(request, reply, 'origin-refused');
      else if (!audience.hasRoom(request.ip)) refuseFor(request, reply, 'too-many-requests', limits.helloMs / 1000);
      else done();
    },
    handler: (request, reply) => refuse(request, reply, 'not-found'),
    wsHandler: audience.connected,
  });
};

import { FactsAnswer, SignedFacts } from '../../../shared/http/visitor';
import type { App } from '../fastify-app';
import { refuse, refuseFor } from '../refuse';
import { refusals } from '../refusal-schema';
import { createBelief } from './believe';
import type { VisitorParts } from './visitor-parts';
import type { VisitorSessions } from './visitor-sessions';

const PER_VISITOR = { of: 'facts', limit: 60, windowMs: 60_000 };

/** Another order, another level: the merchant's page hands on what its server signed, without a second login. */
export const facts = ({ desk, now, sessions }: VisitorParts & { sessions: VisitorSessions }) => async (app: App): Promise<void> => {
  const attempts = desk.attempts(PER_VISITOR);
  const belief = createBelief(desk, now);
  app.post('/api/visitor/facts', {
    schema: {
      tags: ['visitor'], summary: '登录后更新商家签名的访客资料 / what the merchant signed about the visitor, after login',
      security: [{ token: [] }], body: SignedFacts, response: { 200: FactsAnswer, ...refusals(400, 401, 403, 429) },
    },
  }, async (request, reply) => {
    const session = await sessions.of(request);
    if (!session) return refuse(request, reply, 'login-needed');
    const wait = await attempts.take(session.visitor);
    if (wait > 0) return refuseFor(request, reply, 'too-many-requests', wait / 1000);
    return reply.header('cache-control', 'no-store').send({ believed: await belief.believe(request.body, session.identity, session.visitor) });
  });
};

import { Type } from '@sinclair/typebox';
import { SurveyAnswer, SurveyRequest } from '../../../shared/http/chat';
import type { App } from '../fastify-app';
import { refuse, refuseFor } from '../refuse';
import { refusals } from '../refusal-schema';
import type { VisitorParts } from './visitor-parts';
import type { VisitorSessions } from './visitor-sessions';

const PER_VISITOR = { of: 'rating', limit: 20, windowMs: 60_000 };

/** How he found it, on any road; his last answer counts. */
export const survey = ({ desk, sessions }: VisitorParts & { sessions: VisitorSessions }) => async (app: App): Promise<void> => {
  const attempts = desk.attempts(PER_VISITOR);
  app.post('/api/visitor/conversations/:id/survey', {
    schema: {
      tags: ['visitor'], summary: '评价会话，以最后一次为准 / rate a conversation; the last answer counts',
      security: [{ token: [] }], params: Type.Object({ id: Type.String({ maxLength: 64 }) }),
      body: SurveyRequest, response: { 200: SurveyAnswer, ...refusals(400, 401, 404, 409, 429) },
    },
  }, async (request, reply) => {
    const session = await sessions.of(request);
    if (!session) return refuse(request, reply, 'login-needed');
    const wait = await attempts.take(session.visitor);
    if (wait > 0) return refuseFor(request, reply, 'too-many-requests', wait / 1000);
    const rated = await desk.visitor.rate(session.visitor, request.params.id, request.body);
    return rated.kind === 'refused' ? refuse(request, reply, rated.code, rated.detail) : reply.send({ survey: rated.value });
  });
};

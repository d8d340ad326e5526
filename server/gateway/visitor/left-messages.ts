import { LeaveAnswer, LeaveRequest } from '../../../shared/http/visitor';
import type { App } from '../fastify-app';
import { refuse, refuseFor } from '../refuse';
import { refusals } from '../refusal-schema';
import type { VisitorParts } from './visitor-parts';
import type { VisitorSessions } from './visitor-sessions';

const PER_VISITOR = { of: 'leaving', limit: 20, windowMs: 60_000 };

/** Words for someone to follow up; stored once per client id. */
export const leftMessages = ({ desk, sessions }: VisitorParts & { sessions: VisitorSessions }) => async (app: App): Promise<void> => {
  const attempts = desk.attempts(PER_VISITOR);
  app.post('/api/visitor/left-messages', {
    schema: {
      tags: ['visitor'], summary: '留言；同一 clientId 只存一次 / leave a message; once per clientId',
      security: [{ token: [] }], body: LeaveRequest, response: { 200: LeaveAnswer, ...refusals(400, 401, 404, 429) },
    },
  }, async (request, reply) => {
    const session = await sessions.of(request);
    if (!session) return refuse(request, reply, 'login-needed');
    const wait = await attempts.take(session.visitor);
    if (wait > 0) return refuseFor(request, reply, 'too-many-requests', wait / 1000);
    const { entry, text, contact, clientId } = request.body;
    if (text.trim() === '') return refuse(request, reply, 'bad-request', { at: 'body/text', fault: 'must not be blank' });
    const left = await desk.visitor.leaveMessage({
      identity: session.identity, visitor: session.visitor, entry, text, clientId,
      ...(contact !== undefined && contact.trim() !== '' && { contact }),
    });
    if (left.kind === 'entry-unknown') return refuse(request, reply, 'entry-unknown');
    return reply.send({ conversation: left.conversation, words: left.words });
  });
};

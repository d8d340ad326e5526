import { Type } from '@sinclair/typebox';
import { OwnConversationsAnswer, OwnMessagesAnswer } from '../../../shared/http/visitor';
import type { App } from '../fastify-app';
import { languageOf } from '../language';
import { refuse } from '../refuse';
import { refusals } from '../refusal-schema';
import type { VisitorParts } from './visitor-parts';
import type { VisitorSessions } from './visitor-sessions';

/** His own conversations and what was said in them; nobody else's, whatever id is guessed. */
export const ownConversations = ({ desk, sessions }: VisitorParts & { sessions: VisitorSessions }) => async (app: App): Promise<void> => {
  app.get('/api/visitor/conversations', {
    schema: {
      tags: ['visitor'], summary: '我的会话 / my conversations',
      security: [{ token: [] }], response: { 200: OwnConversationsAnswer, ...refusals(401) },
    },
  }, async (request, reply) => {
    const session = await sessions.of(request);
    if (!session) return refuse(request, reply, 'login-needed');
    const conversations = await desk.visitor.conversations(session.visitor, languageOf(request.headers['accept-language']));
    return reply.header('cache-control', 'no-store').send({ conversations });
  });

  app.get('/api/visitor/conversations/:id/messages', {
    schema: {
      tags: ['visitor'], summary: '某条之后的消息 / messages after a number',
      security: [{ token: [] }],
      params: Type.Object({ id: Type.String({ maxLength: 64 }) }),
      querystring: Type.Object({ after: Type.Optional(Type.String({ pattern: '^[0-9]{1,15}$' })) }, { additionalProperties: false }),
      response: { 200: OwnMessagesAnswer, ...refusals(400, 401, 404) },
    },
  }, async (request, reply) => {
    const session = await sessions.of(request);
    if (!session) return refuse(request, reply, 'login-needed');
    const found = await desk.visitor.messages(session.visitor, request.params.id, Number(request.query.after ?? 0));
    if (!found) return refuse(request, reply, 'conversation-unknown');
    const { messages, seq, conversation } = found;
    return reply.header('cache-control', 'no-store').send({ messages, seq, state: conversation.state });
  });
};

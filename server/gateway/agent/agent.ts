import type { FastifyReply, FastifyRequest } from 'fastify';
import { may } from '../../../shared/permissions';
import type { Check } from '../auth/gate';
import type { App } from '../fastify-app';
import { refuse } from '../refuse';
import type { AgentParts, AgentRoutes } from './agent-routes';
import { cannedReplies } from './canned-replies';
import { colleagues } from './colleagues';
import { conversationActs } from './conversation-acts';
import { conversationReads } from './conversation-reads';
import { ownStatus } from './own-status';
import { readFiles } from './read-files';
import { search } from './search';
import { tags } from './tags';
import { uploads } from './uploads';

/** `/api/agent/*`: what the workbench asks. */
export const agent = ({ desk, gate, now, randomBytes }: AgentParts) => async (app: App): Promise<void> => {
  const isAgent: Check = async (request: FastifyRequest, reply: FastifyReply) =>
    gate.staff(request).person.agent === undefined ? refuse(request, reply, 'not-allowed', { needs: 'agent' }) : undefined;
  const routes: AgentRoutes = {
    desk, gate, now, randomBytes,
    onRequest: [gate.allow('work'), isAgent],
    asker(request) {
      const { person } = gate.staff(request);
      return { agent: person.agent ?? '', supervises: may(person.role, 'supervise') };
    },
  };
  await app.register(ownStatus(routes));
  await app.register(colleagues(routes));
  await app.register(cannedReplies(routes));
  await app.register(conversationReads(routes));
  await app.register(conversationActs(routes));
  await app.register(uploads(routes));
  await app.register(readFiles(routes));
  await app.register(tags(routes));
  await app.register(search(routes));
};

import { Type } from '@sinclair/typebox';
import { MostUsedTags, TagsAnswer, TagsRequest } from '../../../shared/http/tags';
import type { App } from '../fastify-app';
import { refuse } from '../refuse';
import { refusals } from '../refusal-schema';
import type { AgentRoutes } from './agent-routes';

const security = [{ token: [] }, { cookie: [] }];

/** What agents sort conversations by. */
export const tags = ({ desk, onRequest, asker }: AgentRoutes) => async (app: App): Promise<void> => {
  app.get('/api/agent/tags', {
    onRequest, schema: { tags: ['agent'], summary: '常用标签 / tags used most', security, response: { 200: MostUsedTags, ...refusals(401, 403) } },
  }, async () => ({ tags: await desk.workbench.tags() }));

  app.put('/api/agent/conversations/:id/tags', {
    onRequest,
    schema: {
      tags: ['agent'], summary: '给会话打标签 / tag a conversation', security, params: Type.Object({ id: Type.String({ maxLength: 64 }) }), body: TagsRequest,
      response: { 200: TagsAnswer, ...refusals(400, 401, 403, 404, 409) },
    },
  }, async (request, reply) => {
    const tagged = await desk.workbench.tag(asker(request), request.params.id, request.body.tags);
    return tagged.kind === 'done' ? reply.send({ conversation: tagged.value }) : refuse(request, reply, tagged.code, tagged.detail);
  });
};

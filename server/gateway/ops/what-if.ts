import { PreviewAnswer, PreviewRequest, ReplayAnswer, ReplayQuery } from '../../../shared/http/ops-config';
import type { App } from '../fastify-app';
import { refusals } from '../refusal-schema';
import { refuseDone, security, type OpsParts } from './ops-parts';

/** Who would get a tap now, and what a draft would have done with past ones. Nothing is changed by asking. */
export const whatIf = ({ desk, gate }: OpsParts) => async (app: App): Promise<void> => {
  const tags = ['ops: what if'];
  const onRequest = gate.allow('config-read');

  app.post('/api/ops/preview', {
    onRequest, schema: { tags, summary: '现在点这个入口会给谁 / who would get this tap', security, body: PreviewRequest, response: { 200: PreviewAnswer, ...refusals(400, 401, 403, 404) } },
  }, async (request, reply) => {
    const seen = await desk.ops.preview(request.body);
    return seen.kind === 'refused' ? refuseDone(request, reply, seen) : reply.send(seen.value);
  });

  app.get('/api/ops/replay', {
    onRequest, schema: { tags, summary: '用草稿重放过去的点击 / past taps against the draft', security, querystring: ReplayQuery, response: { 200: ReplayAnswer, ...refusals(400, 401, 403) } },
  }, async (request, reply) => reply.send(await desk.ops.replay(request.query)));
};

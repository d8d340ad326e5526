import { ConfigFile, ImportAnswer, ImportQuery, SourceQuery } from '../../../shared/http/ops-config';
import type { App } from '../fastify-app';
import { refusals } from '../refusal-schema';
import { actorOf, refuseDone, security, type OpsParts } from './ops-parts';

/** A desk of thousands of agents is some megabytes. */
const MAX_FILE = 33_554_432;

/** The whole configuration as one file. Bringing one in changes the draft and nothing else. */
export const configFiles = ({ desk, gate }: OpsParts) => async (app: App): Promise<void> => {
  const tags = ['ops: files'];

  app.get('/api/ops/export', {
    onRequest: gate.allow('config-read'),
    schema: { tags, summary: '导出整个配置 / export the configuration', security, querystring: SourceQuery, response: { 200: ConfigFile, ...refusals(400, 401, 403) } },
  }, async (request, reply) => {
    const { config } = await desk.ops.configOf(request.query.source);
    return reply.header('content-disposition', 'attachment; filename="zhida-config.json"').send({ format: 'zhida-config', config });
  });

  app.post('/api/ops/import', {
    onRequest: gate.allow('config-write'), bodyLimit: MAX_FILE,
    schema: {
      tags, summary: '导入整个配置到草稿，或只看会改什么 / import a configuration into the draft, or only look', security, querystring: ImportQuery, body: ConfigFile,
      response: { 200: ImportAnswer, ...refusals(400, 401, 403, 409, 413) },
    },
  }, async (request, reply) => {
    const imported = await desk.ops.draft.import({ actor: actorOf(gate, request), revision: request.query.revision }, request.body.config, request.query.into);
    return imported.kind === 'refused' ? refuseDone(request, reply, imported) : reply.send(imported.value);
  });
};

import { PublishRequest, RevisionAnswer, RevisionQuery, VersionAnswer, VersionParams, VersionsAnswer } from '../../../shared/http/ops-config';
import type { App } from '../fastify-app';
import { refusals } from '../refusal-schema';
import { actorOf, refuseDone, security, type OpsParts } from './ops-parts';

const MOST_VERSIONS = 100;

/** What brings a configuration into force, now or later, and takes it back. */
export const publication = ({ desk, gate }: OpsParts) => async (app: App): Promise<void> => {
  const tags = ['ops: publish'];
  const read = gate.allow('config-read');
  const write = gate.allow('config-write');

  app.post('/api/ops/publish', {
    onRequest: write,
    schema: {
      tags, summary: '发布草稿，立即或定时；有错误则不发布 / publish now or at a time; errors block it', security, body: PublishRequest,
      response: { 200: VersionAnswer, ...refusals(400, 401, 403, 409, 422) },
    },
  }, async (request, reply) => {
    const published = await desk.ops.publish({ actor: actorOf(gate, request), ...request.body });
    return published.kind === 'refused' ? refuseDone(request, reply, published) : reply.send(published.value);
  });

  app.delete('/api/ops/schedule', {
    onRequest: write, schema: { tags, summary: '取消定时发布 / give up the planned publication', security, response: { 200: VersionAnswer, ...refusals(401, 403, 404) } },
  }, async (request, reply) => {
    const given = await desk.ops.unschedule(actorOf(gate, request));
    return given.kind === 'refused' ? refuseDone(request, reply, given) : reply.send(given.value);
  });

  app.post('/api/ops/roll-back', {
    onRequest: write, schema: { tags, summary: '回到上一个版本 / the version before is in force again', security, response: { 200: VersionAnswer, ...refusals(401, 403, 404) } },
  }, async (request, reply) => {
    const back = await desk.ops.rollBack(actorOf(gate, request));
    return back.kind === 'refused' ? refuseDone(request, reply, back) : reply.send(back.value);
  });

  app.get('/api/ops/versions', {
    onRequest: read, schema: { tags, summary: '版本，最新在前 / versions, newest first', security, response: { 200: VersionsAnswer, ...refusals(401, 403) } },
  }, async (_request, reply) => reply.send({ versions: await desk.ops.lookUp.versions(MOST_VERSIONS) }));

  app.post('/api/ops/versions/:version/restore', {
    onRequest: write,
    schema: {
      tags, summary: '把旧版本取回到草稿 / take a version up again as the draft', security, params: VersionParams, querystring: RevisionQuery,
      response: { 200: RevisionAnswer, ...refusals(400, 401, 403, 404, 409) },
    },
  }, async (request, reply) => {
    const saved = await desk.ops.draft.restore({ actor: actorOf(gate, request), revision: request.query.revision }, Number(request.params.version));
    return saved.kind === 'refused' ? refuseDone(request, reply, saved) : reply.send(saved.value);
  });
};

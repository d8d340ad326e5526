import { DeskSettings } from '../../../shared/config/desk-config';
import { Words } from '../../../shared/config/keys';
import { DiffAnswer, DraftAnswer, KeyParams, LintAnswer, RevisionAnswer, RevisionQuery, SettingsAnswer, TextsAnswer } from '../../../shared/http/ops-config';
import { defaultTexts } from '../../../shared/texts';
import type { App } from '../fastify-app';
import { refusals } from '../refusal-schema';
import { actorOf, refuseDone, security, type OpsParts } from './ops-parts';

/** The draft as a whole, its settings and texts, what is wrong with it and what would change by it. */
export const draft = ({ desk, gate }: OpsParts) => async (app: App): Promise<void> => {
  const tags = ['ops: draft'];
  const { draft: edits } = desk.ops;
  const read = gate.allow('config-read');
  const write = gate.allow('config-write');

  app.get('/api/ops/draft', {
    onRequest: read, schema: { tags, summary: '草稿 / the draft', security, response: { 200: DraftAnswer, ...refusals(401, 403) } },
  }, async (_request, reply) => reply.send(await edits.read()));

  app.delete('/api/ops/draft', {
    onRequest: write,
    schema: { tags, summary: '放弃全部改动 / give all changes up', security, querystring: RevisionQuery, response: { 200: RevisionAnswer, ...refusals(400, 401, 403, 404, 409) } },
  }, async (request, reply) => {
    const saved = await edits.discard({ actor: actorOf(gate, request), revision: request.query.revision });
    return saved.kind === 'refused' ? refuseDone(request, reply, saved) : reply.send(saved.value);
  });

  app.get('/api/ops/draft/lint', {
    onRequest: read, schema: { tags, summary: '检查草稿 / check the draft', security, response: { 200: LintAnswer, ...refusals(401, 403) } },
  }, async (_request, reply) => reply.send(await edits.lint()));

  app.get('/api/ops/draft/diff', {
    onRequest: read, schema: { tags, summary: '草稿与线上的差别 / draft against published, in words', security, response: { 200: DiffAnswer, ...refusals(401, 403) } },
  }, async (_request, reply) => reply.send(await edits.diff()));

  app.get('/api/ops/settings', {
    onRequest: read, schema: { tags, summary: '全局设置 / settings', security, response: { 200: SettingsAnswer, ...refusals(401, 403) } },
  }, async (_request, reply) => reply.send(await edits.settings()));

  app.put('/api/ops/settings', {
    onRequest: write,
    schema: { tags, summary: '保存全局设置 / save the settings', security, querystring: RevisionQuery, body: DeskSettings, response: { 200: RevisionAnswer, ...refusals(400, 401, 403, 409) } },
  }, async (request, reply) => {
    const saved = await edits.saveSettings({ actor: actorOf(gate, request), revision: request.query.revision }, request.body);
    return saved.kind === 'refused' ? refuseDone(request, reply, saved) : reply.send(saved.value);
  });

  app.get('/api/ops/texts', {
    onRequest: read, schema: { tags, summary: '对访客说的话 / texts', security, response: { 200: TextsAnswer, ...refusals(401, 403) } },
  }, async (_request, reply) => {
    const { revision, config } = await edits.read();
    return reply.send({ revision, texts: config.texts, defaults: defaultTexts });
  });

  app.put('/api/ops/texts/:key', {
    onRequest: write,
    schema: { tags, summary: '改一句话 / word one text', security, params: KeyParams, querystring: RevisionQuery, body: Words, response: { 200: RevisionAnswer, ...refusals(400, 401, 403, 404, 409) } },
  }, async (request, reply) => {
    const saved = await edits.saveText({ actor: actorOf(gate, request), revision: request.query.revision }, request.params.key, request.body);
    return saved.kind === 'refused' ? refuseDone(request, reply, saved) : reply.send(saved.value);
  });

  app.delete('/api/ops/texts/:key', {
    onRequest: write,
    schema: { tags, summary: '恢复默认文案 / our own words again', security, params: KeyParams, querystring: RevisionQuery, response: { 200: RevisionAnswer, ...refusals(400, 401, 403, 404, 409) } },
  }, async (request, reply) => {
    const saved = await edits.saveText({ actor: actorOf(gate, request), revision: request.query.revision }, request.params.key, undefined);
    return saved.kind === 'refused' ? refuseDone(request, reply, saved) : reply.send(saved.value);
  });
};

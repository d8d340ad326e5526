import type { TSchema } from '@sinclair/typebox';
import { Agent, Group } from '../../../shared/config/agent';
import { Site } from '../../../shared/config/desk-config';
import { Entry } from '../../../shared/config/entry';
import { Hours } from '../../../shared/config/hours';
import { itemAnswer, KeyParams, listAnswer, OrderRequest, PatchRequest, RevisionAnswer, RevisionQuery } from '../../../shared/http/ops-config';
import type { ListEdits } from '../../desk/edit-list';
import type { App } from '../fastify-app';
import { refusals } from '../refusal-schema';
import { actorOf, refuseDone, security, type OpsParts } from './ops-parts';

interface ListRoutes {
  path: string;
  zh: string;
  en: string;
  schema: TSchema;
  edits: ListEdits<unknown>;
}

/** The draft's lists, each with the same routes: read, save, change fields, remove, put in order. */
export const draftLists = (parts: OpsParts) => async (app: App): Promise<void> => {
  const { draft } = parts.desk.ops;
  const lists: ListRoutes[] = [
    { path: '/api/ops/entries', zh: '入口', en: 'entries', schema: Entry, edits: draft.entries },
    { path: '/api/ops/agents', zh: '客服', en: 'agents', schema: Agent, edits: draft.agents },
    { path: '/api/ops/groups', zh: '客服组', en: 'groups', schema: Group, edits: draft.groups },
    { path: '/api/ops/hours', zh: '服务时间', en: 'hours', schema: Hours, edits: draft.hours },
    { path: '/api/ops/sites', zh: '站点', en: 'sites', schema: Site, edits: draft.sites },
  ];
  for (const list of lists) addRoutes(app, parts, list);
};

function addRoutes(app: App, { gate }: OpsParts, { path, zh, en, schema, edits }: ListRoutes): void {
  const tags = ['ops: draft'];
  const read = gate.allow('config-read');
  const write = gate.allow('config-write');

  app.get(path, {
    onRequest: read, schema: { tags, summary: `草稿中的${zh} / ${en} of the draft`, security, response: { 200: listAnswer(schema), ...refusals(401, 403) } },
  }, async (_request, reply) => {
    const { revision, items } = await edits.list();
    return reply.send({ revision, items: [...items] });
  });

  app.get(`${path}/:key`, {
    onRequest: read, schema: { tags, summary: `读取一个：${zh} / one of the ${en}`, security, params: KeyParams, response: { 200: itemAnswer(schema), ...refusals(401, 403, 404) } },
  }, async (request, reply) => {
    const found = await edits.get(request.params.key);
    return found.kind === 'refused' ? refuseDone(request, reply, found) : reply.send(found.value);
  });

  app.put(`${path}/:key`, {
    onRequest: write,
    schema: {
      tags, summary: `新增或替换：${zh} / add or replace one of the ${en}`, security, params: KeyParams, querystring: RevisionQuery, body: schema,
      response: { 200: RevisionAnswer, ...refusals(400, 401, 403, 409, 413) },
    },
  }, async (request, reply) => {
    const saved = await edits.put({ actor: actorOf(gate, request), revision: request.query.revision }, request.params.key, request.body);
    return saved.kind === 'refused' ? refuseDone(request, reply, saved) : reply.send(saved.value);
  });

  app.patch(`${path}/:key`, {
    onRequest: write,
    schema: {
      tags, summary: `修改部分字段：${zh} / change fields of one of the ${en}`, security, params: KeyParams, querystring: RevisionQuery, body: PatchRequest,
      response: { 200: RevisionAnswer, ...refusals(400, 401, 403, 404, 409) },
    },
  }, async (request, reply) => {
    const saved = await edits.patch({ actor: actorOf(gate, request), revision: request.query.revision }, request.params.key, request.body);
    return saved.kind === 'refused' ? refuseDone(request, reply, saved) : reply.send(saved.value);
  });

  app.delete(`${path}/:key`, {
    onRequest: write,
    schema: {
      tags, summary: `删除：${zh} / remove one of the ${en}`, security, params: KeyParams, querystring: RevisionQuery,
      response: { 200: RevisionAnswer, ...refusals(400, 401, 403, 404, 409) },
    },
  }, async (request, reply) => {
    const saved = await edits.remove({ actor: actorOf(gate, request), revision: request.query.revision }, request.params.key);
    return saved.kind === 'refused' ? refuseDone(request, reply, saved) : reply.send(saved.value);
  });

  app.post(`${path}/order`, {
    onRequest: write,
    schema: {
      tags, summary: `调整顺序：${zh} / put the ${en} in order`, security, querystring: RevisionQuery, body: OrderRequest,
      response: { 200: RevisionAnswer, ...refusals(400, 401, 403, 409) },
    },
  }, async (request, reply) => {
    const saved = await edits.reorder({ actor: actorOf(gate, request), revision: request.query.revision }, request.body.keys);
    return saved.kind === 'refused' ? refuseDone(request, reply, saved) : reply.send(saved.value);
  });
}

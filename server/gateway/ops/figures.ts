import { HomeAnswer } from '../../../shared/http/figures';
import type { App } from '../fastify-app';
import { refusals } from '../refusal-schema';
import { security, type OpsParts } from './ops-parts';

/** Numbers for people: how it goes now, and how it went. */
export const figures = ({ desk, gate }: OpsParts) => async (app: App): Promise<void> => {
  app.get('/api/ops/home', {
    onRequest: gate.allow('board'),
    schema: { tags: ['ops: figures'], summary: '首页数字：现在、与昨天同一时刻比、最近七天 / figures of the home page', security, response: { 200: HomeAnswer, ...refusals(401, 403) } },
  }, async (_, reply) => reply.header('cache-control', 'no-store').send(await desk.ops.home()));
};

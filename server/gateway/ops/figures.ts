import { Type } from '@sinclair/typebox';
import { HomeAnswer, ReportAnswer, ReportQuery } from '../../../shared/http/figures';
import type { App } from '../fastify-app';
import { languageOf } from '../language';
import { refusals } from '../refusal-schema';
import { refuseDone, security, type OpsParts } from './ops-parts';
import { writeReport } from './report-sheet';

/** Numbers for people: how it goes now, and how it went. */
export const figures = ({ desk, gate }: OpsParts) => async (app: App): Promise<void> => {
  app.get('/api/ops/home', {
    onRequest: gate.allow('board'),
    schema: { tags: ['ops: figures'], summary: '首页数字：现在、与昨天同一时刻比、最近七天 / figures of the home page', security, response: { 200: HomeAnswer, ...refusals(401, 403) } },
  }, async (_, reply) => reply.header('cache-control', 'no-store').send(await desk.ops.home()));

  app.get('/api/ops/reports', {
    onRequest: gate.allow('board'),
    schema: { tags: ['ops: figures'], summary: '报表：按入口、客服或转接步骤 / report by entry, agent or ladder step', security, querystring: ReportQuery, response: { 200: ReportAnswer, ...refusals(400, 401, 403) } },
  }, async (request, reply) => {
    const report = await desk.ops.report(request.query);
    return report.kind === 'refused' ? refuseDone(request, reply, report) : reply.header('cache-control', 'no-store').send(report.value);
  });

  app.get('/api/ops/reports.csv', {
    onRequest: gate.allow('board'),
    schema: {
      tags: ['ops: figures'], summary: '报表表格，语言按 Accept-Language / report as CSV, in the language of Accept-Language', security, querystring: ReportQuery,
      response: { 200: Type.String({ description: 'text/csv' }), ...refusals(400, 401, 403) },
    },
  }, async (request, reply) => {
    const report = await desk.ops.report(request.query);
    if (report.kind === 'refused') return refuseDone(request, reply, report);
    const { from, to, by } = request.query;
    return reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="zhida-${by}-${from}-${to}.csv"`)
      .serializer((text: string) => text).send(writeReport(report.value, languageOf(request.headers['accept-language'])));
  });
};

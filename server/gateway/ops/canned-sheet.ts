import { Type } from '@sinclair/typebox';
import { CannedImported, type CannedReply } from '../../../shared/http/canned-replies';
import type { App } from '../fastify-app';
import { refuse } from '../refuse';
import { refusals } from '../refusal-schema';
import { readCsv, writeCsv } from './csv-cells';
import { actorOf, refuseDone, security, type OpsParts } from './ops-parts';

const MAX_FILE = 8_388_608;
const Csv = Type.String({ description: 'text/csv' });
const columns = ['id', 'scope', 'category', 'title', 'text', 'shortcut'] as const;

/** `everyone`, or `group:` with its key. */
const rowOf = ({ id, scope, category, title, text, shortcut }: CannedReply): string[] =>
  [id, scope.kind === 'group' ? `group:${scope.group}` : scope.kind, category, title, text, shortcut ?? ''];

/** What a row says, unchecked: the schema judges it. An empty id or shortcut is none. */
function replyIn(row: ReadonlyMap<string, string>): Record<string, unknown> {
  const cell = (name: (typeof columns)[number]): string => row.get(name) ?? '';
  const [kind, group] = cell('scope').trim().split(':', 2);
  return {
    ...(cell('id').trim() !== '' && { id: cell('id').trim() }),
    scope: { kind: kind === '' ? 'everyone' : kind, ...(group !== undefined && { group }) },
    category: cell('category').trim(), title: cell('title').trim(), text: cell('text'), ...(cell('shortcut') !== '' && { shortcut: cell('shortcut') }),
  };
}

/** The shared canned replies as a spreadsheet: all of them out; in, whole or not at all. */
export const cannedSheet = ({ desk, gate }: OpsParts) => async (app: App): Promise<void> => {
  const tags = ['ops: canned replies'];
  const onRequest = gate.allow('canned');
  const { canned } = desk.ops;
  app.addContentTypeParser('text/csv', { parseAs: 'string', bodyLimit: MAX_FILE }, (_request, body, done) => done(null, body));

  app.get('/api/ops/export/canned-replies.csv', {
    onRequest, schema: { tags, summary: '导出共享的快捷回复表格 / shared canned replies as CSV', security, response: { 200: Csv, ...refusals(401, 403) } },
  }, async (_request, reply) =>
    reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="zhida-canned-replies.csv"').header('cache-control', 'no-store')
      .serializer((text: string) => text).send(writeCsv(columns, (await canned.shared()).map(rowOf))));

  app.post('/api/ops/import/canned-replies.csv', {
    onRequest, bodyLimit: MAX_FILE,
    schema: {
      tags, summary: '导入共享的快捷回复；有一行不对就都不导入，拒绝时说明第几行 / bring in shared ones; one wrong row and none is brought in, the refusal names the rows', security,
      consumes: ['text/csv'], body: Csv, response: { 200: CannedImported, ...refusals(400, 401, 403, 409, 413, 415) },
    },
  }, async (request, reply) => {
    const read = readCsv(request.body, columns, ['title', 'text']);
    if (!read.ok) return refuse(request, reply, 'bad-request', { at: 'body', fault: read.fault });
    const imported = await canned.importShared(actorOf(gate, request), read.rows.map(replyIn));
    return imported.kind === 'refused' ? refuseDone(request, reply, imported) : reply.send(imported.value);
  });
};

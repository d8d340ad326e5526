import { Type } from '@sinclair/typebox';
import { CsvImportQuery, ImportAnswer, SourceQuery } from '../../../shared/http/ops-config';
import type { DeskConfig } from '../../../shared/config/desk-config';
import type { Actor } from '../../desk/actor';
import type { Imported, ListImport } from '../../desk/import-config';
import type { Done } from '../../desk/refused';
import type { App } from '../fastify-app';
import { refusals } from '../refusal-schema';
import { refuse } from '../refuse';
import { readCsv, writeCsv } from './csv-cells';
import { agentColumns, entryColumns, groupColumns, readRow, writeRow } from './csv-columns';
import { actorOf, refuseDone, security, type OpsParts } from './ops-parts';

const MAX_FILE = 33_554_432;
const Csv = Type.String({ description: 'text/csv' });

interface Sheet {
  name: 'agents' | 'groups' | 'entries';
  zh: string;
  columns: string[];
  rows(config: DeskConfig): string[][];
  item(row: ReadonlyMap<string, string>): Record<string, unknown>;
  import(edit: { actor: Actor; revision: number }, items: readonly unknown[], how: ListImport): Promise<Done<Imported>>;
}

/** Agents, groups and entries as spreadsheets. Bringing one in changes the draft and nothing else. */
export const spreadsheets = ({ desk, gate }: OpsParts) => async (app: App): Promise<void> => {
  const { draft } = desk.ops;
  const names = (columns: readonly { name: string }[]): string[] => columns.map(({ name }) => name);
  const sheets: Sheet[] = [
    {
      name: 'agents', zh: '客服', columns: names(agentColumns), import: draft.importAgents,
      rows: (config) => config.agents.map((agent) => writeRow(agentColumns, agent)), item: (row) => readRow(agentColumns, row),
    },
    {
      name: 'groups', zh: '客服组', columns: names(groupColumns), import: draft.importGroups,
      rows: (config) => config.groups.map((group) => writeRow(groupColumns, group)), item: (row) => readRow(groupColumns, row),
    },
    {
      name: 'entries', zh: '入口', columns: names(entryColumns), import: draft.importEntries,
      rows: (config) => config.entries.map((entry) => writeRow(entryColumns, entry)), item: (row) => readRow(entryColumns, row),
    },
  ];
  app.addContentTypeParser('text/csv', { parseAs: 'string', bodyLimit: MAX_FILE }, (_request, body, done) => done(null, body));

  for (const sheet of sheets) {
    app.get(`/api/ops/export/${sheet.name}.csv`, {
      onRequest: gate.allow('config-read'),
      schema: { tags: ['ops: files'], summary: `导出${sheet.zh}表格 / ${sheet.name} as CSV`, security, querystring: SourceQuery, response: { 200: Csv, ...refusals(400, 401, 403) } },
    }, async (request, reply) => {
      const { config } = await desk.ops.configOf(request.query.source);
      return reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="zhida-${sheet.name}.csv"`)
        .serializer((text: string) => text).send(writeCsv(sheet.columns, sheet.rows(config)));
    });

    app.post(`/api/ops/import/${sheet.name}.csv`, {
      onRequest: gate.allow('config-write'), bodyLimit: MAX_FILE,
      schema: {
        tags: ['ops: files'], summary: `导入${sheet.zh}表格到草稿，或只看会改什么 / ${sheet.name} from CSV into the draft, or only look`, security, consumes: ['text/csv'],
        querystring: CsvImportQuery, body: Csv, response: { 200: ImportAnswer, ...refusals(400, 401, 403, 409, 413, 415) },
      },
    }, async (request, reply) => {
      const read = readCsv(request.body, sheet.columns, ['key']);
      if (!read.ok) return refuse(request, reply, 'bad-request', { at: 'body', fault: read.fault });
      const imported = await sheet.import({ actor: actorOf(gate, request), revision: request.query.revision }, read.rows.map(sheet.item), request.query);
      return imported.kind === 'refused' ? refuseDone(request, reply, imported) : reply.send(imported.value);
    });
  }
};

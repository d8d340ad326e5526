import type { Static } from '@sinclair/typebox';
import type { ImportAnswer } from '../../../shared/http/ops-config';
import type { Send } from '../../frame/api/send';

export type Imported = Static<typeof ImportAnswer>;
export type ExportSource = 'published' | 'draft';
export type SheetName = 'agents' | 'groups' | 'entries';
export const sheetNames: readonly SheetName[] = ['agents', 'groups', 'entries'];

/** What is brought in: the whole configuration as it was exported, or rows of one list. */
export type ImportFile = { kind: 'config'; document: unknown } | { kind: 'sheet'; sheet: SheetName; csv: string; mode: 'merge' | 'replace' };

export const exportAddress = (what: 'config' | SheetName, source: ExportSource): string => `/api/ops/export${what === 'config' ? '' : `/${what}.csv`}?source=${source}`;

/** Brings a file into the draft; with `preview` it only says what that would change. */
export const importApi = (send: Send) => (file: ImportFile, revision: number, into: 'draft' | 'preview') =>
  (file.kind === 'config'
    ? send<Imported>('POST', '/api/ops/import', { query: { revision, into }, body: file.document })
    : send<Imported>('POST', `/api/ops/import/${file.sheet}.csv`, { query: { revision, into, mode: file.mode }, csv: file.csv }));

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteRecords } from '../../../server/stores/sqlite/open';
import { recordsContract } from '../records-contract/records-contract';

describe('records in an SQLite file', () => recordsContract(async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'zhida-sqlite-'));
  return { open: () => openSqliteRecords({ dataDir }), remove: async () => rmSync(dataDir, { recursive: true, force: true }) };
}));

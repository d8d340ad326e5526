import { fileHash, isFileHash } from '../file-hash';
import type { Files } from '../files';
import { createPool } from './pool';

export interface PostgresFilesOptions {
  url: string;
  onLost?: (why: string) => void;
  onBroken?: (hash: string) => void;
}

/** Nodes that start at once make the table one after the other. The number is only ours. */
const MAKE = `BEGIN;
  SELECT pg_advisory_xact_lock(7124518301);
  CREATE TABLE IF NOT EXISTS files (hash TEXT PRIMARY KEY, content_type TEXT NOT NULL, bytes BYTEA NOT NULL);
  ALTER TABLE files ALTER COLUMN bytes SET STORAGE EXTERNAL;
COMMIT`;

/** Files in PostgreSQL, for any number of nodes. Two connections of its own, so that large files hold up no message. */
export const openPostgresFiles = async ({ url, onLost, onBroken = () => undefined }: PostgresFilesOptions): Promise<Files> => {
  const pool = createPool({ url, size: 2, name: 'zhida files', ...(onLost === undefined ? {} : { onLost }) });
  try {
    await pool.query(MAKE);
  } catch (error) {
    await pool.end();
    throw error;
  }

  return {
    hashOf: fileHash,
    put: async (bytes, contentType) => {
      const hash = fileHash(bytes);
      const known = await pool.query('SELECT 1 FROM files WHERE hash = $1', [hash]);
      if (known.rows.length > 0) return hash;
      await pool.query('INSERT INTO files (hash, content_type, bytes) VALUES ($1, $2, $3) ON CONFLICT (hash) DO NOTHING', [hash, contentType, Buffer.from(bytes)]);
      return hash;
    },
    get: async (hash) => {
      if (!isFileHash(hash)) return undefined;
      const { rows } = await pool.query<{ content_type: string; bytes: Buffer }>('SELECT content_type, bytes FROM files WHERE hash = $1', [hash]);
      const row = rows[0];
      if (row === undefined) return undefined;
      if (fileHash(row.bytes) === hash) return { bytes: row.bytes, contentType: row.content_type };
      await pool.query('DELETE FROM files WHERE hash = $1', [hash]);
      onBroken(hash);
      return undefined;
    },
    remove: async (hash) => {
      if (isFileHash(hash)) await pool.query('DELETE FROM files WHERE hash = $1', [hash]);
    },
    ready: () => pool.query('SELECT 1').then(() => true, () => false),
    close: () => pool.end(),
  };
};

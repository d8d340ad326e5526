import { randomUUID } from 'node:crypto';
import { access, constants, mkdir, readdir, readFile, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileHash, isFileHash } from '../file-hash';
import type { Files } from '../files';
import { writeDurably } from './write-durably';

export interface DiskFilesOptions {
  /** Files lie in `files/` below it. */
  dataDir: string;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Told the hash of a file whose bytes are not what they were; it is set aside and counts as absent. */
  onBroken?: (hash: string) => void;
}

const absent = (error: unknown): undefined => {
  if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
};

/** A draft this old (ms) was left by a crash. */
const stale = 3_600_000;

const removeStale = async (drafts: string, now: number): Promise<void> => {
  for (const name of await readdir(drafts)) {
    const path = join(drafts, name);
    const found = await stat(path).catch(absent);
    if (found !== undefined && found.mtimeMs < now - stale) await unlink(path).catch(absent);
  }
};

/** Files on this machine's disk, for one machine: `files/ab/cdef…` holds the bytes, `files/ab/cdef….type` the content type. */
export const openDiskFiles = async ({ dataDir, now, onBroken = () => undefined }: DiskFilesOptions): Promise<Files> => {
  const root = join(dataDir, 'files');
  const drafts = join(root, 'drafts');
  await mkdir(drafts, { recursive: true, mode: 0o700 });
  await removeStale(drafts, now());

  const place = (hash: string): { folder: string; path: string; typePath: string } => {
    const folder = join(root, hash.slice(0, 2));
    const path = join(folder, hash.slice(2));
    return { folder, path, typePath: `${path}.type` };
  };
  const write = (path: string, bytes: Uint8Array): Promise<void> => writeDurably(join(drafts, randomUUID()), path, bytes);

  return {
    hashOf: fileHash,
    put: async (bytes, contentType) => {
      const hash = fileHash(bytes);
      const { folder, path, typePath } = place(hash);
      const known = await stat(path).catch(absent);
      if (known?.size === bytes.byteLength) return hash;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      // the bytes last: where they are, their type is
      await write(typePath, Buffer.from(contentType));
      await write(path, bytes);
      return hash;
    },
    get: async (hash) => {
      if (!isFileHash(hash)) return undefined;
      const { path, typePath } = place(hash);
      const bytes = await readFile(path).catch(absent);
      const contentType = await readFile(typePath, 'utf8').catch(absent);
      if (bytes === undefined || contentType === undefined) return undefined;
      if (fileHash(bytes) === hash) return { bytes, contentType };
      await rename(path, `${path}.broken`).catch(absent);
      onBroken(hash);
      return undefined;
    },
    remove: async (hash) => {
      if (!isFileHash(hash)) return;
      const { path, typePath } = place(hash);
      await unlink(path).catch(absent);
      await unlink(typePath).catch(absent);
    },
    ready: () => access(drafts, constants.W_OK).then(() => true, () => false),
    close: async () => undefined,
  };
};

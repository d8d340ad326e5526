import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { access, constants, mkdir, readFile, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileHash, isFileHash } from '../file-hash';
import type { Files } from '../files';
import { writeDurably } from './write-durably';

export interface DiskFilesOptions {
  /** Told the hash of a file whose bytes are not what they were; it is set aside and counts as absent. */
  onBroken?: (hash: string) => void;
}

const absent = (error: unknown): undefined => {
  if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
};

/** A draft this old (ms) was left by a crash. */
const stale = 3_600_000;

const removeStale = (drafts: string): void => {
  for (const name of readdirSync(drafts)) {
    const path = join(drafts, name);
    // the age by the clock that dates files, which is not ours to choose
    if (statSync(path).mtimeMs < Date.now() - stale) rmSync(path, { force: true });
  }
};

/** Files on this machine's disk, for one machine: `root/ab/cdef…` holds the bytes, `root/ab/cdef….type` the content type. */
export const createDiskFiles = (root: string, { onBroken = () => undefined }: DiskFilesOptions = {}): Files => {
  const drafts = join(root, 'drafts');
  mkdirSync(drafts, { recursive: true, mode: 0o700 });
  removeStale(drafts);

  const place = (hash: string): { folder: string; path: string; typePath: string } => {
    const folder = join(root, hash.slice(0, 2));
    const path = join(folder, hash.slice(2));
    return { folder, path, typePath: `${path}.type` };
  };
  const write = (path: string, bytes: Uint8Array): Promise<void> => writeDurably(join(drafts, randomUUID()), path, bytes);

  return {
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

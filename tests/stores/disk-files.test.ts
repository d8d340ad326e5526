import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDiskFiles } from '../../server/stores/disk/files';
import { filesContract } from './files-contract';

describe('files on disk', () => {
  const folders: string[] = [];
  const folder = (): string => {
    const made = mkdtempSync(join(tmpdir(), 'zhida-files-'));
    folders.push(made);
    return made;
  };
  afterAll(() => {
    for (const made of folders) rmSync(made, { recursive: true, force: true });
  });
  const now = (): number => Date.now();
  const pathOf = (dataDir: string, hash: string): string => join(dataDir, 'files', hash.slice(0, 2), hash.slice(2));

  filesContract(async () => {
    const dataDir = folder();
    return {
      open: () => openDiskFiles({ dataDir, now }),
      damage: async (hash) => writeFileSync(pathOf(dataDir, hash), 'precioux'),
    };
  });

  test('a file is in its place, readable by its owner only, and no draft stays', async () => {
    const dataDir = folder();
    const files = await openDiskFiles({ dataDir, now });
    const hash = await files.put(Buffer.from('abc'), 'text/plain');
    expect(statSync(pathOf(dataDir, hash)).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(dataDir, 'files', 'drafts'))).toEqual([]);
  });

  test('bytes cut short by a full disk are written anew', async () => {
    const dataDir = folder();
    const files = await openDiskFiles({ dataDir, now });
    const hash = await files.put(Buffer.from('abc'), 'text/plain');
    writeFileSync(pathOf(dataDir, hash), 'ab');
    await files.put(Buffer.from('abc'), 'text/plain');
    expect(await files.get(hash)).toBeDefined();
  });

  test('drafts of a crash are removed at the next start, fresh ones are somebody\'s', async () => {
    const dataDir = folder();
    await openDiskFiles({ dataDir, now });
    const drafts = join(dataDir, 'files', 'drafts');
    writeFileSync(join(drafts, 'old'), 'x');
    writeFileSync(join(drafts, 'new'), 'x');
    utimesSync(join(drafts, 'old'), 1, 1);
    await openDiskFiles({ dataDir, now });
    expect(readdirSync(drafts)).toEqual(['new']);
  });

  test('tells which file was damaged', async () => {
    const dataDir = folder();
    const told: string[] = [];
    const files = await openDiskFiles({ dataDir, now, onBroken: (hash) => told.push(hash) });
    const hash = await files.put(Buffer.from('abc'), 'text/plain');
    writeFileSync(pathOf(dataDir, hash), 'abd');
    await files.get(hash);
    expect(told).toEqual([hash]);
  });

  test('is not ready without its folder', async () => {
    const dataDir = folder();
    const files = await openDiskFiles({ dataDir, now });
    rmSync(dataDir, { recursive: true });
    expect(await files.ready()).toBe(false);
  });
});

import { randomBytes } from 'node:crypto';
import type { Files } from '../../server/stores/files';

export interface FilesRig {
  open(): Promise<Files>;
  /** Changes one byte of a stored file behind the driver's back. */
  damage(hash: string): Promise<void>;
}

const sha256OfAbc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

/** What every driver of files must do. */
export const filesContract = (start: () => Promise<FilesRig>): void => {
  let rig: FilesRig;
  let files: Files;
  beforeEach(async () => {
    rig = await start();
    files = await rig.open();
  });
  afterEach(() => files.close());

  test('a hash is known before the bytes are stored, and stores nothing', async () => {
    expect(files.hashOf(Buffer.from('abc'))).toBe(sha256OfAbc);
    expect(await files.get(sha256OfAbc)).toBeUndefined();
  });

  test('the same bytes and type come back by their SHA-256', async () => {
    expect(await files.put(Buffer.from('abc'), 'text/plain; charset=utf-8')).toBe(sha256OfAbc);
    const found = await files.get(sha256OfAbc);
    expect(found === undefined ? '' : Buffer.from(found.bytes).toString()).toBe('abc');
    expect(found?.contentType).toBe('text/plain; charset=utf-8');
  });

  test.each([0, 1, 65_537, 3_000_000])('%i bytes', async (size) => {
    const bytes = randomBytes(size);
    const hash = await files.put(new Uint8Array(bytes), 'image/png');
    const found = await files.get(hash);
    expect(found !== undefined && bytes.equals(found.bytes)).toBe(true);
  });

  test('stored twice, kept once, also at the same time; the first type stays', async () => {
    const bytes = randomBytes(50_000);
    const first = await files.put(bytes, 'image/png');
    const others = await Promise.all(Array.from({ length: 10 }, () => files.put(bytes, 'image/gif')));
    expect(new Set([first, ...others]).size).toBe(1);
    expect((await files.get(first))?.contentType).toBe('image/png');
    const fresh = randomBytes(50_000);
    const hashes = await Promise.all(Array.from({ length: 10 }, () => files.put(fresh, 'image/gif')));
    const found = await files.get(hashes[0] ?? '');
    expect(found !== undefined && fresh.equals(found.bytes)).toBe(true);
    await files.remove(first);
    expect(await files.get(first)).toBeUndefined();
  });

  test('another one opened later has them', async () => {
    const hash = await files.put(Buffer.from('kept'), 'text/plain');
    const later = await rig.open();
    expect((await later.get(hash))?.contentType).toBe('text/plain');
    await later.close();
  });

  test('removed is gone, removing again does nothing, and it can be stored again', async () => {
    const hash = await files.put(Buffer.from('words'), 'text/plain');
    await files.remove(hash);
    await files.remove(hash);
    expect(await files.get(hash)).toBeUndefined();
    expect(await files.put(Buffer.from('words'), 'text/plain')).toBe(hash);
    expect(await files.get(hash)).toBeDefined();
  });

  test('what is no hash finds and removes nothing', async () => {
    for (const hash of ['', '../../etc/passwd', sha256OfAbc.toUpperCase(), `${sha256OfAbc.slice(0, 60)}/..`, '0'.repeat(64)]) {
      expect(await files.get(hash)).toBeUndefined();
      await files.remove(hash);
    }
  });

  test('damaged bytes are never handed out, and storing them again heals', async () => {
    const hash = await files.put(Buffer.from('precious'), 'text/plain');
    await rig.damage(hash);
    expect(await files.get(hash)).toBeUndefined();
    await files.put(Buffer.from('precious'), 'text/plain');
    const found = await files.get(hash);
    expect(found === undefined ? '' : Buffer.from(found.bytes).toString()).toBe('precious');
  });

  test('is ready', async () => expect(await files.ready()).toBe(true));
};

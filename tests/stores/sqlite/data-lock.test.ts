import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockDataDir } from '../../../server/stores/sqlite/data-lock';

const folders: string[] = [];
const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'zhida-lock-'));
  folders.push(made);
  return made;
};
afterAll(() => folders.forEach((made) => rmSync(made, { recursive: true, force: true })));

const HOLD = `
  const { lockDataDir } = require(process.argv[1]);
  try { globalThis.kept = lockDataDir(process.argv[2]); console.log('locked'); setInterval(() => {}, 1000); } catch (error) { console.log(error.message); }
`;

/** Another process that tries to lock; answers its first words and how to kill it. */
const other = async (dataDir: string): Promise<{ says: string; kill(): Promise<void> }> => {
  const path = join(__dirname, '../../../server/stores/sqlite/data-lock.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', '-e', HOLD, path, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const says = await new Promise<string>((resolve) => child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim())));
  return { says, kill: () => (child.kill('SIGKILL'), ended) };
};

it('refuses a second process, in words, as long as the first lives', async () => {
  const dataDir = folder();
  const unlock = lockDataDir(dataDir);
  const second = await other(dataDir);
  await second.kill();
  expect(second.says).toContain('REDIS_URL');
  unlock();
  const third = await other(dataDir);
  expect(third.says).toBe('locked');
  expect(() => lockDataDir(dataDir)).toThrow('Another Zhida process');
  await third.kill();
});

it('leaves no lock behind when the process is killed', async () => {
  const dataDir = folder();
  const first = await other(dataDir);
  expect(first.says).toBe('locked');
  await first.kill();
  lockDataDir(dataDir)();
});

it('locks each folder by itself', () => {
  const unlock = [lockDataDir(folder()), lockDataDir(folder())];
  unlock.forEach((give) => give());
});

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openFile } from './database';

/**
 * Makes this process the only one on these data, for live state that only it knows. The lock belongs to the process, so
 * even a kill leaves none behind. Throws, in words for whoever starts it, when another process has it; answers how to give
 * it back.
 */
export const lockDataDir = (dataDir: string): (() => void) => {
  mkdirSync(dataDir, { recursive: true });
  const database = openFile(join(dataDir, 'one-process.lock'));
  try {
    database.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
  } catch {
    database.close();
    throw new Error(`Another Zhida process is running on ${dataDir}. Stop it first, or set REDIS_URL so that several may run. 另一个直达进程正在使用这个数据目录，请先停掉它，或设置 REDIS_URL。`);
  }
  return () => database.close();
};

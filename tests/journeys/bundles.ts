import { execFile } from 'node:child_process';
import { mkdirSync, rmdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { until } from './until';

export const root = join(__dirname, '../..');
const folder = join(root, '.cache/build');
const LOCK = join(root, '.cache/build.lock');
/** A run that was killed leaves its lock behind. */
const LOCK_HOLDS_MS = 120_000;

/** What is started: the server and the sandbox as they are shipped. */
export const serverBundle = join(folder, 'server/main.js');
export const sandboxBundle = join(folder, 'sandbox/main.js');

const REFRESH = `
  import { refresh } from ${JSON.stringify(join(root, 'scripts/build.mjs'))};
  await refresh(${JSON.stringify(folder)});
`;

let fresh: Promise<void> | undefined;

/** Makes the bundles anew when a source has changed, looked at once in a test file; of several files that want it at once only one does. */
export const freshBundles = (): Promise<void> => (fresh ??= refreshBundles());

async function refreshBundles(): Promise<void> {
  mkdirSync(join(root, '.cache'), { recursive: true });
  await until('the lock of the build', lock, 120_000);
  try {
    await promisify(execFile)(process.execPath, ['--input-type=module', '-e', REFRESH], { cwd: root });
  } finally {
    rmdirSync(LOCK);
  }
}

function lock(): boolean {
  try {
    mkdirSync(LOCK);
    return true;
  } catch {
    const since = statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
    if (Date.now() - since > LOCK_HOLDS_MS) rmdirSync(LOCK);
    return false;
  }
}

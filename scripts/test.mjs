import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { refresh } from './build.mjs';
import { installPackages } from './install.mjs';
import { installPrograms } from './programs.mjs';
import { root } from './root.mjs';
import { tally, verdict } from './tally.mjs';

const inCi = process.env.CI === 'true';
installPackages();
const untested = installPrograms();

// Jest cannot load a TypeScript worker thread, and journeys run the server as it is shipped: both need the bundles.
// A build that fails is counted like a failed test, and the tests that do without it still run.
// Trials start as `npm start` does and find dist/ fresh: two of them at once would build it over one another.
const dist = join(root, 'dist');
const built = join(root, '.cache/build');
rmSync(built, { recursive: true, force: true });
const unbuilt = await refresh(dist).then(
  () => {
    if (existsSync(dist)) cpSync(dist, built, { recursive: true });
    return 0;
  },
  (error) => {
    console.error(`The build failed: ${error.message}`);
    return 1;
  },
);

const results = join(root, '.cache/test-results.json');
mkdirSync(join(root, '.cache'), { recursive: true });
rmSync(results, { force: true });

const jest = spawn(
  process.execPath,
  [join(root, 'node_modules/jest/bin/jest.js'), '--maxWorkers=2', '--json', `--outputFile=${results}`, ...process.argv.slice(2)],
  // --json prints the results on stdout too; they are read from the file
  { cwd: root, stdio: ['inherit', 'ignore', 'inherit'] },
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => jest.kill(signal));

// The results are written when all tests are through. What keeps jest alive after that was left open by a test, which is a failure, not a reason to wait for ever.
const patience = Number(process.env.TEST_EXIT_PATIENCE_MS ?? 30_000);
let through;
let leftOpen = false;
const watch = setInterval(() => {
  if (existsSync(results)) through ??= Date.now();
  if (through !== undefined && Date.now() - through > patience) {
    leftOpen = true;
    jest.kill('SIGKILL');
  }
}, 500);

jest.on('exit', (code) => {
  clearInterval(watch);
  let counted;
  try {
    counted = tally(JSON.parse(readFileSync(results, 'utf8')));
  } catch {
    counted = { passed: 0, failed: 0, skipped: 0, broken: 1 };
  }
  for (const line of untested) console.log(line);
  if (leftOpen) console.log('Jest did not end after the last test: some test left a server, socket or timer open.');
  const { ok, words } = verdict({ ...counted, broken: counted.broken + unbuilt }, { inCi, jestCode: code, untested: untested.length });
  for (const word of words) console.log(word);
  process.exitCode = ok ? 0 : 1;
});

import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { installPackages } from './install.mjs';
import { installPrograms } from './programs.mjs';
import { root } from './root.mjs';
import { tally, verdict } from './tally.mjs';

const inCi = process.env.CI === 'true';
installPackages();
const untested = installPrograms();

// Jest cannot load a TypeScript worker thread, and journeys run the server as it is shipped: both need the bundles.
await build(join(root, '.cache/build'));

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

jest.on('exit', (code) => {
  let counted;
  try {
    counted = tally(JSON.parse(readFileSync(results, 'utf8')));
  } catch {
    counted = { passed: 0, failed: 0, skipped: 0, broken: 1 };
  }
  for (const line of untested) console.log(line);
  const { ok, words } = verdict(counted, { inCi, jestCode: code, untested: untested.length });
  for (const word of words) console.log(word);
  process.exitCode = ok ? 0 : 1;
});

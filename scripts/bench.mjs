import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildOrExit } from './build.mjs';
import { installPackages } from './install.mjs';
import { installPrograms } from './programs.mjs';
import { root } from './root.mjs';

// `npm run bench` runs every benchmark, `npm run bench -- relay` those whose name holds "relay".
// A benchmark is a program tests/bench/<name>.bench.ts: it prints a table and writes BENCH_RESULTS/<name>.json.
installPackages();
for (const line of installPrograms()) console.log(line);
await buildOrExit(join(root, '.cache/build'));

const folder = join(root, 'tests/bench');
const results = join(root, 'bench-results');
const wanted = process.argv.slice(2);
const programs = (existsSync(folder) ? readdirSync(folder) : [])
  .filter((name) => name.endsWith('.bench.ts') && (wanted.length === 0 || wanted.some((part) => name.includes(part))))
  .sort();
mkdirSync(results, { recursive: true });

const failed = [];
// one after another: two at once would measure each other
for (const name of programs) {
  console.log(`\n— ${name.replace('.bench.ts', '')}`);
  const env = { ...process.env, BENCH_RESULTS: results };
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', join(folder, name)], { cwd: root, env, stdio: 'inherit' });
  if (status !== 0) failed.push(name);
}
if (programs.length === 0) console.log('No benchmark of that name.');
if (failed.length > 0) console.error(`Failed: ${failed.join(', ')}`);
process.exitCode = failed.length > 0 || programs.length === 0 ? 1 : 0;

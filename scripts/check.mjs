import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installPackages } from './install.mjs';
import { root } from './root.mjs';

installPackages();

const bin = (path, ...args) => ({ path: join(root, 'node_modules', path), args });
/** Reads Vue components too. */
const vueTsc = (project) => bin('vue-tsc/bin/vue-tsc.js', '--noEmit', '-p', project);
const tsc = (project) => bin('typescript/bin/tsc', '--noEmit', '-p', project);

/** Name → program, the longest first. All run even when one fails, so that one run shows everything. */
const checks = new Map([['lint', bin('eslint/bin/eslint.js', '.', '--max-warnings=0')], ['types', tsc('.')]]);
for (const project of ['miniprogram', 'console', 'console/widget', 'sandbox/phone', 'tests/miniprogram', 'tests/phone', 'tests/console']) {
  const settings = join(project, 'tsconfig.json');
  if (existsSync(join(root, settings))) checks.set(`types of ${project}`, project === 'console' ? vueTsc(settings) : tsc(settings));
}
checks.set('pages of the mini-program', { path: join(root, 'scripts/phone/check.mjs'), args: [] });
checks.set('architecture', bin('jest/bin/jest.js', 'tests/architecture', '--silent'));

/** Each keeps one core busy. What it says is shown whole when it is through, or those of two would be mixed. */
const AT_ONCE = 2;
const waiting = [...checks];
const failed = [];

const run = (name, { path, args }) =>
  new Promise((done) => {
    const program = spawn(process.execPath, [path, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = [];
    for (const stream of [program.stdout, program.stderr]) stream.on('data', (part) => said.push(part));
    program.on('close', (code) => {
      console.log(`— ${name}`);
      process.stdout.write(Buffer.concat(said));
      if (code !== 0) failed.push(name);
      done();
    });
  });

const inTurn = async () => {
  for (let next = waiting.shift(); next; next = waiting.shift()) await run(...next);
};
await Promise.all(Array.from({ length: AT_ONCE }, inTurn));
console.log(failed.length === 0 ? 'All checks passed.' : `Failed: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;

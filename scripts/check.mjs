import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installPackages } from './install.mjs';
import { root } from './root.mjs';

installPackages();

const bin = (path, ...args) => ({ path: join(root, 'node_modules', path), args });
/** Reads Vue components too. */
const vueTsc = (project) => bin('vue-tsc/bin/vue-tsc.js', '--noEmit', '-p', project);
const tsc = (project) => bin('typescript/bin/tsc', '--noEmit', '-p', project);

/** Name → program. All run even when one fails, so that one run shows everything. */
const checks = new Map([['types', tsc('.')]]);
for (const project of ['miniprogram', 'console', 'console/widget', 'sandbox/phone', 'tests/miniprogram', 'tests/phone', 'tests/console']) {
  const settings = join(project, 'tsconfig.json');
  if (existsSync(join(root, settings))) checks.set(`types of ${project}`, project === 'console' ? vueTsc(settings) : tsc(settings));
}
checks.set('lint', bin('eslint/bin/eslint.js', '.', '--max-warnings=0'));
checks.set('pages of the mini-program', { path: join(root, 'scripts/phone/check.mjs'), args: [] });
checks.set('architecture', bin('jest/bin/jest.js', 'tests/architecture', '--silent'));

const failed = [];
for (const [name, { path, args }] of checks) {
  console.log(`— ${name}`);
  const { status } = spawnSync(process.execPath, [path, ...args], { cwd: root, stdio: 'inherit' });
  if (status !== 0) failed.push(name);
}
console.log(failed.length === 0 ? 'All checks passed.' : `Failed: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;

import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const onPath = (name) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

const debianPostgres = '/usr/lib/postgresql';
const hasPostgres = () =>
  onPath('initdb') || (existsSync(debianPostgres) && readdirSync(debianPostgres).some((v) => existsSync(join(debianPostgres, v, 'bin/initdb'))));
const hasFont = () => existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc') || spawnSync('fc-list', [':lang=zh']).stdout?.length > 0;

/** What the tests use beyond npm: the Debian package, whether it is here, and what goes untested without it. */
const wanted = [
  { package: 'redis-server', here: () => onPath('redis-server'), untested: 'the Redis driver and several nodes' },
  { package: 'postgresql', here: hasPostgres, untested: 'the PostgreSQL driver and several nodes' },
  { package: 'chromium', here: () => onPath('chromium') || onPath('chromium-browser'), untested: 'console, workbench, widget and phone in a browser' },
  { package: 'fonts-noto-cjk', here: hasFont, untested: 'Chinese text in browser pictures' },
];

const apt = (...args) =>
  spawnSync('apt-get', ['-q', '-y', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'inherit'],
  }).status === 0;

/**
 * Installs the missing programs where that is possible (root and apt).
 * @returns {string[]} one line for each that is still missing, saying what cannot be tested and why
 */
export const installPrograms = () => {
  const missing = () => wanted.filter((program) => !program.here());
  const first = missing();
  if (first.length === 0) return [];
  const mayInstall = process.getuid?.() === 0 && onPath('apt-get');
  if (mayInstall) {
    console.log(`Installing ${first.map((program) => program.package).join(', ')} …`);
    apt('update');
    apt('install', '--no-install-recommends', ...first.map((program) => program.package));
  }
  const why = mayInstall ? 'apt-get could not install it' : 'it is not installed, and installing needs root and apt';
  return missing().map((program) => `skipped: ${program.untested} (${program.package}: ${why})`);
};

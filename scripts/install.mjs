import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

const packages = join(root, 'node_modules');

/** A link leads to the packages of another checkout, and npm ci would empty that folder: whoever made the link looks after it. */
const isLink = () => lstatSync(packages, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;

/** When npm last finished installing here, in milliseconds; 0 if never. npm writes this file last. */
const installedAt = () => {
  const marker = join(packages, '.package-lock.json');
  return existsSync(marker) ? statSync(marker).mtimeMs : 0;
};

/** Installs the npm packages of the lock file when they are missing or older than it. No package may run a script. */
export const installPackages = () => {
  if (isLink() || installedAt() >= statSync(join(root, 'package-lock.json')).mtimeMs) return;
  console.log('Installing npm packages / 正在安装依赖 …');
  const args = ['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const result = spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (result.status === 0) return;
  console.error('npm ci failed: see its words above. Is the network there? / npm ci 失败，请检查网络后再试。');
  process.exit(1);
};

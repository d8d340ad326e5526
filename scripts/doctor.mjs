import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installPackages } from './install.mjs';
import { root } from './root.mjs';
import { readSettings } from './settings.mjs';

// In a built image there are neither sources nor tsx; in a checkout the source is never stale.
const built = join(root, 'dist/server/doctor.js');
const source = join(root, 'server/doctor.ts');
const fromSource = existsSync(source);
if (fromSource) installPackages();
const args = fromSource ? ['--import', 'tsx', source] : [built];
const { status } = spawnSync(process.execPath, [...args, ...process.argv.slice(2)], { cwd: root, env: readSettings(root), stdio: 'inherit' });
process.exitCode = status ?? 1;

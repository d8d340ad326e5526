import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { smallCheckout } from './checkout';

test('packages behind a link belong to another checkout: nothing is installed there, however old they are', () => {
  const { folder, write, remove } = smallCheckout({});
  const others = mkdtempSync(join(tmpdir(), 'zhida-packages-'));
  try {
    writeFileSync(join(others, 'kept'), 'a package');
    rmSync(join(folder, 'node_modules'));
    symlinkSync(others, join(folder, 'node_modules'));
    write('package.json', '{"name":"zhida","version":"0.1.0"}');
    write('package-lock.json', '{"name":"zhida","version":"0.1.0","lockfileVersion":3,"packages":{"":{"name":"zhida","version":"0.1.0"}}}');
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', "import { installPackages } from './scripts/install.mjs'; installPackages();"], { cwd: folder, encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    expect(readFileSync(join(others, 'kept'), 'utf8')).toBe('a package');
  } finally {
    remove();
    rmSync(others, { recursive: true, force: true });
  }
});

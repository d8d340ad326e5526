import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './root.mjs';

/**
 * Files of shared/ whose values the mini-program needs while it runs. It is packed without what lies outside its folder, and types alone may
 * be imported from there. Each must import nothing.
 */
export const copied = ['errors.ts'];

const destination = 'miniprogram/services/shared-values';

/** Path in the mini-program → what must stand there. */
export const copies = () => new Map(copied.map((name) => [join(destination, basename(name)), readFileSync(join(root, 'shared', name), 'utf8')]));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const wanted = copies();
  const folder = join(root, destination);
  if (wanted.size > 0) mkdirSync(folder, { recursive: true });
  for (const name of existsSync(folder) ? readdirSync(folder) : []) if (!wanted.has(join(destination, name))) rmSync(join(folder, name));
  for (const [path, text] of wanted) writeFileSync(join(root, path), text);
  console.log(`${wanted.size} file(s) copied into ${destination}`);
}

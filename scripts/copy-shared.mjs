import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './root.mjs';

const folder = (name) => readdirSync(join(root, 'shared', name)).sort().map((file) => `${name}/${file}`);

/**
 * Files of shared/ whose values the mini-program needs while it runs. It is packed without what lies outside its folder, and types alone may
 * be imported from there. Values may be imported from each other only.
 */
export const copied = ['chat-files.ts', 'emoji.ts', 'errors.ts', ...folder('asking'), ...folder('talk')];

const destination = 'miniprogram/services/shared-values';

const imports = /^import (type )?([^;]*?)from '(\.[^']+)';$/gm;

/**
 * The text of a copied file, where what it imports is found from its new place: copies lie to each other as the originals do, types still come from shared/.
 * @param {string} name path in shared/
 * @param {string} text
 */
export const asCopy = (name, text) =>
  text.replace(imports, (whole, type, what, path) => {
    const target = posix.join(posix.dirname(name), path);
    if (copied.includes(`${target}.ts`)) return whole;
    if (type === undefined) throw new Error(`shared/${name} imports values of shared/${target}, which is not copied`);
    return `import type ${what}from '${posix.relative(posix.join(destination, posix.dirname(name)), posix.join('shared', target))}';`;
  });

/** Path in the mini-program → what must stand there. */
export const copies = () => new Map(copied.map((name) => [posix.join(destination, name), asCopy(name, readFileSync(join(root, 'shared', name), 'utf8'))]));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const wanted = copies();
  rmSync(join(root, destination), { recursive: true, force: true });
  for (const [path, text] of wanted) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  console.log(`${wanted.size} file(s) copied into ${destination}`);
}

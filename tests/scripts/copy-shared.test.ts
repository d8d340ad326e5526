import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(__dirname, '../..');
const folder = 'miniprogram/services/shared-values';

/** What the script would write: path → text. The script is an ES module, which node loads and jest does not. */
const wanted = (): ReadonlyMap<string, string> => {
  const script = pathToFileURL(join(root, 'scripts/copy-shared.mjs')).href;
  const program = `import { copies } from ${JSON.stringify(script)}; console.log(JSON.stringify([...copies()]))`;
  const pairs: ReadonlyArray<readonly [string, string]> = JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', program]).toString());
  return new Map(pairs);
};

describe('values the mini-program copies from shared', () => {
  test('are the same as there: run `npm run copy-shared` after a change', () => {
    for (const [path, text] of wanted()) expect({ path, text: readFileSync(join(root, path), 'utf8') }).toEqual({ path, text });
  });

  test('are all known to the script', () => {
    const there = readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(there.map((entry) => relative(root, join(entry.parentPath, entry.name))).filter((path) => !wanted().has(path))).toEqual([]);
    expect([...wanted().keys()]).toContain(`${folder}/talk/talk.ts`);
  });

  test('lead to each other, and for types alone to shared', () => {
    const copies = wanted();
    const lines = [...copies].flatMap(([path, text]) => [...text.matchAll(/^(?:import|export)\b(.*)from '(.+)';$/gm)].map(([, what = '', target = '']) => ({ isType: what.startsWith(' type '), target: `${relative(root, resolve(root, dirname(path), target))}.ts` })));
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.filter(({ target }) => !copies.has(target) && !existsSync(join(root, target)))).toEqual([]);
    expect(lines.filter(({ isType, target }) => !copies.has(target) && !(isType && target.startsWith('shared/')))).toEqual([]);
  });

  test('a value that would be missing on the phone is a fault', () => {
    const script = pathToFileURL(join(root, 'scripts/copy-shared.mjs')).href;
    const program = `import { asCopy } from ${JSON.stringify(script)}; asCopy('talk/x.ts', "import { Type } from '../message';\\n")`;
    expect(() => execFileSync(process.execPath, ['--input-type=module', '-e', program], { stdio: 'pipe' })).toThrow(/not copied/);
  });
});

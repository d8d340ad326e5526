import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
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
    const there = existsSync(join(root, folder)) ? readdirSync(join(root, folder)).map((name) => `${folder}/${name}`) : [];
    expect(there.filter((path) => !wanted().has(path))).toEqual([]);
  });

  test('import nothing, since the phone would not find it', () => {
    for (const text of wanted().values()) expect(text).not.toMatch(/^\s*(import|export .* from)\b(?! type)/m);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { freshBundles, root } from '../../journeys/bundles';

beforeAll(freshBundles, 90_000);

const bundle = (name: string): string => readFileSync(join(root, '.cache/build/widget', `${name}.js`), 'utf8');

test.each(['widget', 'chat'])('%s.js is under 40 KB on the wire', (name) => {
  const bytes = gzipSync(bundle(name), { level: 9 }).length;
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes).toBeLessThan(40 * 1024);
});

test.each(['eval(', 'new Function', 'innerHTML', 'insertAdjacentHTML', 'document.write', 'setAttribute("style"', 'import('])('nothing in it needs a policy of the page to allow %s', (words) => {
  expect(bundle('widget')).not.toContain(words);
});

test('texts are kept as they are, not as escapes', () => {
  expect(bundle('widget')).toContain('您想找谁？');
});

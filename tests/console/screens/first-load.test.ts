import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { freshBundles, root } from '../../journeys/bundles';

const MOST_BYTES = 300 * 1024;

interface Chunk {
  file: string;
  isEntry?: boolean;
  imports?: string[];
  dynamicImports?: string[];
  css?: string[];
}
type Manifest = Readonly<Record<string, Chunk>>;

const folderOf = (screen: string): string => join(root, '.cache/build/console', screen);
const manifestOf = (screen: string): Manifest => {
  const manifest: Manifest = JSON.parse(readFileSync(join(folderOf(screen), '.vite/manifest.json'), 'utf8'));
  return manifest;
};

/** Everything the browser fetches for these chunks, packed as it travels. */
function bytesOf(screen: string, manifest: Manifest, roots: readonly string[]): number {
  const files = new Set<string>();
  const seen = new Set<string>();
  const visit = (name: string): void => {
    const chunk = manifest[name];
    if (chunk === undefined || seen.has(name)) return;
    seen.add(name);
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
    for (const next of chunk.imports ?? []) visit(next);
  };
  for (const name of roots) visit(name);
  return [...files].reduce((sum, file) => sum + statSync(join(folderOf(screen), `${file}.gz`)).size, 0);
}

describe('the first page somebody opens', () => {
  beforeAll(freshBundles, 150_000);

  test.each([['ops', 'OpsShell.vue'], ['workbench', 'WorkbenchShell.vue']])('of %s weighs under 300 KB packed, whichever page it is', (screen, shell) => {
    const manifest = manifestOf(screen);
    const [entry = ''] = Object.keys(manifest).filter((name) => manifest[name]?.isEntry);
    const pages = Object.keys(manifest).filter((name) => /^pages\/.*Page\.vue$|SignInPage\.vue$/.test(name));
    expect(pages.length).toBeGreaterThan(0);
    const weights = Object.fromEntries(pages.map((page) => [page, bytesOf(screen, manifest, [entry, shell, page])]));
    expect(Object.entries(weights).filter(([, bytes]) => bytes > MOST_BYTES)).toEqual([]);
    expect(Math.min(...Object.values(weights))).toBeGreaterThan(50_000);
  });
});

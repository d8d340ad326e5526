import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockFileFaults, looseVersions } from './lock-file';
import { root } from './tree';

const read = (name: string): string => readFileSync(join(root, name), 'utf8');

describe('lock file', () => {
  test('holds no download addresses', () => expect(lockFileFaults(read('package-lock.json'))).toEqual([]));

  test('an address is found', () => {
    expect(lockFileFaults('{\n  "version": "1.0.0",\n  "resolved": "https://example.test/a-1.0.0.tgz"\n}')).toHaveLength(1);
  });

  test('every package is pinned', () => expect(looseVersions(read('package.json'))).toEqual([]));

  test('a range is found', () => {
    expect(looseVersions('{"dependencies":{"a":"1.0.0","b":"^1.0.0"},"devDependencies":{"c":"latest"}}')).toEqual(['b: ^1.0.0', 'c: latest']);
  });
});

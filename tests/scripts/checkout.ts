import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(__dirname, '../..');

export interface Checkout {
  readonly folder: string;
  readonly write: (path: string, text: string) => void;
  readonly remove: () => void;
}

/** A small checkout: the real scripts around programs of a few lines, so that the scripts are tested and not what they start. */
export const smallCheckout = (files: Readonly<Record<string, string>>): Checkout => {
  const folder = mkdtempSync(join(tmpdir(), 'zhida-checkout-'));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  cpSync(join(root, 'scripts'), join(folder, 'scripts'), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  write('package-lock.json', '{}');
  utimesSync(join(folder, 'package-lock.json'), 0, 0); // older than node_modules: nothing to install
  mkdirSync(join(folder, 'shared'));
  for (const [path, text] of Object.entries(files)) write(path, text);
  return { folder, write, remove: () => rmSync(folder, { recursive: true, force: true }) };
};

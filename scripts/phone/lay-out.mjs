import { cpSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Copies the built phone beside the data and writes down which platform it belongs to: two trials may run from one build.
 * @param {string} built
 * @param {string} folder
 * @param {string} platform address of the sandbox
 * @returns {string | undefined} the folder to serve, if there is a phone
 */
export const layOutPhone = (built, folder, platform) => {
  if (!existsSync(built)) return undefined;
  rmSync(folder, { recursive: true, force: true });
  cpSync(built, folder, { recursive: true });
  writeFileSync(join(folder, 'phone.json'), `${JSON.stringify({ platform })}\n`);
  return folder;
};

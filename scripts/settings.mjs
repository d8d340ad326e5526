import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

/**
 * The environment with `.env` beneath it: what is set from outside wins over the file.
 * @param {string} folder where `.env` may stand
 */
export const readSettings = (folder, environment = process.env) => {
  const file = join(folder, '.env');
  const written = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  return { ...written, ...environment };
};

/** Trial mode: nothing of WeChat or WeCom is set, and nobody said production. An empty value counts as not set. */
export const isTrial = (settings) =>
  settings.NODE_ENV !== 'production' && !Object.entries(settings).some(([name, value]) => /^(WECHAT|WECOM)_/.test(name) && value);

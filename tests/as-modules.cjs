'use strict';
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { transformSync, version } = require('esbuild');

const made = createHash('sha1').update(readFileSync(__filename)).update(version).digest('hex');

/**
 * What jest loads, as CommonJS; types are looked at by `npm run check`. A style sheet is its text, as in the bundle.
 * Fastify looks for each plugin's name in `require.cache`, which under jest takes a fifth of a second per app; without a cache it does without.
 */
const asModule = (text, path) => {
  if (path.endsWith('.css')) return { code: `exports.__esModule = true;\nexports.default = ${JSON.stringify(text)};` };
  if (path.endsWith('plugin-utils.js')) return { code: text.replace('require.cache', 'undefined') };
  return transformSync(text, { loader: path.endsWith('.ts') ? 'ts' : 'js', format: 'cjs', target: 'node20', sourcefile: path, sourcemap: 'external' });
};

module.exports = {
  getCacheKey: (text, path) => createHash('sha1').update(made).update(path).update('\0').update(text).digest('hex'),
  process: (text, path) => {
    const { code, map } = asModule(text, path);
    return map === undefined ? { code } : { code, map };
  },
};

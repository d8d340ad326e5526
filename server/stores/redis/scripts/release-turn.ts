import { luaScript } from './script';

/**
 * Ends a turn early, but only if it still is ours: it may have run out and be another node's by now.
 *
 * KEYS[1] the turn
 * ARGV    the token it was taken with
 * Answer  1, or 0 when it was not ours
 */
export const releaseTurnScript = luaScript(`
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
`);

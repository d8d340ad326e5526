import { luaScript } from './script';

/**
 * Lets a turn last longer, but only if it still is ours.
 *
 * KEYS[1] the turn
 * ARGV    the token it was taken with, ttl from now (ms)
 * Answer  1, or 0 when it was not ours
 */
export const extendTurnScript = luaScript(`
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return 0
`);

import { luaScript } from './script';

/**
 * One more in a window that begins with the first and does not move with the later ones.
 *
 * KEYS[1] the count
 * ARGV    length of the window (ms)
 * Answer  the count with this one, ms until the window ends
 */
export const countScript = luaScript(`
local count = redis.call('INCR', KEYS[1])
if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return { count, redis.call('PTTL', KEYS[1]) }
`);

import { clock } from './clock';
import { luaScript } from './script';

/**
 * Agents with a living lease, most recently seen first; those whose last lease has ended are removed.
 *
 * KEYS[1] sorted set of agents by last seen
 * KEYS[2] sorted set of agents by the end of their last lease
 * ARGV    limit
 * Answer  agents
 */
export const presentScript = luaScript(`${clock}
local ended = redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', string.format('%.0f', now))
for _, agent in ipairs(ended) do
  redis.call('ZREM', KEYS[1], agent)
  redis.call('ZREM', KEYS[2], agent)
end
if tonumber(ARGV[1]) < 1 then return {} end
return redis.call('ZREVRANGE', KEYS[1], 0, ARGV[1] - 1)
`);

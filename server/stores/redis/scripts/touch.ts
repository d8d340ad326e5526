import { agentPresence } from './agent-presence';
import { clock } from './clock';
import { luaScript } from './script';

/**
 * An agent's device says it is there. A word older than the last one of that device changes nothing.
 *
 * KEYS[1] hash of the agent's leases: device → "seenAt until steadyAt"
 * KEYS[2] sorted set of agents by last seen
 * KEYS[3] sorted set of agents by the end of their last lease
 * ARGV    agent, device, seenAt (ms), ttl (ms), steadyAt (ms, empty: none)
 * Answer  1, or 0 when it was older
 */
export const touchScript = luaScript(`${clock}${agentPresence}
local known = redis.call('HGET', KEYS[1], ARGV[2])
if known then
  local seenAt, till = string.match(known, '^(%d+) (%d+)')
  if tonumber(till) > now and tonumber(seenAt) > tonumber(ARGV[3]) then return 0 end
end
redis.call('HSET', KEYS[1], ARGV[2], string.format('%.0f %.0f %s', ARGV[3], now + ARGV[4], ARGV[5]))
refresh(KEYS[1], KEYS[2], KEYS[3], ARGV[1])
return 1
`);

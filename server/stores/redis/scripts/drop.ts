import { agentPresence } from './agent-presence';
import { clock } from './clock';
import { luaScript } from './script';

/**
 * An agent's device is gone.
 *
 * KEYS[1] hash of the agent's leases: device → "seenAt until steadyAt"
 * KEYS[2] sorted set of agents by last seen
 * KEYS[3] sorted set of agents by the end of their last lease
 * ARGV    agent, device
 * Answer  1, or 0 when there was no such lease
 */
export const dropScript = luaScript(`${clock}${agentPresence}
local removed = redis.call('HDEL', KEYS[1], ARGV[2])
if removed == 1 then refresh(KEYS[1], KEYS[2], KEYS[3], ARGV[1]) end
return removed
`);

import { clock } from './clock';
import { luaScript } from './script';

/**
 * The living leases of many agents in one round trip; dead ones are removed on the way.
 *
 * KEYS    one hash of leases for each agent: device → "seenAt until steadyAt"
 * ARGV    none
 * Answer  for each key a flat list: device, seenAt (text, ms), steadyAt (the same, empty: none), device …
 */
export const leasesScript = luaScript(`${clock}
local answer = {}
for k = 1, #KEYS do
  local fields = redis.call('HGETALL', KEYS[k])
  local living = {}
  for i = 1, #fields, 2 do
    local seenAt, till, steadyAt = string.match(fields[i + 1], '^(%d+) (%d+) ?(%d*)$')
    if tonumber(till) > now then
      living[#living + 1] = fields[i]
      living[#living + 1] = seenAt
      living[#living + 1] = steadyAt
    else
      redis.call('HDEL', KEYS[k], fields[i])
    end
  end
  answer[k] = living
end
return answer
`);

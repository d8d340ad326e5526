/**
 * `refresh(lease, seen, over, agent)`: removes the agent's dead leases and notes in the two sorted sets when he was last seen
 * and when his last lease ends; without leases he leaves both. Needs `now`.
 */
export const agentPresence = `
local function refresh(lease, seen, over, agent)
  local fields = redis.call('HGETALL', lease)
  local lastSeen, lastUntil = -1, -1
  for i = 1, #fields, 2 do
    local seenAt, till = string.match(fields[i + 1], '^(%d+) (%d+)')
    seenAt, till = tonumber(seenAt), tonumber(till)
    if till <= now then
      redis.call('HDEL', lease, fields[i])
    else
      if seenAt > lastSeen then lastSeen = seenAt end
      if till > lastUntil then lastUntil = till end
    end
  end
  if lastUntil < 0 then
    redis.call('ZREM', seen, agent)
    redis.call('ZREM', over, agent)
  else
    redis.call('PEXPIRE', lease, string.format('%.0f', lastUntil - now))
    redis.call('ZADD', seen, string.format('%.0f', lastSeen), agent)
    redis.call('ZADD', over, string.format('%.0f', lastUntil), agent)
  end
end
`;

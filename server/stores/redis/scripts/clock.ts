/** `now`: milliseconds since 1970 by the clock of Redis, so that nodes whose clocks differ agree on what has run out. */
export const clock = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
`;

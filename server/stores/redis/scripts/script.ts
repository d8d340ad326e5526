import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';

export interface Script {
  readonly lua: string;
  readonly sha: string;
}

export const luaScript = (lua: string): Script => ({ lua, sha: createHash('sha1').update(lua).digest('hex') });

/** Redis forgets scripts when it restarts: then the text is sent once more. */
const forgotten = (error: unknown): boolean => error instanceof Error && error.message.startsWith('NOSCRIPT');

export const runScript = async (client: Redis, script: Script, keys: readonly string[], args: readonly (string | number)[]): Promise<unknown> => {
  try {
    return await client.evalsha(script.sha, keys.length, ...keys, ...args);
  } catch (error) {
    if (!forgotten(error)) throw error;
    return client.eval(script.lua, keys.length, ...keys, ...args);
  }
};

import { randomUUID } from 'node:crypto';
import type { Lease, Live } from '../live';
import { connect } from './connection';
import { reached } from './reached';
import { countScript } from './scripts/count';
import { dropScript } from './scripts/drop';
import { extendTurnScript } from './scripts/extend-turn';
import { leasesScript } from './scripts/leases';
import { presentScript } from './scripts/present';
import { releaseTurnScript } from './scripts/release-turn';
import { runScript, type Script } from './scripts/script';
import { touchScript } from './scripts/touch';
import { createTopics } from './topics';

export interface RedisLiveOptions {
  /** redis:// or rediss:// (TLS). */
  url: string;
  /** Certificate authority (PEM) for a server whose certificate no public authority signed. */
  ca?: string;
  /** Separates installations that share a server. */
  prefix?: string;
  /** Calls reject after this time (ms), from 50. */
  commandTimeoutMs?: number;
  /** Random text, never the same twice: names this node and its turns. */
  random?: () => string;
  /** Told when Redis is lost and when it is back; `why` holds no secrets. */
  onChange?: (up: boolean, why: string) => void;
  /** Told when a subscriber throws, which is a bug. */
  report?: (error: unknown) => void;
}

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []);

const numbers = (value: unknown): number[] => (Array.isArray(value) ? value.filter((item) => typeof item === 'number') : []);

const leasesIn = (flat: string[]): Lease[] =>
  flat.flatMap((device, i) => {
    if (i % 3 !== 0) return [];
    const steadyAt = flat[i + 2];
    return [{ device, seenAt: Number(flat[i + 1]), ...(steadyAt !== undefined && steadyAt !== '' && { steadyAt: Number(steadyAt) }) }];
  });

/** How often the subscribing connection, which else only listens, is asked whether it still lives (ms). */
const heartbeat = 5_000;

/**
 * Live state in Redis, for any number of nodes. Answers once the first connection succeeded or failed: a node may start during
 * an outage, is not `ready` until it is over, and each call rejects at once meanwhile. Throws only when `url` is none.
 */
export const openRedisLive = async (options: RedisLiveOptions): Promise<Live> => {
  const { url, ca, prefix = 'zhida', commandTimeoutMs = 1_000, random = randomUUID } = options;
  if (!/^rediss?:\/\//i.test(url)) throw new Error('the address of Redis must begin with redis:// or rediss://');
  const { onChange = () => undefined, report = () => undefined } = options;
  const settings = { url, commandTimeoutMs, ...(ca === undefined ? {} : { ca }) };
  const { client: commands, tried } = connect({ ...settings, onChange });
  const { client: subscriber, tried: subscriberTried } = connect({ ...settings, onChange: () => undefined });

  // one hash tag: a script's keys must lie in one slot when a cluster stands behind the address
  const key = (kind: string, name = ''): string => `{${prefix}}:${kind}:${name}`;
  const run = (script: Script, keys: readonly string[], args: readonly (string | number)[]): Promise<unknown> =>
    reached(runScript(commands, script, keys, args));
  const [seen, over] = [key('seen'), key('over')];
  const topics = createTopics({ commands, subscriber, prefix: key('topic'), node: random(), report });
  const beat = setInterval(() => void subscriber.ping().catch(() => undefined), heartbeat);
  beat.unref();
  await Promise.all([tried, subscriberTried]);

  return {
    publish: topics.publish,
    subscribe: topics.subscribe,
    touch: async ({ agent, device, seenAt, steadyAt, ttlMs }) => {
      await run(touchScript, [key('lease', agent), seen, over], [agent, device, seenAt, ttlMs, steadyAt ?? '']);
    },
    drop: async (agent, device) => {
      await run(dropScript, [key('lease', agent), seen, over], [agent, device]);
    },
    leases: async (agents) => {
      const found = new Map<string, Lease[]>();
      if (agents.length === 0) return found;
      const answer = await run(leasesScript, agents.map((agent) => key('lease', agent)), []);
      const lists = Array.isArray(answer) ? answer : [];
      agents.forEach((agent, i) => {
        const leases = leasesIn(texts(lists[i]));
        if (leases.length > 0) found.set(agent, leases);
      });
      return found;
    },
    present: async (limit) => texts(await run(presentScript, [seen, over], [limit])),
    once: async (name, ttlMs) => (await reached(commands.set(key('once', name), '1', 'PX', ttlMs, 'NX'))) === 'OK',
    turn: async (name, ttlMs) => {
      const [turn, token] = [key('turn', name), random()];
      if ((await reached(commands.set(turn, token, 'PX', ttlMs, 'NX'))) !== 'OK') return undefined;
      return {
        release: async () => {
          await run(releaseTurnScript, [turn], [token]);
        },
        extend: async (moreMs) => (await run(extendTurnScript, [turn], [token, moreMs])) === 1,
      };
    },
    count: async (name, windowMs) => {
      const answer = await run(countScript, [key('count', name)], [windowMs]);
      const [count = 1, leftMs = windowMs] = numbers(answer);
      return { count, leftMs };
    },
    uncount: async (name) => {
      await reached(commands.del(key('count', name)));
    },
    get: async (name) => (await reached(commands.get(key('value', name)))) ?? undefined,
    set: async (name, value, ttlMs) => {
      await reached(commands.set(key('value', name), value, 'PX', ttlMs));
    },
    ready: () => Promise.all([commands.ping(), subscriber.ping()]).then(() => true, () => false),
    close: async () => {
      clearInterval(beat);
      topics.clear();
      subscriber.disconnect();
      // waits until words already published have left
      if (commands.status === 'ready') await commands.quit().catch(() => undefined);
      commands.disconnect();
    },
  };
};

import type { Redis } from 'ioredis';
import type { Live } from '../live';
import { createHearers } from '../hearers';

export interface TopicsOptions {
  commands: Redis;
  subscriber: Redis;
  /** Prefix of the channels in Redis. */
  prefix: string;
  /** Unlike any other node's. */
  node: string;
  report: (error: unknown) => void;
}

/**
 * Publish and subscribe between nodes. This node hears its own words directly, so that an outage of Redis does not separate
 * it from itself and they need no round trip; its echo from Redis is ignored. After an outage everything is subscribed again.
 */
export const createTopics = ({ commands, subscriber, prefix, node, report }: TopicsOptions): Pick<Live, 'publish' | 'subscribe'> & { clear(): void } => {
  const hearers = createHearers(report);
  const mark = `${node}:`;
  const channel = (topic: string): string => prefix + topic;
  /** An outage ends a call; 'ready' subscribes again to all there is. */
  const lost = (): undefined => undefined;

  subscriber.on('ready', () => {
    const channels = hearers.topics().map(channel);
    if (channels.length > 0) void subscriber.subscribe(...channels).catch(lost);
  });
  subscriber.on('message', (name: string, text: string) => {
    if (text.startsWith(mark)) return;
    hearers.tell(name.slice(prefix.length), text.slice(text.indexOf(':') + 1));
  });

  return {
    publish: (topic, message) => {
      hearers.tell(topic, message);
      void commands.publish(channel(topic), mark + message).catch(lost);
    },
    subscribe: async (topic, hear) => {
      const remove = hearers.add(topic, hear);
      // even when subscribed already: that may still be on its way
      await subscriber.subscribe(channel(topic)).catch(lost);
      return () => {
        if (remove()) void subscriber.unsubscribe(channel(topic)).catch(lost);
      };
    },
    clear: hearers.clear,
  };
};

export interface Hearers {
  /** Answers how to stop, which answers whether nobody hears the topic any more. Stopping twice does nothing. */
  add(topic: string, hear: (message: string) => void): () => boolean;
  /** Soon, in the order told, never inside the caller's own turn. */
  tell(topic: string, message: string): void;
  topics(): string[];
  clear(): void;
}

interface Hearer {
  hear: (message: string) => void;
}

/** Who hears which topic in this process. A hearer that throws has a bug: `report` is told, and the others still hear. */
export const createHearers = (report: (error: unknown) => void): Hearers => {
  const byTopic = new Map<string, Set<Hearer>>();

  const hand = (topic: string, message: string): void => {
    const hearers = byTopic.get(topic);
    if (hearers === undefined) return;
    for (const hearer of [...hearers]) {
      if (!hearers.has(hearer)) continue;
      try {
        hearer.hear(message);
      } catch (error) {
        report(error);
      }
    }
  };

  return {
    add: (topic, hear) => {
      const hearer: Hearer = { hear };
      const known = byTopic.get(topic);
      if (known === undefined) byTopic.set(topic, new Set([hearer]));
      else known.add(hearer);
      return () => {
        const hearers = byTopic.get(topic);
        if (hearers === undefined || !hearers.delete(hearer) || hearers.size > 0) return false;
        byTopic.delete(topic);
        return true;
      };
    },
    tell: (topic, message) => {
      if (byTopic.has(topic)) queueMicrotask(() => hand(topic, message));
    },
    topics: () => [...byTopic.keys()],
    clear: () => byTopic.clear(),
  };
};

/** What just changed, for live pages; a hint to fetch, not the data itself. */
export interface Change {
  type: 'visitor' | 'member' | 'kf' | 'ledger' | 'clock' | 'robot' | 'reset';
  who?: string;
}

export interface Feed {
  publish(change: Change): void;
  /** Returns the function that ends the subscription. */
  subscribe(listener: (change: Change) => void): () => void;
}

export function createFeed(): Feed {
  const listeners = new Set<(change: Change) => void>();
  return {
    publish(change) {
      for (const listener of listeners) listener(change);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

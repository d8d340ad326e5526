/** What a page can listen to. `unread`: the number of answers not seen. */
export interface WidgetEvents {
  readonly unread: number;
  readonly open: undefined;
  readonly close: undefined;
}

export type EventName = keyof WidgetEvents;

export interface Events {
  /** Answers how to stop listening. */
  on<Name extends EventName>(name: Name, listener: (value: WidgetEvents[Name]) => void): () => void;
  tell<Name extends EventName>(name: Name, value: WidgetEvents[Name]): void;
}

/** A listener of the merchant that throws stops neither the others nor us; the browser reports it. */
const call = (listener: () => void): void => {
  try {
    listener();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
};

export const createEvents = (): Events => {
  const listeners: { [Name in EventName]: Set<(value: WidgetEvents[Name]) => void> } = { unread: new Set(), open: new Set(), close: new Set() };
  return {
    on(name, listener) {
      listeners[name].add(listener);
      return () => void listeners[name].delete(listener);
    },
    tell(name, value) {
      for (const listener of [...listeners[name]]) call(() => listener(value));
    },
  };
};

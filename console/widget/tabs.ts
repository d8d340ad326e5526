/** How far a talk has been seen. */
export interface SeenMark {
  readonly entry: string;
  readonly conversation: string;
  readonly seq: number;
}

/** The other tabs of this site in the same browser. */
export interface Tabs {
  tellSeen(mark: SeenMark): void;
  onSeen(listener: (mark: SeenMark) => void): void;
  /** Acts in one tab only, of all that want to do the same at the same moment. */
  once(what: string, act: () => void): void;
}

export interface TabParts {
  /** Absent in older browsers: then each tab is alone. */
  readonly channel?: Pick<BroadcastChannel, 'postMessage' | 'addEventListener'> | undefined;
  readonly locks?: Pick<LockManager, 'request'> | undefined;
  readonly after: (ms: number, act: () => void) => unknown;
}

/** News reaches the tabs at slightly different times. */
const sameMomentMs = 3_000;

const isMark = (value: unknown): value is SeenMark =>
  typeof value === 'object' && value !== null && 'entry' in value && typeof value.entry === 'string' &&
  'conversation' in value && typeof value.conversation === 'string' && 'seq' in value && typeof value.seq === 'number';

export const createTabs = ({ channel, locks, after }: TabParts): Tabs => ({
  tellSeen: (mark) => channel?.postMessage(mark),
  onSeen(listener) {
    channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (isMark(data)) listener(data);
    });
  },
  once(what, act) {
    if (locks === undefined) return act();
    const held = locks.request(`zhida:${what}`, { ifAvailable: true }, (lock) => {
      if (lock === null) return undefined;
      act();
      return new Promise<void>((resolve) => void after(sameMomentMs, resolve));
    });
    // a page that is being left lets go of everything
    held.catch(() => undefined);
  },
});

/** The browser's locks, as far as they are used. */
export interface Locks {
  request(name: string, options: { mode: 'shared' }, act: () => Promise<void>): Promise<unknown>;
  query(): Promise<{ held?: { name?: string }[] }>;
}

export interface InSight {
  /** This page is looked at, and shows this conversation or none; undefined: it is not looked at. */
  show(shown: { conversation: string | undefined } | undefined): void;
  /** Whether some page of his is looked at, and whether one of those shows this conversation. */
  ask(conversation: string | undefined): Promise<{ page: boolean; conversation: boolean }>;
}

const PAGE = 'zhida:page-in-sight';
const of = (conversation: string): string => `zhida:in-sight ${conversation}`;

/** What all his pages in this browser have before his eyes, told by locks that end with their page. */
export function createInSight(locks: Locks | undefined): InSight {
  let own: { conversation: string | undefined } | undefined;
  let letGo: (() => void)[] = [];

  const hold = (name: string): void => {
    if (!locks) return;
    const until = new Promise<void>((resolve) => letGo.push(resolve));
    // shared: several windows side by side are all in sight
    locks.request(name, { mode: 'shared' }, () => until).catch(() => undefined);
  };

  return {
    show(shown) {
      if (own?.conversation === shown?.conversation && (own === undefined) === (shown === undefined)) return;
      own = shown;
      for (const end of letGo) end();
      letGo = [];
      if (!shown) return;
      hold(PAGE);
      if (shown.conversation !== undefined) hold(of(shown.conversation));
    },
    async ask(conversation) {
      const held = new Set((await locks?.query())?.held?.map(({ name }) => name));
      return {
        page: own !== undefined || held.has(PAGE),
        conversation: conversation !== undefined && (own?.conversation === conversation || held.has(of(conversation))),
      };
    },
  };
}

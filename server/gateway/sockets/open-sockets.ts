import type { Line } from './line';
import type { SocketLimits } from './socket-limits';

/** One socket among those that are open. */
export interface Counted {
  /** Whose it is: from now on it counts for him, and no longer for its network. */
  known(visitor: string): void;
  gone(): void;
}

/** Told when somebody's first socket here was opened, and when his last one closed. */
export interface Presence {
  came(who: string): void;
  went(who: string): void;
}

/** How many sockets this node has open for one visitor or agent, and for one network while nobody knows yet whose they are. */
export interface OpenSockets {
  /** Whether one more may come from there. */
  hasRoom(network: string): boolean;
  add(line: Line, network: string): Counted;
  /** Everybody, known or not. */
  lines(): ReadonlySet<Line>;
}

export function createOpenSockets({ perVisitor, perNetwork }: Pick<SocketLimits, 'perVisitor' | 'perNetwork'>, presence: Presence): OpenSockets {
  const all = new Set<Line>();
  const unknown = new Map<string, number>();
  /** Oldest first. */
  const visitors = new Map<string, Set<Line>>();

  function count(network: string, change: 1 | -1): void {
    const now = (unknown.get(network) ?? 0) + change;
    if (now > 0) unknown.set(network, now);
    else unknown.delete(network);
  }

  /** Somebody forgot pages in other tabs, or a phone its dead connections: what he opened last is what he looks at. */
  function makeRoom(lines: Set<Line>): void {
    for (const oldest of lines) {
      if (lines.size <= perVisitor) return;
      lines.delete(oldest);
      oldest.send({ type: 'bye', code: 'elsewhere' });
      oldest.close('elsewhere');
    }
  }

  return {
    hasRoom: (network) => (unknown.get(network) ?? 0) < perNetwork,
    lines: () => all,
    add(line, network) {
      all.add(line);
      count(network, 1);
      let visitor: string | undefined;
      let isGone = false;
      return {
        known(his) {
          if (isGone || visitor !== undefined) return;
          visitor = his;
          count(network, -1);
          const lines = visitors.get(his) ?? new Set();
          if (lines.size === 0) presence.came(his);
          visitors.set(his, lines.add(line));
          makeRoom(lines);
        },
        gone() {
          if (isGone) return;
          isGone = true;
          all.delete(line);
          if (visitor === undefined) return count(network, -1);
          const lines = visitors.get(visitor);
          lines?.delete(line);
          if (lines?.size !== 0) return;
          visitors.delete(visitor);
          presence.went(visitor);
        },
      };
    },
  };
}

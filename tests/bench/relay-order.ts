import type { Quantiles } from './quantiles';

/** Where visitors are connected to. */
export interface RelayPlace {
  against: 'zhida' | 'bare';
  port: number;
  /** Their tokens: as many sockets. */
  visitors: readonly string[];
  /** Tokens of the agents by the name they are shown by. */
  agents: Readonly<Record<string, string>>;
  /** The button by which all of them enter. */
  entry: string;
}

/** What the load generator of the relay is told, one after another. */
export type RelayOrder =
  /** All sign in on their sockets; `talking`: and enter, and are shown their conversation. */
  | { do: 'connect'; place: RelayPlace; talking: boolean }
  /** As many messages as go, with so many visitors' under way: there and back, or one way alone. */
  | { do: 'rush'; underWay: number; forMs: number; ways?: 'up' | 'down' }
  /** So many messages a second, both ways together. */
  | { do: 'pace'; perSecond: number; forMs: number }
  /** Waits until every socket is lost, then connects them anew, as if the last `missed` words had not come. */
  | { do: 'lose'; missed: number }
  | { do: 'leave' };

export interface RelayResult {
  /** Each way counts as one. */
  messages: number;
  seconds: number;
  /** Of the load generator itself: near to `seconds`, it is what was measured. */
  cpuSeconds: number;
  up: Quantiles;
  down: Quantiles;
}

import type { Clock } from './clock';
import type { Feed } from './feed';
import type { Ids } from './ids';
import type { Ledger } from './ledger';
import type { Pusher } from './pusher';

/** What both pretend platforms stand on. */
export interface Ground {
  clock: Clock;
  ids: Ids;
  feed: Feed;
  ledger: Ledger;
  pusher: Pusher;
  /** Where the sandbox itself is reachable, without a slash at the end. */
  ownUrl(): string;
}

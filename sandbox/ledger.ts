import type { Clock } from './clock';
import type { Feed } from './feed';

export type Platform = 'wechat' | 'wecom';

/** One delivery try. `status` is null when no HTTP answer came; `answer` is the raw body. */
export interface Attempt {
  at: number;
  copy: number;
  status: number | null;
  answer: string | null;
  error: string | null;
  tookMs: number;
}

export type PushState = 'pending' | 'held' | 'acknowledged' | 'failed' | 'not-configured' | 'stopped' | 'dropped';

/** A push to the server's callback address and what became of it. */
export interface PushEntry {
  n: number;
  type: 'push';
  id: string;
  platform: Platform;
  /** MsgType, or `event:<Event>`. */
  kind: string;
  /** openid or userid. */
  who: string;
  msgId: string | null;
  at: number;
  /** The plain message before encryption. */
  message: string;
  fault: string | null;
  state: PushState;
  attempts: Attempt[];
  /** What the answer meant beyond "received": transfer, passive text, card update, unreadable. */
  reply: string | null;
}

/** A message the platform took from the server. */
export interface AcceptedEntry {
  n: number;
  type: 'accepted';
  id: string;
  platform: Platform;
  api: string;
  to: string;
  kind: string;
  content: unknown;
  at: number;
  /** False when the platform swallowed it silently; then `why` says so. */
  shown: boolean;
  why: string | null;
}

/** A call of kf/service_state/trans, taken or refused. */
export interface TransEntry {
  n: number;
  type: 'trans';
  id: string;
  platform: 'wecom';
  at: number;
  openKfId: string;
  /** external_userid */
  who: string;
  from: number;
  to: number;
  /** The servicer asked for, '' when none was. */
  servicer: string;
  errcode: number;
}

/** Something kf/sync_msg hands out: a message of the visitor or the agent, or an event. */
export interface ItemEntry {
  n: number;
  type: 'item';
  id: string;
  platform: 'wecom';
  at: number;
  openKfId: string;
  /** external_userid, or the servicer's userid when the event is about him alone. */
  who: string;
  msgid: string;
  /** 3 customer, 4 event, 5 agent. */
  origin: number;
  /** msgtype, or `event:<event_type>`. */
  kind: string;
  content: unknown;
  /** How often sync_msg handed it out. */
  syncs: number;
}

export type LedgerEntry = PushEntry | AcceptedEntry | TransEntry | ItemEntry;
type NewPush = Pick<PushEntry, 'platform' | 'kind' | 'who' | 'msgId' | 'message' | 'fault'>;
type NewTrans = Omit<TransEntry, 'n' | 'type' | 'id' | 'platform' | 'at'>;
type NewItem = Omit<ItemEntry, 'n' | 'type' | 'id' | 'platform' | 'at' | 'syncs'>;
type NewAccepted = Pick<AcceptedEntry, 'platform' | 'api' | 'to' | 'kind' | 'content' | 'shown' | 'why'>;

export interface Ledger {
  openPush(push: NewPush): PushEntry;
  accept(message: NewAccepted): AcceptedEntry;
  trans(call: NewTrans): TransEntry;
  item(item: NewItem): ItemEntry;
  /** Tells live pages that an entry changed. */
  changed(): void;
  /** Entries with a number above `after`, oldest first. */
  since(after: number): LedgerEntry[];
  reset(): void;
}

export function createLedger(clock: Clock, feed: Feed): Ledger {
  let entries: LedgerEntry[] = [];
  let last = 0;
  const changed = () => feed.publish({ type: 'ledger' });
  const add = <T extends LedgerEntry>(entry: T): T => {
    entries.push(entry);
    changed();
    return entry;
  };
  return {
    openPush(push) {
      last += 1;
      return add({ ...push, n: last, type: 'push', id: `p${last}`, at: clock.now(), state: 'pending', attempts: [], reply: null });
    },
    accept(message) {
      last += 1;
      return add({ ...message, n: last, type: 'accepted', id: `a${last}`, at: clock.now() });
    },
    trans(call) {
      last += 1;
      return add({ ...call, n: last, type: 'trans', id: `t${last}`, platform: 'wecom', at: clock.now() });
    },
    item(item) {
      last += 1;
      return add({ ...item, n: last, type: 'item', id: `i${last}`, platform: 'wecom', at: clock.now(), syncs: 0 });
    },
    changed,
    since: (after) => entries.filter((entry) => entry.n > after),
    reset() {
      entries = [];
    },
  };
}

import type { Clock } from '../clock';
import type { Ids } from '../ids';
import type { Json } from '../reading';

const KEPT_MS = 3 * 24 * 3_600_000;

/** One position in an account's log; `pause` = the page begins with an empty one. */
interface Place {
  next: number;
  pause: boolean;
}

export interface Page {
  items: Json[];
  more: boolean;
  cursor: string;
}

/** What kf/sync_msg reads, per account: the items of the last 3 days behind opaque cursors. */
export interface SyncLog {
  /** `entry.syncs` counts how often the item was handed out. */
  append(openKfId: string, item: Json, entry: { syncs: number }): void;
  /** Undefined when the cursor is none of this account's. An empty cursor starts at the oldest item kept. */
  read(openKfId: string, cursor: string, limit: number, pauses: boolean): Page | undefined;
  /** Cursors given out so far become unknown. */
  forgetCursors(openKfId?: string): void;
  reset(): void;
}

export function createSyncLog(clock: Clock, ids: Ids): SyncLog {
  const logs = new Map<string, { at: number; item: Json; entry: { syncs: number } }[]>();
  const cursors = new Map<string, Map<string, Place>>();

  function place(openKfId: string, at: Place): string {
    const cursor = ids.opaque(36);
    cursors.set(openKfId, (cursors.get(openKfId) ?? new Map<string, Place>()).set(cursor, at));
    return cursor;
  }

  return {
    append(openKfId, item, entry) {
      const log = logs.get(openKfId) ?? [];
      log.push({ at: clock.now(), item, entry });
      logs.set(openKfId, log);
    },
    read(openKfId, cursor, limit, pauses) {
      const known = cursor === '' ? { next: 0, pause: false } : cursors.get(openKfId)?.get(cursor);
      if (!known) return undefined;
      if (known.pause) return { items: [], more: true, cursor: place(openKfId, { next: known.next, pause: false }) };
      const log = logs.get(openKfId) ?? [];
      const oldest = log.findIndex(({ at }) => clock.now() < at + KEPT_MS);
      const start = Math.max(known.next, oldest < 0 ? log.length : oldest);
      const next = Math.min(start + limit, log.length);
      const more = next < log.length;
      const unmoved = cursor !== '' && next === known.next;
      const handed = log.slice(start, next);
      for (const { entry } of handed) entry.syncs += 1;
      return { items: handed.map(({ item }) => item), more, cursor: unmoved ? cursor : place(openKfId, { next, pause: more && pauses }) };
    },
    forgetCursors(openKfId) {
      if (openKfId === undefined) cursors.clear();
      else cursors.delete(openKfId);
    },
    reset() {
      logs.clear();
      cursors.clear();
    },
  };
}

import type { DeskConfig } from '../../shared/config/desk-config';
import { openPostgresRecords } from '../../server/stores/postgres/open';
import type { Records } from '../../server/stores/records';
import { openSqliteRecords } from '../../server/stores/sqlite/open';
import { tagsIn } from './words';

/** Where the records of a journey lie. */
export interface Place {
  dataDir: string;
  databaseUrl?: string;
}

const open = ({ dataDir, databaseUrl }: Place): Promise<Records> =>
  databaseUrl === undefined ? openSqliteRecords({ dataDir }) : openPostgresRecords({ url: databaseUrl });

export async function withRecords<T>(place: Place, work: (records: Records) => Promise<T>): Promise<T> {
  const records = await open(place);
  try {
    return await work(records);
  } finally {
    await records.close();
  }
}

/** Publishes without a server, for those that start one with its configuration in place. */
export const publishConfig = (place: Place, config: DeskConfig): Promise<void> =>
  withRecords(place, async (records) => {
    const now = Date.now();
    const audit = (action: string) => ({ id: `journey-${action}`, at: now, by: 'journey', role: 'admin', action, object: 'config' });
    const saved = await records.config.saveDraft({ config, revision: 0, by: 'journey', now, audit: audit('save-draft') });
    if (saved.kind !== 'saved') throw new Error('these data have a configuration already');
    const published = await records.config.publish({ revision: saved.draft.revision, by: 'journey', now, note: '', audit: audit('publish') });
    if (published.kind !== 'published') throw new Error(`not published: ${published.kind}`);
  });

/** What the server itself holds about each tagged word, when all its processes have ended. */
export interface Books {
  /** Word → what became of its delivery, as far as that is not simply `sent`. */
  unsettled: ReadonlyMap<number, string>;
  /** Word → how often it stands in the transcripts. */
  stored: ReadonlyMap<number, number>;
  /** Word → why nobody was to get it yet: its conversation waits, or was left. */
  unowned: ReadonlyMap<number, string>;
  conversations: readonly { id: string; state: string; entry: string; agent?: string; visitor: string }[];
}

const MANY = 100_000;

export const readBooks = (place: Place): Promise<Books> =>
  withRecords(place, async ({ conversations, outbox }) => {
    const all = await conversations.list({ limit: MANY });
    const unsettled = new Map<number, string>();
    const stored = new Map<number, number>();
    const unowned = new Map<number, string>();
    const textOf = new Map<string, unknown>();
    for (const { id, state } of all) {
      for (const message of await conversations.since(id, 0, MANY)) {
        textOf.set(`${id} ${message.seq}`, message.body);
        if (message.from === 'note') continue;
        for (const tag of tagsIn(message.body)) {
          stored.set(tag, (stored.get(tag) ?? 0) + 1);
          if (state !== 'assigned' && message.from === 'visitor') unowned.set(tag, state);
        }
      }
    }
    for (const { conversation, target, state, why } of await outbox.list({ states: ['pending', 'taken', 'held', 'failed', 'unknown'], limit: MANY })) {
      const seq = target.to === 'visitor' ? target.seq : target.to === 'agent' && target.news.kind === 'words' ? target.news.seq : undefined;
      if (conversation === undefined || seq === undefined) continue;
      for (const tag of tagsIn(textOf.get(`${conversation} ${seq}`))) unsettled.set(tag, why === undefined ? state : `${state}: ${why}`);
    }
    return { unsettled, stored, unowned, conversations: all };
  });

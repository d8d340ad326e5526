import type { ConfigVersion } from '../records/config';
import { audits } from './audit-store';
import { configColumns, configHead, configIn, configNumbered } from './config-row';
import type { ReadsOf, Table } from './operations';
import { first, int } from './row';
import { ask, type Operation } from './statement';

function* publishedVersion(): Operation<number> {
  const row = first((yield ask("SELECT value FROM marks WHERE name = 'config'")).rows);
  return row === undefined ? 0 : int(row.value);
}

function* versions(limit: number): Operation<Omit<ConfigVersion, 'config'>[]> {
  return (yield ask(`SELECT ${configColumns} FROM configs ORDER BY version DESC LIMIT ?`, limit)).rows.map(configHead);
}

/** Asked with every sweep, so that the document is read only when there is something to do. */
function* scheduledDue(now: number): Operation<ConfigVersion | undefined> {
  const row = first((yield ask("SELECT version FROM configs WHERE state = 'scheduled' AND publish_at <= ? ORDER BY publish_at LIMIT 1", now)).rows);
  return row && (yield* configNumbered(int(row.version)));
}

export const configReads: Table<ReadsOf<'config'>> = {
  'config.published': () => configIn('published'),
  'config.draft': () => configIn('draft'),
  'config.version': configNumbered,
  'config.publishedVersion': publishedVersion,
  'config.scheduledDue': scheduledDue,
  'config.versions': versions,
  'config.audits': audits,
};

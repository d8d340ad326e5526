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

export const configReads: Table<ReadsOf<'config'>> = {
  'config.published': () => configIn('published'),
  'config.draft': () => configIn('draft'),
  'config.version': configNumbered,
  'config.publishedVersion': publishedVersion,
  'config.versions': versions,
  'config.audits': audits,
};

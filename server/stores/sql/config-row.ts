import type { DeskConfig } from '../../../shared/config/desk-config';
import type { ConfigVersion, Fault } from '../records/config';
import { first, int, intOrNull, json, text, textOrNull } from './row';
import { ask, change, type Operation, type Row } from './statement';

export const configColumns = 'version, state, revision, author, at, note, publish_at, faults';

const isState = (value: string): value is ConfigVersion['state'] => ['draft', 'published', 'previous', 'old', 'scheduled', 'blocked'].includes(value);

/** Without the document itself, which is large. */
export const configHead = (row: Row): Omit<ConfigVersion, 'config'> => {
  const state = text(row.state);
  if (!isState(state)) throw new Error('a configuration in an unknown state');
  const out: Omit<ConfigVersion, 'config'> = { version: int(row.version), state, revision: int(row.revision), by: text(row.author), at: int(row.at) };
  const note = textOrNull(row.note);
  const publishAt = intOrNull(row.publish_at);
  if (note !== null) out.note = note;
  if (publishAt !== null) out.publishAt = publishAt;
  if (typeof row.faults === 'string') out.faults = json<Fault[]>(row.faults);
  return out;
};

export const configOf = (row: Row): ConfigVersion => ({ ...configHead(row), config: json<DeskConfig>(row.config) });

export function* configIn(state: ConfigVersion['state']): Operation<ConfigVersion | undefined> {
  const row = first((yield ask(`SELECT ${configColumns}, config FROM configs WHERE state = ? ORDER BY version DESC LIMIT 1`, state)).rows);
  return row && configOf(row);
}

export function* configNumbered(version: number): Operation<ConfigVersion | undefined> {
  const row = first((yield ask(`SELECT ${configColumns}, config FROM configs WHERE version = ?`, version)).rows);
  return row && configOf(row);
}

/** Everything that changes the configuration happens one after the other, on all nodes. */
export function* lockConfig(): Operation<void> {
  yield ask("SELECT value FROM marks WHERE name = 'config' FOR UPDATE");
}

/** The version becomes the published one; what was published is kept as the previous. */
export function* promote(version: number): Operation<void> {
  yield change("UPDATE configs SET state = 'old' WHERE state = 'previous' AND version <> ?", version);
  yield change("UPDATE configs SET state = 'previous' WHERE state = 'published' AND version <> ?", version);
  yield change("UPDATE configs SET state = 'published' WHERE version = ?", version);
  yield change("UPDATE marks SET value = ? WHERE name = 'config'", version);
}

import type { AuditRow, ConfigRecords, ConfigVersion } from '../records/config';
import { audit } from './audit-store';
import { configIn, configNumbered, lockConfig, promote } from './config-row';
import type { Table, WritesOf } from './operations';
import { first, int } from './row';
import { ask, change, type Operation } from './statement';

type Saving = Parameters<ConfigRecords['saveDraft']>[0];
type Saved = Awaited<ReturnType<ConfigRecords['saveDraft']>>;
type Publishing = Parameters<ConfigRecords['publish']>[0];
type Published = Awaited<ReturnType<ConfigRecords['publish']>>;
type Rolling = Parameters<ConfigRecords['rollBack']>[0];
type RolledBack = Awaited<ReturnType<ConfigRecords['rollBack']>>;

const highest = "SELECT COALESCE(MAX(version), 0) AS version, COALESCE(MAX(revision), 0) AS revision FROM configs";
const NEW = "INSERT INTO configs (version, state, config, revision, author, at) VALUES (?, 'draft', ?, ?, ?, ?)";
const SAVE = "UPDATE configs SET config = ?, revision = ?, author = ?, at = ? WHERE state = 'draft'";

/** Without a draft a new one begins: from nothing (0) or from the newest there is, which the editor saw. */
function* saveDraft({ config, revision, by, now, audit: row }: Saving): Operation<Saved> {
  yield* lockConfig();
  const draft = yield* configIn('draft');
  const last = first((yield ask(highest)).rows);
  const newest = int(last?.revision);
  if (draft === undefined ? revision !== 0 && revision !== newest : revision !== draft.revision) return { kind: 'conflict', draft };
  const document = JSON.stringify(config);
  if (draft === undefined) yield change(NEW, int(last?.version) + 1, document, newest + 1, by, now);
  else yield change(SAVE, document, newest + 1, by, now);
  yield* audit(row);
  const saved = yield* configIn('draft');
  if (saved === undefined) throw new Error('a draft that was just saved cannot be found');
  return { kind: 'saved', draft: saved };
}

const SIGN = 'UPDATE configs SET author = ?, at = ?, note = ?, publish_at = ?, state = ? WHERE version = ?';

function* changed(version: number): Operation<ConfigVersion> {
  const found = yield* configNumbered(version);
  if (found === undefined) throw new Error('a configuration that was just changed cannot be found');
  return found;
}

function* publish({ revision, by, now, note, publishAt, audit: row }: Publishing): Operation<Published> {
  yield* lockConfig();
  const draft = yield* configIn('draft');
  if (draft === undefined) return { kind: 'nothing' };
  if (draft.revision !== revision) return { kind: 'conflict' };
  const later = publishAt !== undefined && publishAt > now;
  // one publication is planned at a time: a new plan replaces the old one
  if (later) yield change("UPDATE configs SET state = 'old' WHERE state = 'scheduled'");
  yield change(SIGN, by, now, note ?? null, later ? publishAt : null, later ? 'scheduled' : 'draft', draft.version);
  if (!later) yield* promote(draft.version);
  yield* audit(row);
  return { kind: later ? 'scheduled' : 'published', version: yield* changed(draft.version) };
}

function* rollBack({ audit: row }: Rolling): Operation<RolledBack> {
  yield* lockConfig();
  const previous = yield* configIn('previous');
  if (previous === undefined) return { kind: 'nothing' };
  yield change("UPDATE configs SET state = 'previous' WHERE state = 'published'");
  yield change("UPDATE configs SET state = 'published' WHERE version = ?", previous.version);
  yield change("UPDATE marks SET value = ? WHERE name = 'config'", previous.version);
  yield* audit(row);
  return { kind: 'published', version: yield* changed(previous.version) };
}

function* unschedule({ audit: row }: { audit: AuditRow }): Operation<ConfigVersion | undefined> {
  yield* lockConfig();
  const scheduled = yield* configIn('scheduled');
  if (scheduled === undefined) return undefined;
  yield change("UPDATE configs SET state = 'old', publish_at = NULL WHERE version = ?", scheduled.version);
  yield* audit(row);
  return yield* changed(scheduled.version);
}

const DUE = "SELECT version FROM configs WHERE version = ? AND state = 'scheduled' AND publish_at <= ?";

function* publishScheduled({ version, now, audit: row }: Parameters<ConfigRecords['publishScheduled']>[0]): Operation<ConfigVersion | undefined> {
  yield* lockConfig();
  // another node may have been quicker while we waited
  if (first((yield ask(DUE, version, now)).rows) === undefined) return undefined;
  yield change('UPDATE configs SET publish_at = NULL WHERE version = ?', version);
  yield* promote(version);
  yield* audit(row);
  return yield* changed(version);
}

function* blockScheduled({ version, faults, audit: row }: Parameters<ConfigRecords['blockScheduled']>[0]): Operation<ConfigVersion | undefined> {
  yield* lockConfig();
  const { count } = yield change("UPDATE configs SET state = 'blocked', faults = ? WHERE version = ? AND state = 'scheduled'", JSON.stringify(faults), version);
  if (count === 0) return undefined;
  yield* audit(row);
  return yield* changed(version);
}

export const configWrites: Table<WritesOf<'config'>> = {
  'config.saveDraft': saveDraft,
  'config.publish': publish,
  'config.unschedule': unschedule,
  'config.rollBack': rollBack,
  'config.publishScheduled': publishScheduled,
  'config.blockScheduled': blockScheduled,
  'config.audit': audit,
};

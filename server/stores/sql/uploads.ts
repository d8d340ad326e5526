import type { MessageBody } from '../../../shared/message';
import type { Upload, UploadKept, UploadLimits, UploadOwner } from '../records/files';
import { lockAgent } from './agent-row';
import { letGo, mayName } from './removals';
import { first, int, list, text } from './row';
import { ask, change, type Operation } from './statement';
import { forgetSpender, forgetSpent, spend } from './upload-budgets';

/** How an owner stands in the table. */
const keyed = (owner: UploadOwner): [side: 'visitor' | 'agent', key: string] => ('agent' in owner ? ['agent', owner.agent] : ['visitor', owner.visitor]);

const INSERT = 'INSERT INTO uploads (name, owner, side, kind, file, file_name, content_type, bytes, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)';
const COUNT = 'SELECT COUNT(*) AS unsaid FROM uploads WHERE owner = ? AND side = ?';

/** Locked, so that he is not erased meanwhile and his uploads are counted one after the other. */
function* lockOwner(owner: UploadOwner, at: number): Operation<boolean> {
  if ('visitor' in owner) return (yield ask('SELECT id FROM visitors WHERE id = ? FOR UPDATE', owner.visitor)).rows.length > 0;
  yield* lockAgent(owner.agent, at);
  return true;
}

export function* keepUpload({ name, owner, kind, file, fileName, contentType, bytes, at }: Upload, limits: UploadLimits): Operation<UploadKept> {
  if (!(yield* lockOwner(owner, at))) return 'no-visitor';
  const [side, key] = keyed(owner);
  if (int((yield ask(COUNT, key, side)).rows[0]?.unsaid) >= limits.unsaid) return 'too-many';
  if (!(yield* mayName(file))) return 'leaving';
  if (!(yield* spend(owner, { bytes, at, limits }))) return 'spent';
  yield change(INSERT, name, key, side, kind, file, fileName, contentType, bytes, at);
  return 'kept';
}

const HIS = 'SELECT file, file_name FROM uploads WHERE name = ? AND owner = ? AND side = ? AND kind = ? FOR UPDATE';

/** The body of a message that says this upload, ours alone until the transaction ends; undefined when he has no such one. */
export function* uploadedBody(owner: UploadOwner, name: string, kind: MessageBody['kind']): Operation<MessageBody | undefined> {
  const [side, key] = keyed(owner);
  const row = first((yield ask(HIS, name, key, side, kind)).rows);
  if (row === undefined) return undefined;
  const file = text(row.file);
  return kind === 'image' ? { kind, file } : { kind: 'file', file, name: text(row.file_name) };
}

/** It was said: the message needs its bytes from now on. */
export function* dropUpload(name: string): Operation<void> {
  yield change('DELETE FROM uploads WHERE name = ?', name);
}

const OLD = 'SELECT name, file FROM uploads WHERE at < ? ORDER BY at LIMIT ? FOR UPDATE SKIP LOCKED';

export function* expireUploads(before: number, limit: number): Operation<number> {
  yield* forgetSpent(before);
  const { rows } = yield ask(OLD, before, limit);
  if (rows.length === 0) return 0;
  const { marks, values } = list(rows.map((row) => text(row.name)));
  yield change(`DELETE FROM uploads WHERE name IN (${marks})`, ...values);
  yield* letGo(rows.map((row) => text(row.file)));
  return rows.length;
}

/** All uploads of an erased visitor; answers the files they named. */
export function* dropUploads(visitor: string): Operation<string[]> {
  const files = (yield ask("SELECT file FROM uploads WHERE owner = ? AND side = 'visitor'", visitor)).rows.map((row) => text(row.file));
  yield change("DELETE FROM uploads WHERE owner = ? AND side = 'visitor'", visitor);
  yield* forgetSpender({ visitor });
  return files;
}

const EXPORTED = "SELECT kind, file_name, content_type, bytes, at FROM uploads WHERE owner = ? AND side = 'visitor' ORDER BY at, name";

/** What he sent up and has not said, for him to be given. */
export function* uploadsOf(visitor: string): Operation<object[]> {
  return (yield ask(EXPORTED, visitor)).rows.map(({ kind, file_name: name, content_type: contentType, bytes, at }) => ({ kind, name, contentType, bytes, at }));
}

import type { MessageBody } from '../../../shared/message';
import type { Upload, UploadKept } from '../records/files';
import { letGo, mayName } from './removals';
import { first, int, list, text } from './row';
import { ask, change, type Operation } from './statement';

const INSERT = 'INSERT INTO uploads (name, visitor, kind, file, file_name, content_type, bytes, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)';
const COUNT = 'SELECT COUNT(*) AS unsaid FROM uploads WHERE visitor = ?';

export function* keepUpload({ name, visitor, kind, file, fileName, contentType, bytes, at }: Upload, most: number): Operation<UploadKept> {
  // Locked, so that he is not erased meanwhile and his uploads are counted one after the other.
  const known = (yield ask('SELECT id FROM visitors WHERE id = ? FOR UPDATE', visitor)).rows.length > 0;
  if (!known) return 'no-visitor';
  if (int((yield ask(COUNT, visitor)).rows[0]?.unsaid) >= most) return 'too-many';
  if (!(yield* mayName(file))) return 'leaving';
  yield change(INSERT, name, visitor, kind, file, fileName, contentType, bytes, at);
  return 'kept';
}

const HIS = 'SELECT file, file_name FROM uploads WHERE name = ? AND visitor = ? AND kind = ? FOR UPDATE';

/** The body of a message that says this upload, ours alone until the transaction ends; undefined when he has no such one. */
export function* uploadedBody(visitor: string, name: string, kind: MessageBody['kind']): Operation<MessageBody | undefined> {
  const row = first((yield ask(HIS, name, visitor, kind)).rows);
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
  const { rows } = yield ask(OLD, before, limit);
  if (rows.length === 0) return 0;
  const { marks, values } = list(rows.map((row) => text(row.name)));
  yield change(`DELETE FROM uploads WHERE name IN (${marks})`, ...values);
  yield* letGo(rows.map((row) => text(row.file)));
  return rows.length;
}

/** All uploads of an erased visitor; answers the files they named. */
export function* dropUploads(visitor: string): Operation<string[]> {
  const files = (yield ask('SELECT file FROM uploads WHERE visitor = ?', visitor)).rows.map((row) => text(row.file));
  yield change('DELETE FROM uploads WHERE visitor = ?', visitor);
  return files;
}

const EXPORTED = 'SELECT kind, file_name, content_type, bytes, at FROM uploads WHERE visitor = ? ORDER BY at, name';

/** What he sent up and has not said, for him to be given. */
export function* uploadsOf(visitor: string): Operation<object[]> {
  return (yield ask(EXPORTED, visitor)).rows.map(({ kind, file_name: name, content_type: contentType, bytes, at }) => ({ kind, name, contentType, bytes, at }));
}

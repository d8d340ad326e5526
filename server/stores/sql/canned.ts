import type { CannedReply, CannedScope } from '../../../shared/http/canned-replies';
import type { CannedOwner, CannedRecords } from '../records/canned';
import { signed } from './audit-store';
import type { ReadsOf, Table, WritesOf } from './operations';
import { first, given, int, list, text, textOrNull } from './row';
import { ask, change, type Operation, type Row } from './statement';

const REPLIES = 'SELECT id, scope, owner, category, title, body, shortcut, changed_at FROM canned_replies';
const ORDER = 'ORDER BY category, title, id';

function scopeOf(row: Row): CannedScope {
  switch (row.scope) {
    case 'everyone': return { kind: 'everyone' };
    case 'group': return { kind: 'group', group: text(row.owner) };
    case 'agent': return { kind: 'agent', agent: text(row.owner) };
    default: throw new Error('a canned reply of an unknown scope');
  }
}

const ownerOf = (scope: CannedScope): string => (scope.kind === 'everyone' ? '' : scope.kind === 'group' ? scope.group : scope.agent);

const replyOf = (row: Row): CannedReply => ({
  id: text(row.id), scope: scopeOf(row), category: text(row.category), title: text(row.title), text: text(row.body), changedAt: int(row.changed_at),
  ...given({ shortcut: textOrNull(row.shortcut) }),
});

function* seenBy(agent: string, groups: string[]): Operation<CannedReply[]> {
  const { marks, values } = list(groups);
  const { rows } = yield ask(
    `${REPLIES} WHERE scope = 'everyone' OR (scope = 'agent' AND owner = ?) OR (scope = 'group' AND owner IN (${groups.length === 0 ? 'NULL' : marks})) ${ORDER}`,
    agent, ...(groups.length === 0 ? [] : values),
  );
  return rows.map(replyOf);
}

function* shared(): Operation<CannedReply[]> {
  return (yield ask(`${REPLIES} WHERE scope IN ('everyone', 'group') ${ORDER}`)).rows.map(replyOf);
}

const COUNT = {
  own: "SELECT COUNT(*) AS known FROM canned_replies WHERE scope = 'agent' AND owner = ?",
  shared: "SELECT COUNT(*) AS known FROM canned_replies WHERE scope IN ('everyone', 'group') AND ? = ''",
};
const SAVE = `INSERT INTO canned_replies (id, scope, owner, category, title, body, shortcut, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET scope = excluded.scope, owner = excluded.owner, category = excluded.category, title = excluded.title, body = excluded.body,
    shortcut = excluded.shortcut, changed_at = excluded.changed_at
  WHERE (canned_replies.scope = 'agent' AND excluded.scope = 'agent' AND canned_replies.owner = excluded.owner) OR (canned_replies.scope <> 'agent' AND excluded.scope <> 'agent')`;

function* save({ id, scope, category, title, text: body, shortcut, changedAt }: CannedReply, most: number): Operation<'saved' | 'too-many' | 'not-owner'> {
  const known = first((yield ask('SELECT id FROM canned_replies WHERE id = ?', id)).rows) !== undefined;
  const owner = ownerOf(scope);
  // Two who add at once may come to one more than that; nothing depends on it.
  if (!known) {
    const { rows } = scope.kind === 'agent' ? yield ask(COUNT.own, owner) : yield ask(COUNT.shared, '');
    if (int(first(rows)?.known) >= most) return 'too-many';
  }
  const { count } = yield change(SAVE, id, scope.kind, owner, category, title, body, shortcut ?? null, changedAt);
  return count > 0 ? 'saved' : 'not-owner';
}

type AllSaved = Awaited<ReturnType<CannedRecords['saveAll']>>;

/** Everything is looked at before anything is written. */
function* saveAll(replies: readonly CannedReply[], most: number): Operation<AllSaved> {
  if (replies.length === 0) return { kind: 'saved', added: 0 };
  // No database takes any number of values in one question.
  if (replies.length > most) return { kind: 'too-many' };
  const { marks, values } = list(replies.map(({ id }) => id));
  const known = (yield ask(`SELECT id, scope FROM canned_replies WHERE id IN (${marks})`, ...values)).rows;
  const own = known.find((row) => row.scope === 'agent');
  if (own) return { kind: 'not-shared', id: text(own.id) };
  const added = replies.length - known.length;
  if (int(first((yield ask(COUNT.shared, '')).rows)?.known) + added > most) return { kind: 'too-many' };
  // In one order, so that two files brought in at once do not wait for each other.
  for (const { id, scope, category, title, text: body, shortcut, changedAt } of [...replies].sort((one, other) => (one.id < other.id ? -1 : 1))) {
    yield change(SAVE, id, scope.kind, ownerOf(scope), category, title, body, shortcut ?? null, changedAt);
  }
  return { kind: 'saved', added };
}

function* drop(id: string, owner: CannedOwner): Operation<boolean> {
  const { count } = owner === 'shared'
    ? yield change("DELETE FROM canned_replies WHERE id = ? AND scope <> 'agent'", id)
    : yield change("DELETE FROM canned_replies WHERE id = ? AND scope = 'agent' AND owner = ?", id, owner.agent);
  return count > 0;
}

export const cannedWrites: Table<WritesOf<'canned'>> = {
  'canned.save': (reply, most, row) => signed(save(reply, most), row, (result) => result === 'saved'),
  'canned.saveAll': (replies, most, row) => signed(saveAll(replies, most), row, ({ kind }) => kind === 'saved'),
  'canned.drop': (id, owner, row) => signed(drop(id, owner), row),
};
export const cannedReads: Table<ReadsOf<'canned'>> = { 'canned.seenBy': seenBy, 'canned.shared': shared };

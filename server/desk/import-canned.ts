import { checkShape } from '../../shared/check-shape';
import { CannedRow, type CannedImported, type CannedReply } from '../../shared/http/canned-replies';
import { auditRow, type Actor } from './actor';
import type { DeskContext } from './desk-context';
import { done, refused, type Done } from './refused';

/** What is wrong with one row of a spreadsheet, counted as the spreadsheet does: the header is 1. */
interface RowFault {
  row: number;
  at: string;
  fault: string;
}

const MOST_FAULTS = 20;

/**
 * Brings shared canned replies in, all or none. One without an id is known by whose it is, its category and its title, so that the
 * same file again changes nothing.
 */
export async function importCanned(ctx: DeskContext, actor: Actor, rows: readonly unknown[], most: number): Promise<Done<CannedImported>> {
  const faults: RowFault[] = [];
  const replies = new Map<string, CannedReply>();
  rows.forEach((given, n) => {
    const row = n + 2;
    const read = readRow(ctx, given);
    if (!read.ok) return void faults.push(...read.faults.map((fault) => ({ row, ...fault })));
    const { id, scope, ...words } = read.value;
    const key = id ?? ctx.idFor(`canned:${JSON.stringify([scope, words.category, words.title])}`);
    if (replies.has(key)) faults.push({ row, at: id === undefined ? '/title' : '/id', fault: 'stands twice in this file' });
    replies.set(key, { id: key, scope, ...words, changedAt: ctx.now() });
  });
  if (faults.length > 0) return refused('bad-request', faults.slice(0, MOST_FAULTS));
  const all = [...replies.values()];
  const saved = await ctx.records.canned.saveAll(all, most, auditRow(ctx, actor, 'import', 'canned-replies', { after: { replies: all.length } }));
  switch (saved.kind) {
    case 'saved':
      return done({ replies: all.length, added: saved.added });
    case 'too-many':
      return refused('conflict', { most });
    case 'not-shared':
      return refused('bad-request', [{ row: all.findIndex(({ id }) => id === saved.id) + 2, at: '/id', fault: 'belongs to an agent' }]);
  }
}

function readRow(ctx: DeskContext, given: unknown): { ok: true; value: CannedRow } | { ok: false; faults: Omit<RowFault, 'row'>[] } {
  const checked = checkShape(CannedRow, given);
  if (!checked.ok) return { ok: false, faults: checked.faults.map(({ at, fault }) => ({ at, fault })) };
  const { scope } = checked.value;
  if (scope.kind === 'group' && !ctx.view().group(scope.group)) return { ok: false, faults: [{ at: '/scope', fault: 'no such group' }] };
  return checked;
}

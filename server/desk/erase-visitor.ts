import { auditRow, type Actor } from './actor';
import type { DeskContext } from './desk-context';
import { done, refused, type Done } from './refused';
import { tryRemovingFiles } from './remove-files';

export interface Erased {
  conversations: number;
  messages: number;
  files: number;
}

/** Removes all words, uploads, facts and identities of one visitor, and the files nobody else needs. Audited by his id, which names nobody any more. */
export async function eraseVisitor(ctx: DeskContext, actor: Actor, visitor: string): Promise<Done<Erased>> {
  const { conversations, people } = ctx.records;
  const open = (await conversations.list({ visitor, limit: 200 })).filter((one) => one.state !== 'closed');
  const erased = await people.eraseVisitor(visitor, ctx.now(), auditRow(ctx, actor, 'erase', `visitor:${visitor}`));
  if (!erased) return refused('not-found');
  await tryRemovingFiles(ctx);
  for (const { id } of open) ctx.changed(id);
  if (open.some((one) => one.agent !== undefined)) ctx.wakeQueue(open.length);
  return done({ conversations: erased.conversations, messages: erased.messages, files: erased.files.length });
}

/** Everything kept of one visitor, for him to be given; nothing is read that no audit tells of. */
export async function exportVisitor(ctx: DeskContext, actor: Actor, visitor: string): Promise<Done<Record<string, unknown>>> {
  const { config, people } = ctx.records;
  if (!(await people.visitorById(visitor))) return refused('not-found');
  await config.audit(auditRow(ctx, actor, 'export', `visitor:${visitor}`));
  const found = await people.exportVisitor(visitor);
  return found ? done(found) : refused('not-found');
}

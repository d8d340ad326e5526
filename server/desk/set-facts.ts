import type { VisitorFacts } from '../../shared/visitor-facts';
import { auditRow, type Actor } from './actor';
import type { DeskContext } from './desk-context';
import { same } from '../../shared/same';
import { done, refused, type Done } from './refused';

/** Replaces what is known about a visitor; the same again changes nothing and is not audited. The audit names the fields, not what they say about him. */
export async function setFacts(ctx: DeskContext, actor: Actor, visitor: string, facts: VisitorFacts): Promise<Done<{ visitor: string; facts: VisitorFacts }>> {
  const { people } = ctx.records;
  const before = await people.visitorById(visitor);
  if (!before) return refused('not-found');
  if (same(before.facts, facts)) return done({ visitor, facts });
  const detail = { before: Object.keys(before.facts), after: Object.keys(facts) };
  await people.setFacts(visitor, facts, ctx.now(), auditRow(ctx, actor, 'save-facts', `visitor:${visitor}`, detail));
  ctx.visitorChanged(visitor);
  return done({ visitor, facts });
}

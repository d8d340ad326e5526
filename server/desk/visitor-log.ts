import type { VisitorLogAnswer } from '../../shared/http/visitor-log';
import type { DeskContext } from './desk-context';
import { done, refused, type Done } from './refused';

/** What happened with one visitor, newest first: his visits and taps, who received him, how it ended and what he thought of it. */
export async function visitorLog(ctx: DeskContext, visitor: string, { before, limit }: { before?: number; limit: number }): Promise<Done<VisitorLogAnswer>> {
  if (!(await ctx.records.people.visitorById(visitor))) return refused('not-found');
  const events = await ctx.records.visits.log(visitor, { limit, ...(before !== undefined && { before }) });
  const last = events.at(-1);
  return done({ events, ...(last && events.length >= limit && { next: last.at }) });
}

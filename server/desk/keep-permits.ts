import type { Inbound } from '../channels/channel';
import type { DeskContext } from './desk-context';

/** What a visitor allowed or forbade on his phone: subscribe messages of a template. A repeated push changes nothing. */
export async function keepPermits(ctx: DeskContext, inbound: Extract<Inbound, { kind: 'permits' }>): Promise<{ kind: 'kept' }> {
  const { identity, key } = inbound;
  const now = ctx.now();
  const visitor = await ctx.records.people.visitor(identity, ctx.newId(), now);
  const own = ctx.view().siteOf(identity.account)?.notice;
  for (const { template, granted } of inbound.permits) {
    const notice = own?.template === template ? { id: ctx.newId(), afterMs: own.afterSeconds * 1000 } : undefined;
    if (granted) await ctx.records.people.grantPermit({ key, visitor: visitor.id, account: identity.account, template, count: 1, now, ...(notice && { notice }) });
    else await ctx.records.people.clearPermits(visitor.id, identity.account, template);
  }
  ctx.wakeOutbox();
  return { kind: 'kept' };
}

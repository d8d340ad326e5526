import type { Happened } from '../channels/channel';
import type { DeskContext } from './desk-context';
import { agentBehind, giveTo } from './give-to';
import { keepSeat } from './keep-seat';
import { entryFor, noEntry, termsOf } from './open-conversation';

/** An agent wrote in the platform's client to somebody whose conversation is over: a new one begins, and it is his. */
export async function reopenNatively(ctx: DeskContext, { identity, key, at }: Extract<Happened, { kind: 'native' }>, by: string): Promise<void> {
  const view = ctx.view();
  const visitor = await ctx.records.people.visitorKnownAs(identity);
  const last = visitor === undefined ? undefined : (await ctx.records.people.visitorById(visitor))?.lastEntry;
  const entry = entryFor(view, 'kf', identity.account, last);
  if (!entry) {
    noEntry(ctx, identity.account);
    return;
  }
  const entered = await ctx.records.conversations.enter({
    key, identity, newVisitor: ctx.newId(), newConversation: ctx.newId(), newMessage: ctx.newId(), newDelivery: ctx.newId(),
    terms: termsOf(entry, identity.account, 'kf'), scope: 'account', at, now: ctx.now(),
    announce: { webhooks: ctx.webhooks.of(entry.site, 'conversation.opened') },
  });
  const given = await giveTo(ctx, entered.conversation, agentBehind(ctx, by), 'reopened-natively');
  if (given) await keepSeat(ctx, given, { at: 'agent', agent: by });
}

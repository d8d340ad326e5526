import type { Conversation } from '../../shared/conversation';
import type { Happened, NativeDesk } from '../channels/channel';
import type { DeskContext } from './desk-context';
import { whereItIs } from './follow-act';
import { followSession } from './follow-session';
import { agentBehind, giveTo } from './give-to';
import { keepSeat } from './keep-seat';
import { entryFor, noEntry, termsOf } from './open-conversation';

/** `settle`: call when what he said is stored; where the session had gone on meanwhile, that is followed then. */
export interface Reopened {
  conversation: Conversation;
  settle(): Promise<void>;
}

/**
 * An agent wrote in the platform's client to somebody whose conversation is over: a new one begins, and it is his. What he
 * did before the last one was closed may be over too, so then the platform is asked.
 */
export async function reopenNatively(ctx: DeskContext, desk: NativeDesk, happened: Extract<Happened, { kind: 'native' }>, by: string): Promise<Reopened | undefined> {
  const { identity, key, at, act } = happened;
  const view = ctx.view();
  const visitor = await ctx.records.people.visitorKnownAs(identity);
  const [before] = visitor === undefined ? [] : await ctx.records.conversations.list({ visitor, accounts: [identity.account], limit: 1 });
  const isOld = before?.closedAt !== undefined && at < before.closedAt;
  const session = isOld ? await whereItIs(desk, identity) : undefined;
  // Only his words are worth a conversation that is over again.
  if (session && session.at !== 'agent' && act.act !== 'said') return undefined;
  const entry = entryFor(view, 'kf', identity.account, before?.entry);
  if (!entry) {
    noEntry(ctx, identity.account);
    return undefined;
  }
  const entered = await ctx.records.conversations.enter({
    key, identity, newVisitor: ctx.newId(), newConversation: ctx.newId(), newMessage: ctx.newId(), newDelivery: ctx.newId(),
    terms: termsOf(entry, identity.account, 'kf'), scope: 'account', at: Math.max(at, before?.openedAt ?? 0), now: ctx.now(),
    announce: { webhooks: ctx.webhooks.of(entry.site, 'conversation.opened') },
  });
  const given = await giveTo(ctx, entered.conversation, agentBehind(ctx, by), 'reopened-natively');
  // We may have died here before, and found it over there meanwhile: what he said belongs to it all the same.
  if (!given) return { conversation: entered.conversation, settle: async () => undefined };
  // Should we die before it is settled, the sweep finds that it stands elsewhere.
  await keepSeat(ctx, given, session ?? { at: 'agent', agent: by }, { since: at, heard: session !== undefined });
  const settle = async (): Promise<void> => {
    const now = session && (await ctx.records.conversations.get(given.id));
    if (session && now) await followSession(ctx, now, session);
  };
  if (act.act !== 'said') await settle();
  return { conversation: given, settle };
}

import type { Entry } from '../../shared/config/entry';
import type { ErrorCode } from '../../shared/errors';
import type { EntryState } from '../../shared/http/visitor';
import type { Identity } from '../../shared/identity';
import type { ConfigView } from './config-view';
import type { DeskContext } from './desk-context';
import { createTapNow } from './tap-now';

/** Nobody can take him now: a stable code, and in words what he can do instead. */
export interface TurnedAway {
  kind: 'turned-away';
  code: Extract<ErrorCode, 'no-agent-online' | 'no-seats'>;
  state: EntryState;
}

/**
 * On our own chat page nothing is opened for a visitor whom nobody can take and no queue may hold: he is told so and may
 * leave a message. Undefined when he may come in, or is in already.
 */
export async function turnedAway(ctx: DeskContext, view: ConfigView, entry: Entry, identity: Identity): Promise<TurnedAway | undefined> {
  const { conversations, people } = ctx.records;
  const visitor = await people.visitor(identity, ctx.newId(), ctx.now());
  if (await conversations.openOf(visitor.id, 'chat', identity.account, entry.key)) return undefined;
  const lastAgent = entry.preferLastAgent ? await conversations.lastAgent(visitor.id) : undefined;
  const state = await createTapNow(ctx, view)(entry, { facts: visitor.facts, ...(lastAgent && { lastAgent }) });
  switch (state.kind) {
    case 'no-seats':
      return { kind: 'turned-away', code: 'no-seats', state };
    case 'leave-message':
    case 'outside-hours':
      return { kind: 'turned-away', code: 'no-agent-online', state };
    default:
      return undefined;
  }
}

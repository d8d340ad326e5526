import type { Conversation } from '../../shared/conversation';
import type { Identity } from '../../shared/identity';
import type { DeskContext } from './desk-context';

/** Who the visitor is on the account his conversation stands on; undefined once he was erased. */
export async function identityOf(ctx: DeskContext, { visitor, account }: Pick<Conversation, 'visitor' | 'account'>): Promise<Identity | undefined> {
  return (await ctx.records.people.identities(visitor)).find((one) => one.account === account);
}

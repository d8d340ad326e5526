import type { Inbound } from '../channels/channel';
import type { DeskContext } from './desk-context';
import { greetNatively } from './greet-natively';
import { openConversation } from './open-conversation';

/** WeCom: a greeting's code lives 20 s from the entering; a little less, for the way there. */
const WELCOME = 18_000;
const JOINED_TTL = 48 * 3_600_000;

/** A visitor opened the platform's own chat. Nobody is given him before his first word; he is greeted if there is still time. */
export async function enterNatively(ctx: DeskContext, inbound: Extract<Inbound, { kind: 'entered' }>): Promise<void> {
  const visitor = await joined(ctx, inbound);
  const entered = await openConversation(ctx, 'kf', inbound, visitor === undefined ? {} : { visitor });
  if (!('conversation' in entered) || entered.kind === 'stale') return;
  const { conversation } = entered;
  if (inbound.welcome === undefined || ctx.now() - inbound.at > WELCOME) return;
  const seat = await ctx.records.native.seat(conversation.id);
  const notice = { code: inbound.welcome, until: inbound.at + WELCOME };
  await ctx.records.native.seated({ conversation: conversation.id, version: 0, seat: { at: 'nobody', since: ctx.now(), ...seat, notice } });
  // Whoever is served already or has moved is told by the ladder; the same button again changes nothing.
  if (entered.kind !== 'same' && conversation.lastVisitorAt === undefined) await greetNatively(ctx, conversation);
}

/**
 * A genuine ticket says which visitor of ours this customer is. A link can be passed on, so only the first customer who
 * comes with a visitor's tickets is taken for him.
 */
async function joined(ctx: DeskContext, { identity, ticket }: Extract<Inbound, { kind: 'entered' }>): Promise<string | undefined> {
  if (!ticket.genuine || ticket.visitor === undefined) return undefined;
  const { people } = ctx.records;
  const [visitor, identities] = await Promise.all([people.visitorById(ticket.visitor), people.identities(ticket.visitor)]);
  const another = identities.find((one) => one.provider === identity.provider && one.subject !== identity.subject);
  if (!visitor || another) return undefined;
  return (await ctx.live.once(`joined:${ticket.visitor}:${identity.account}`, JOINED_TTL).catch(() => false)) ? visitor.id : undefined;
}

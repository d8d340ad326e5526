import type { Conversation } from '../../shared/conversation';
import type { Inbound } from '../channels/channel';
import type { DeskContext } from './desk-context';
import { greetNatively } from './greet-natively';
import { openConversation } from './open-conversation';

type Entering = Extract<Inbound, { kind: 'entered' }>;

/** WeCom: a greeting's code lives 20 s from the entering; a little less, for the way there. */
const WELCOME = 18_000;
const JOINED_TTL = 48 * 3_600_000;

/** A visitor opened the platform's own chat. Nobody is given him before his first word; he is greeted if there is still time. */
export async function enterNatively(ctx: DeskContext, inbound: Entering): Promise<void> {
  const visitor = await joined(ctx, inbound);
  let welcomed = false;
  const first = async ({ id }: Conversation): Promise<void> => {
    // Whatever else moves it must be over, or one would forget what the other kept.
    await ctx.background.ended(id);
    welcomed = await keepWelcome(ctx, id, inbound);
  };
  const entered = await openConversation(ctx, 'kf', inbound, { ...(visitor !== undefined && { visitor }), first });
  // The same button again changes nothing, what came late is over, and who has written is served by the ladder.
  if (!('conversation' in entered) || entered.kind === 'stale' || entered.kind === 'same') return;
  const { conversation } = entered;
  if (conversation.lastVisitorAt !== undefined) return;
  // Perhaps done before and cut off.
  if (entered.kind === 'duplicate') await first(conversation);
  if (welcomed) await greetNatively(ctx, conversation);
}

/** False when there is no code, or none any more. */
async function keepWelcome(ctx: DeskContext, conversation: string, { welcome, at }: Entering): Promise<boolean> {
  if (welcome === undefined || ctx.now() - at > WELCOME) return false;
  const seat = await ctx.records.native.seat(conversation);
  await ctx.records.native.seated({ conversation, version: 0, seat: { at: 'nobody', since: at, ...seat, notice: { code: welcome, until: at + WELCOME } } });
  return true;
}

/**
 * A genuine ticket says which visitor of ours this customer is. A link can be passed on, so only the first customer who
 * comes with a visitor's tickets is taken for him.
 */
async function joined(ctx: DeskContext, { identity, ticket }: Entering): Promise<string | undefined> {
  if (!ticket.genuine || ticket.visitor === undefined) return undefined;
  const { people } = ctx.records;
  const [visitor, identities] = await Promise.all([people.visitorById(ticket.visitor), people.identities(ticket.visitor)]);
  const another = identities.find((one) => one.provider === identity.provider && one.subject !== identity.subject);
  if (!visitor || another) return undefined;
  const key = `joined:${ticket.visitor}:${identity.account}`;
  try {
    // The second time may be this very entering, cut off the first time.
    if (!(await ctx.live.once(key, JOINED_TTL))) return (await ctx.live.get(`${key}:by`)) === identity.subject ? visitor.id : undefined;
    await ctx.live.set(`${key}:by`, identity.subject, JOINED_TTL);
    return visitor.id;
  } catch {
    return undefined;
  }
}

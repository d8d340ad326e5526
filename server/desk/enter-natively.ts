import type { Inbound } from '../channels/channel';
import type { DeskContext } from './desk-context';
import { assignAndTell } from './follow-decision';
import { greetNatively } from './greet-natively';
import { openConversation } from './open-conversation';

type Entering = Extract<Inbound, { kind: 'entered' }>;

/** WeCom: a greeting's code lives 20 s from the entering; a little less, for the way there. */
const WELCOME = 18_000;
const JOINED_TTL = 48 * 3_600_000;

/** A visitor opened the platform's own chat. Nobody is given him before his first word; he is greeted if there is still time. */
export async function enterNatively(ctx: DeskContext, inbound: Entering): Promise<void> {
  const visitor = await joined(ctx, inbound);
  const entered = await openConversation(ctx, 'kf', inbound, visitor === undefined ? {} : { visitor });
  if (!('conversation' in entered)) return;
  const { conversation, kind } = entered;
  // The same button again changes nothing, and what came late is over.
  if (kind === 'stale' || kind === 'same') return;
  const spoke = conversation.lastVisitorAt !== undefined;
  // Done before and cut off: who waits with words the sweep finds unrouted.
  if (kind === 'duplicate' && spoke) return;
  // Whatever else moves it must be over, or one would forget what the other kept.
  await ctx.background.ended(conversation.id);
  const isGreeted = await keepWelcome(ctx, conversation.id, inbound);
  if (!spoke && isGreeted) await greetNatively(ctx, conversation);
  if (spoke) ctx.background.run(conversation.id, 'assign after entering', async () => {
    await assignAndTell(ctx, conversation, 'chose-entry', 'entered', inbound.key);
  });
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

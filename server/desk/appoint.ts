import type { Conversation } from '../../shared/conversation';
import type { Appointed, Seat } from '../channels/channel';
import type { DeskContext } from './desk-context';
import { identityOf } from './identity-of';

/** Where a conversation of this agent is to stand on its platform; undefined: the platform does not know him. */
export const seatWith = (ctx: Pick<DeskContext, 'view'>, agent: string): Seat | undefined => {
  const id = ctx.view().agent(agent)?.wecomUserId ?? nativeId(agent);
  return id === undefined ? undefined : { at: 'agent', agent: id };
};

/** Tells the platform where the conversation is to stand; where its screens do not want to know, nothing is asked. */
export async function appoint(ctx: DeskContext, conversation: Conversation, seat: Seat | undefined): Promise<Appointed> {
  const channel = ctx.channels[conversation.channel];
  if (!channel?.appoint) return { kind: 'sent' };
  if (!seat) return { kind: 'refused', why: 'no-address' };
  const identity = await identityOf(ctx, conversation);
  return identity ? channel.appoint(identity, seat) : { kind: 'refused', why: 'erased' };
}

const NATIVE = 'wecom:';

/** Somebody answers on the platform whom the configuration does not know: he owns what he took, under this name. */
export const nativeAgent = (id: string): string => `${NATIVE}${id}`;
export const nativeId = (agent: string): string | undefined => (agent.startsWith(NATIVE) ? agent.slice(NATIVE.length) : undefined);

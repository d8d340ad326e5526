import type { Conversation } from '../../shared/conversation';
import type { NativeSession } from '../channels/channel';
import type { KeptSeat } from '../stores/records/native';
import type { DeskContext } from './desk-context';

const SECOND = 1_000;
/** The platform tells whole seconds, cut off, and its clock is not ours: what it tells of this long (ms) after our own change may have been before. */
export const UNSURE = 2_000;
/** WeCom: a code for a closing word lives 20 s, others 48 h; a little less, for the way there. */
const CLOSING = 18 * SECOND;
const OTHERS = 47 * 3_600 * SECOND;

export interface Heard {
  /** A code this change gave, or one still good. */
  notice?: string | KeptSeat['notice'];
  /** It is not what we want, so the platform is still to be told. */
  heard?: boolean;
  /** When it changed by the platform's clock (ms since 1970); absent: we did it just now. */
  since?: number;
}

/** Keeps where the platform has a conversation. */
export async function keepSeat(ctx: DeskContext, conversation: Conversation, session: NativeSession, more: Heard = {}): Promise<void> {
  const until = ctx.now() + (session.at === 'nobody' ? CLOSING : OTHERS);
  const notice = typeof more.notice === 'string' ? { code: more.notice, until } : more.notice;
  const seat: KeptSeat = { ...session, ...(notice && { notice }), since: more.since ?? ctx.now() + UNSURE };
  await ctx.records.native.seated({ conversation: conversation.id, version: conversation.version, seat, ...(more.heard && { untold: true }) });
}

/** Nothing is to be told about the conversation as it is. */
export const nothingToTell = (ctx: DeskContext, { id, version }: Conversation): Promise<void> => ctx.records.native.seated({ conversation: id, version });

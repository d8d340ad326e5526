import type { Conversation } from '../../shared/conversation';
import { isSameUser } from '../../shared/wecom-userid';
import type { NativeSession } from '../channels/channel';
import type { DeskContext } from './desk-context';
import { followSession } from './follow-session';
import { identityOf } from './identity-of';
import { nothingToTell } from './keep-seat';
import { moveOn } from './move-on';
import { tellPlatform } from './tell-platform';

const BATCH = 100;
/** A platform that does not answer takes seconds for each call, and the rest of the sweep waits. */
const MOST_MS = 5_000;

/** The sweep's part: tells the platforms what a crash, an outage or a refusal left untold. What a slow platform leaves no time for is next in turn. */
export function createInLine(ctx: DeskContext): () => Promise<void> {
  let last = '';

  async function one(id: string): Promise<void> {
    try {
      // What is under way on this node is told by that.
      await ctx.background.ended(id);
      const now = await ctx.records.conversations.get(id);
      if (now) await bring(ctx, now);
    } catch (error) {
      ctx.log.error({ err: error, conversation: id }, 'could not bring a conversation in line with its platform');
    }
  }

  return async () => {
    const until = ctx.now() + MOST_MS;
    const untold = (await ctx.records.native.unseated(BATCH)).map(({ id }) => id);
    for (const id of [...untold.filter((each) => each > last), ...untold.filter((each) => each <= last)]) {
      if (ctx.now() >= until) return;
      last = id;
      await one(id);
    }
  };
}

async function bring(ctx: DeskContext, conversation: Conversation): Promise<void> {
  const had = await movedThere(ctx, conversation);
  if (had === 'unsure') return;
  if (had) return followSession(ctx, conversation, had);
  const told = await tellPlatform(ctx, conversation);
  if (told.kind === 'elsewhere') return followSession(ctx, conversation, told.session);
  if (told.kind !== 'refused') return;
  if (conversation.state === 'assigned') return void (await moveOn(ctx, conversation, 'refused-by-platform'));
  ctx.log.warn({ conversation: conversation.id, why: told.why }, 'the platform refused a change of the session');
  await nothingToTell(ctx, conversation);
}

/**
 * The platform may have been told already by a node that died then, and its agents may have passed the visitor on: telling
 * again would take him back. Answers who has him when it is neither whom we know of nor nobody; unsure: it cannot be asked now.
 */
async function movedThere(ctx: DeskContext, conversation: Conversation): Promise<NativeSession | 'unsure' | undefined> {
  const desk = ctx.channels[conversation.channel]?.native;
  const identity = await identityOf(ctx, conversation);
  if (!desk || !identity || conversation.state !== 'assigned') return undefined;
  const [seat, read] = [await ctx.records.native.seat(conversation.id), await desk.session(identity)];
  if (read.kind === 'later' || read.kind === 'unknown') return 'unsure';
  if (read.kind !== 'read' || read.value.at !== 'agent') return undefined;
  return seat?.at === 'agent' && seat.agent !== undefined && isSameUser(seat.agent, read.value.agent) ? undefined : read.value;
}

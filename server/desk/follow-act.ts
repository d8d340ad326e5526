import type { Conversation } from '../../shared/conversation';
import type { Happened, NativeDesk, NativeSession } from '../channels/channel';
import type { DeskContext } from './desk-context';
import { endedThere, followSession } from './follow-session';
import { agentBehind, giveTo } from './give-to';
import { keepSeat, UNSURE } from './keep-seat';
import { NotYet } from './not-yet';

type Native = Extract<Happened, { kind: 'native' }>;

const causes = { 'picked-up': 'taken-natively', 'passed-on': 'passed-natively', 'reopened': 'reopened-natively' } as const;

/** An owner changed or went. What happened before our own last change may be over again, so then the platform is asked. */
export async function followAct(ctx: DeskContext, desk: NativeDesk, { act, identity, at }: Native, conversation: Conversation): Promise<void> {
  const seat = await ctx.records.native.seat(conversation.id);
  const told = toldBy(act);
  // Where nothing is kept yet it may be about the conversation before, told once more after a crash.
  const isNews = told !== undefined && at >= (seat?.since ?? conversation.openedAt + UNSURE);
  const session = isNews ? told : await whereItIs(desk, identity);
  const isAsTold = told !== undefined && told.at === session.at && (told.at !== 'agent' || session.at !== 'agent' || told.agent === session.agent);
  if (!isAsTold) return followSession(ctx, conversation, session);

  // What was read just now makes all that was told before it old.
  const heard = { ...(isNews && { since: at }), ...('notice' in act && act.notice !== undefined && { notice: act.notice }) };
  if (act.act === 'ended') {
    await keepSeat(ctx, conversation, { at: 'nobody' }, heard);
    return endedThere(ctx, conversation, act.agent === undefined ? conversation.agent : agentBehind(ctx, act.agent));
  }
  if (act.act !== 'picked-up' && act.act !== 'passed-on' && act.act !== 'reopened') return;
  const given = await giveTo(ctx, conversation, agentBehind(ctx, act.agent), causes[act.act]);
  if (given) await keepSeat(ctx, given, { at: 'agent', agent: act.agent }, heard);
}

function toldBy(act: Native['act']): NativeSession | undefined {
  if (act.act === 'ended') return { at: 'nobody' };
  return act.act === 'picked-up' || act.act === 'passed-on' || act.act === 'reopened' ? { at: 'agent', agent: act.agent } : undefined;
}

/** Without an answer the item is tried again, so that nothing that follows it overtakes it. */
export async function whereItIs(desk: NativeDesk, identity: Native['identity']): Promise<NativeSession> {
  const read = await desk.session(identity);
  if (read.kind === 'read') return read.value;
  const words = `the platform did not say where a session is: ${read.why}`;
  throw read.kind === 'refused' ? new Error(words) : new NotYet(words);
}

import type { Conversation } from '../../shared/conversation';
import type { Receipt } from '../../shared/receipt';
import type { Act } from '../stores/records/agents';
import type { TransferRequest as Asked } from '../stores/records/ownership';
import type { AuditRow } from '../stores/records/config';
import { standing, isYes } from '../routing/eligibility';
import { telling } from './assign';
import type { DeskContext } from './desk-context';
import { followSession } from './follow-session';
import { giveBack } from './give-back';
import { roadOf, type Road } from './native-road';
import { moveOn } from './move-on';
import { refreshCards } from './refresh-cards';
import { say, worded } from './say';
import { seatOf } from './seat-of';
import { createStepAnswers } from './step-answers';
import { tellPlatform } from './tell-platform';

export interface TransferRequest {
  conversation: string;
  /** Who passes it on; must be the owner unless `anyOwner`. */
  by: string;
  to: string;
  note?: string;
  /** Of the conversation when the note was written: where several colleagues are tried, the note is kept once. */
  noteAsOf?: number;
  anyOwner?: boolean;
  /** What the colleague was asked and said yes to, so he is there; it must still stand. */
  accepted?: Asked;
  /** His act in WeCom by which he said so. */
  act?: Act;
  audit?: AuditRow;
}

export type Transferred =
  | { kind: 'transferred'; conversation: Conversation }
  | { kind: 'not-owner'; owner?: string }
  /** Not there, or his platform would not have him. */
  | { kind: 'not-available' }
  | { kind: 'closed' };

/** Passes a conversation on at once: the former owner no longer receives or may send, the next one sees all history and the note. */
export async function transfer(ctx: DeskContext, request: TransferRequest): Promise<Transferred> {
  const { conversations } = ctx.records;
  const view = ctx.view();
  const before = await conversations.get(request.conversation);
  if (!before || before.state === 'closed') return { kind: 'closed' };
  if (before.agent !== request.by && !request.anyOwner) return { kind: 'not-owner', ...(before.agent !== undefined && { owner: before.agent }) };
  if (before.agent === request.to) return { kind: 'transferred', conversation: before };
  if (!request.accepted && !(await isThere(ctx, request.to, roadOf(before)))) return { kind: 'not-available' };
  const entry = view.entry(before.entry);
  const { full } = await seatOf(ctx, view, request.to);
  const receipt: Receipt = {
    at: ctx.now(), entry: before.entry, outcome: 'transferred', cause: 'transferred', by: request.by,
    winner: { agent: request.to, step: -1 }, steps: [], ...(full && { aboveLimit: true }),
  };
  if (request.note !== undefined) await keepNote(ctx, before.id, request.noteAsOf ?? before.version, request.by, request.note);
  const claimed = await conversations.claim({
    conversation: before.id, version: before.version, agent: request.to, ringSeconds: ringOf(ctx, before), now: ctx.now(),
    cause: 'transferred', receipt, ...telling(ctx, view, before, request.to, receipt),
    ...(request.note !== undefined && { note: request.note }),
    newDelivery: ctx.newId(),
    ...(request.audit && { audit: request.audit }),
    ...(before.agent !== undefined && { from: before.agent }),
    ...(request.accepted && { asked: request.accepted }),
    ...(request.act && { act: request.act }),
    announce: { webhooks: ctx.webhooks.of(entry?.site, 'conversation.assigned') },
  });
  if (claimed.kind !== 'claimed') {
    const owner = claimed.kind === 'lost' ? claimed.conversation?.agent : undefined;
    return { kind: 'not-owner', ...(owner !== undefined && { owner }) };
  }
  ctx.wakeOutbox();
  ctx.changed(before.id);
  refreshCards(ctx, before.id);
  const told = await tellPlatform(ctx, claimed.conversation);
  if (told.kind === 'refused') {
    if (before.agent === undefined) await moveOn(ctx, claimed.conversation, 'refused-by-platform');
    else await giveBack(ctx, claimed.conversation, before.agent);
    return { kind: 'not-available' };
  }
  if (told.kind === 'elsewhere') {
    await followSession(ctx, claimed.conversation, told.session);
    const now = await conversations.get(before.id);
    if (now?.agent !== request.to || now.state !== 'assigned') return { kind: 'not-owner', ...(now?.agent !== undefined && { owner: now.agent }) };
  }
  await say(ctx, claimed.conversation, worded(ctx, 'moved', { agent: view.agent(request.to)?.name ?? '' }), `transfer:${before.id}:${claimed.conversation.version}`);
  ctx.wakeQueue(1);
  return { kind: 'transferred', conversation: claimed.conversation };
}

/** Whether an agent could take one now, his limit aside: a colleague's request may exceed it. */
export async function isThere(ctx: DeskContext, agent: string, road?: Road): Promise<boolean> {
  const answer = await createStepAnswers(ctx, ctx.view(), road)({ target: { kind: 'agent', agent } });
  const candidate = answer.candidates[0];
  if (!candidate) return false;
  const step = { target: { kind: 'agent' as const, agent }, respectCapacity: false, acceptAway: false, ringSeconds: 0 };
  return isYes(standing(candidate, { now: ctx.now(), step, load: candidate.load }).verdict);
}

/** The new owner gets as long for a first reply as the step that brought the conversation in. */
function ringOf(ctx: DeskContext, conversation: Conversation): number {
  const ladder = ctx.view().entry(conversation.entry)?.ladder ?? [];
  return (ladder[conversation.step ?? 0] ?? ladder[0])?.ringSeconds ?? 60;
}

async function keepNote(ctx: DeskContext, conversation: string, asOf: number, by: string, note: string): Promise<void> {
  await ctx.records.conversations.reply({
    key: `note:transfer:${conversation}:${asOf}`, conversation, agent: by, anyOwner: true,
    from: 'note', newMessage: ctx.newId(), body: { kind: 'text', text: note }, now: ctx.now(), deliveries: [],
  });
}

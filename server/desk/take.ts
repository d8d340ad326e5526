import type { Cause } from '../../shared/causes';
import type { Conversation } from '../../shared/conversation';
import type { Receipt } from '../../shared/receipt';
import type { Act } from '../stores/records/agents';
import { chooseCurrent } from './current-conversation';
import type { AuditRow } from '../stores/records/config';
import type { DeskContext } from './desk-context';
import { followSession } from './follow-session';
import { giveBack } from './give-back';
import { telling } from './assign';
import { refreshCards } from './refresh-cards';
import { moveOn } from './move-on';
import { seatOf } from './seat-of';
import { tellPlatform } from './tell-platform';

export interface TakeRequest {
  conversation: string;
  agent: string;
  cause: Cause;
  /** A supervisor takes it from its owner too, and above any limit. */
  anyOwner?: boolean;
  /** His act in WeCom: done once, and his next plain texts go there. */
  act?: Act;
  audit?: AuditRow;
}

export type Taken =
  | { kind: 'taken'; conversation: Conversation }
  | { kind: 'full'; load: number }
  /** The platform would not have him; it goes down its ladder again. */
  | { kind: 'not-receiving'; why: string }
  /** Somebody else has it, or it is over. */
  | { kind: 'lost'; owner?: string };

/**
 * An agent takes a waiting (or left) conversation by hand. He may exceed his limit by one, and the receipt says so; a
 * supervisor takes anything. Two at once: one wins, the other is answered who did.
 */
export async function take(ctx: DeskContext, request: TakeRequest): Promise<Taken> {
  const { conversations } = ctx.records;
  const view = ctx.view();
  const before = await conversations.get(request.conversation);
  if (!before || before.state === 'closed') return { kind: 'lost' };
  if (before.state === 'assigned' && before.agent === request.agent) return alreadyHis(ctx, request, before);
  if (before.state === 'assigned' && !request.anyOwner) return { kind: 'lost', ...(before.agent !== undefined && { owner: before.agent }) };

  if (isSilent(ctx, before)) return { kind: 'not-receiving', why: 'nothing-said' };
  const { limit, full } = await seatOf(ctx, view, request.agent);
  const receipt: Receipt = {
    at: ctx.now(), entry: before.entry, outcome: 'taken', cause: request.cause, by: request.agent,
    winner: { agent: request.agent, step: -1 }, steps: [],
    ...(full && { aboveLimit: true }),
  };
  const entry = view.entry(before.entry);
  const claimed = await conversations.claim({
    conversation: before.id, version: before.version, agent: request.agent,
    ...(limit !== undefined && !request.anyOwner && { limit: limit + 1 }),
    ringSeconds: 0, now: ctx.now(), cause: request.cause, receipt,
    ...telling(ctx, view, before, request.agent, receipt),
    newDelivery: ctx.newId(),
    ...(request.audit && { audit: request.audit }),
    ...(before.state === 'assigned' && before.agent !== undefined && { from: before.agent }),
    ...(request.act && { act: request.act, chosenUntil: ctx.now() + ctx.times.current }),
    announce: { webhooks: ctx.webhooks.of(entry?.site, 'conversation.assigned') },
  });
  if (claimed.kind === 'full') return { kind: 'full', load: claimed.load };
  if (claimed.kind === 'lost') {
    const owner = claimed.conversation?.agent;
    return owner === request.agent && claimed.conversation ? alreadyHis(ctx, request, claimed.conversation) : { kind: 'lost', ...(owner !== undefined && { owner }) };
  }
  ctx.wakeOutbox();
  ctx.changed(before.id);
  refreshCards(ctx, before.id);
  const told = await tellPlatform(ctx, claimed.conversation);
  if (told.kind === 'refused') {
    if (claimed.former === undefined) await moveOn(ctx, claimed.conversation, 'refused-by-platform');
    else await giveBack(ctx, claimed.conversation, claimed.former);
    return { kind: 'not-receiving', why: told.why };
  }
  if (told.kind === 'elsewhere') {
    await followSession(ctx, claimed.conversation, told.session);
    const now = await conversations.get(before.id);
    if (now?.agent !== request.agent || now.state !== 'assigned') return { kind: 'lost', ...(now?.agent !== undefined && { owner: now.agent }) };
  }
  if (claimed.former !== undefined) ctx.wakeQueue(1);
  return { kind: 'taken', conversation: claimed.conversation };
}

/** WeCom: nobody can be given a visitor before his first word. */
const isSilent = (ctx: DeskContext, { channel, lastVisitorAt }: Conversation): boolean =>
  ctx.channels[channel]?.native !== undefined && lastVisitorAt === undefined;

async function alreadyHis(ctx: DeskContext, { agent, act }: TakeRequest, conversation: Conversation): Promise<Taken> {
  if (act) await chooseCurrent(ctx, agent, { conversation: conversation.id, at: act.at }, act);
  return { kind: 'taken', conversation };
}

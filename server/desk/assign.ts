import type { Cause } from '../../shared/causes';
import type { Conversation } from '../../shared/conversation';
import { explainLine } from '../routing/explain';
import type { Decision } from '../routing/question';
import type { Receipt } from '../../shared/receipt';
import { askRouter, questionFor, type ClaimHeard } from './ask-router';
import type { ConfigView } from './config-view';
import type { DeskContext } from './desk-context';
import { followSession } from './follow-session';
import { roadOf } from './native-road';
import { createStepAnswers } from './step-answers';
import { tellPlatform } from './tell-platform';

export interface Assignment {
  decision: Decision;
  conversation: Conversation;
}

/**
 * Runs the entry's ladder for a waiting conversation and claims it for the first who may and can have it. Safe to run
 * twice and on two nodes: the claim names the version it saw, so the second run is answered `moved`.
 */
export async function assign(ctx: DeskContext, waiting: Conversation, cause: Cause, view: ConfigView = ctx.view()): Promise<Assignment | undefined> {
  const entry = view.entryOf(waiting);
  if (!entry) return undefined;
  let conversation = waiting;
  const question = await questionFor(ctx, view, entry, conversation, cause);
  const webhooks = ctx.webhooks.of(entry.site, 'conversation.assigned');

  const decision = await askRouter(question, createStepAnswers(ctx, view, roadOf(waiting)), async (offer, receipt): Promise<ClaimHeard> => {
    const step = receipt.steps[offer.step];
    const claimed = await ctx.records.conversations.claim({
      conversation: conversation.id,
      version: conversation.version,
      agent: offer.agent,
      ...(offer.limit !== undefined && { limit: offer.limit }),
      step: offer.step,
      ...(step?.target.kind === 'group' && { group: step.target.group }),
      ringSeconds: offer.ringSeconds,
      now: ctx.now(),
      cause,
      receipt,
      ...telling(ctx, view, conversation, offer.agent, receipt),
      newDelivery: ctx.newId(),
      announce: { webhooks },
    });
    if (claimed.kind === 'full') return { claim: 'full' };
    if (claimed.kind === 'lost') {
      conversation = claimed.conversation ?? conversation;
      return { claim: 'lost' };
    }
    conversation = claimed.conversation;
    return tell();
  });

  /** The platform may still say no: then the claim is undone and the next candidate is offered it. What it has not heard yet, the sweep tells. */
  async function tell(): Promise<ClaimHeard> {
    const told = await tellPlatform(ctx, conversation);
    if (told.kind === 'elsewhere' && told.session.at !== 'new' && told.session.at !== 'desk' && told.session.at !== 'pool') {
      await followSession(ctx, conversation, told.session);
      conversation = (await ctx.records.conversations.get(conversation.id)) ?? conversation;
      return { claim: 'lost' };
    }
    if (told.kind !== 'refused') return { claim: 'won' };
    const released = await ctx.records.conversations.release({
      conversation: conversation.id, version: conversation.version, now: ctx.now(), cause: 'refused-by-platform',
      missed: false, missesBeforePause: view.config.settings.missesBeforePause, newDelivery: ctx.newId(),
    });
    if (released.kind === 'moved') return { claim: 'lost' };
    conversation = released.conversation;
    return { claim: 'refused', code: told.why };
  }

  if (decision.kind === 'assigned') ctx.wakeOutbox();
  ctx.changed(conversation.id);
  return { decision, conversation };
}

/** Whether the agent is told outside the workbench, and in which line he reads why it is his. */
export function telling(ctx: Pick<DeskContext, 'agentChannel' | 'channels'>, view: ConfigView, conversation: Conversation, agent: string, receipt: Receipt): { tell: boolean; line: string } {
  return {
    // Where he answers in the platform's own client, it tells him.
    tell: ctx.channels[conversation.channel]?.native === undefined && ctx.agentChannel !== undefined && view.agent(agent)?.wecomUserId !== undefined,
    line: explainLine(receipt, 'zh', (key) => view.agent(key)?.name ?? key),
  };
}

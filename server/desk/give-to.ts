import type { Cause } from '../../shared/causes';
import type { Conversation } from '../../shared/conversation';
import type { Receipt } from '../../shared/receipt';
import { nativeAgent } from './appoint';
import type { DeskContext } from './desk-context';
import { refreshCards } from './refresh-cards';

const TRIES = 3;

/** The agent who has this id on the platform; somebody we do not know answers under that id. */
export function agentBehind(ctx: DeskContext, id: string): string {
  const agent = ctx.view().agentByAddress(id);
  if (agent) return agent.key;
  ctx.alarms.raise({
    key: `unknown-native-agent:${id}`, level: 'warning',
    zh: '有人在微信客服里接待，但他不在客服名单里。请在后台把他的企业微信账号填到一位客服上。',
    en: 'Somebody answers in 微信客服 who is not among the agents. Give an agent his WeCom user id in the console.',
  });
  return nativeAgent(id);
}

/** Somebody has it on the platform already, so it is his here too, whatever his limit. Undefined when it is over here. */
export async function giveTo(ctx: DeskContext, conversation: Conversation, agent: string, cause: Cause): Promise<Conversation | undefined> {
  let now = conversation;
  for (let tried = 0; tried < TRIES; tried += 1) {
    if (now.state === 'closed') return undefined;
    if (now.state === 'assigned' && now.agent === agent) return now;
    const receipt: Receipt = { at: ctx.now(), entry: now.entry, outcome: 'taken', cause, by: agent, winner: { agent, step: -1 }, steps: [] };
    const site = ctx.view().entryOf(now)?.site;
    const claimed = await ctx.records.conversations.claim({
      conversation: now.id, version: now.version, agent, ringSeconds: 0, now: ctx.now(), cause, receipt, tell: false, newDelivery: ctx.newId(),
      ...(now.state === 'assigned' && now.agent !== undefined && { from: now.agent }),
      announce: { webhooks: ctx.webhooks.of(site, 'conversation.assigned') },
    });
    if (claimed.kind === 'claimed') {
      ctx.changed(now.id);
      refreshCards(ctx, now.id);
      if (claimed.former !== undefined) ctx.wakeQueue(1);
      return claimed.conversation;
    }
    if (claimed.kind === 'full' || claimed.conversation === undefined) return undefined;
    now = claimed.conversation;
  }
  return undefined;
}

import type { Conversation } from '../../shared/conversation';
import type { Act } from '../stores/records/agents';
import { did, nothing, type Did } from './act-once';
import type { DeskContext } from './desk-context';
import { roadOf } from './native-road';
import { isThere } from './transfer';
import { word } from './word-news';

/** A platform card holds six buttons. */
const MOST = 6;

/** Sends the owner a card with the colleagues who could take his conversation over now. */
export async function offerColleagues(ctx: DeskContext, act: Act, conversation: Conversation, visitor: string): Promise<Did> {
  const { agent } = act;
  const view = ctx.view();
  const near = view.groupsOf(agent).flatMap((group) => group.members.map((member) => member.agent));
  const others = (await ctx.records.agents.leastLoaded(['online'], 50)).map((state) => state.agent);
  const colleagues: string[] = [];
  for (const one of new Set([...near, ...others])) {
    if (colleagues.length === MOST) break;
    if (one !== agent && (await isThere(ctx, one, roadOf(conversation)))) colleagues.push(one);
  }
  if (colleagues.length === 0) return nothing(word('transferNobody'));
  await ctx.records.agents.keepAct(act, {
    now: ctx.now(), answer: '',
    tell: [{
      id: ctx.idFor(`colleagues:${act.key}`), conversation: conversation.id,
      target: { to: 'agent', agent, news: { kind: 'colleagues', agents: colleagues, visitor } },
    }],
  });
  ctx.wakeOutbox();
  return did();
}

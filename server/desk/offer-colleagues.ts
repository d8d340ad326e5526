import type { Conversation } from '../../shared/conversation';
import type { DeskContext } from './desk-context';
import { isThere } from './transfer';
import { word } from './word-news';

/** A platform card holds six buttons. */
const MOST = 6;

/** Sends the owner a card with the colleagues who could take his conversation over now. */
export async function offerColleagues(ctx: DeskContext, agent: string, conversation: Conversation, visitor: string, key: string): Promise<string | undefined> {
  const view = ctx.view();
  const near = view.groupsOf(agent).flatMap((group) => group.members.map((member) => member.agent));
  const others = (await ctx.records.agents.leastLoaded(['online'], 50)).map((state) => state.agent);
  const colleagues: string[] = [];
  for (const one of new Set([...near, ...others])) {
    if (colleagues.length === MOST) break;
    if (one !== agent && (await isThere(ctx, one))) colleagues.push(one);
  }
  if (colleagues.length === 0) return word('transferNobody');
  await ctx.records.outbox.add([{
    id: ctx.idFor(`colleagues:${key}`), conversation: conversation.id,
    target: { to: 'agent', agent, news: { kind: 'colleagues', agents: colleagues, visitor } },
  }], ctx.now());
  ctx.wakeOutbox();
  return undefined;
}

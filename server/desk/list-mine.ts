import type { DeskContext } from './desk-context';
import { word } from './word-news';

/** His conversations as a card to choose from; with none there is nothing to choose. */
export async function listMine(ctx: DeskContext, agent: string, key: string, title: 'mine' | 'chooseFirst' = 'mine'): Promise<string | undefined> {
  const mine = await ctx.records.conversations.ofAgent(agent);
  if (mine.length === 0) return word('mineEmpty');
  await ctx.records.outbox.add([{
    id: ctx.idFor(`list:${key}`),
    target: { to: 'agent', agent, news: { kind: 'answer', code: title, values: { count: mine.length }, conversations: mine.map((one) => one.id) } },
  }], ctx.now());
  ctx.wakeOutbox();
  return undefined;
}

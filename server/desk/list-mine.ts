import type { Act } from '../stores/records/agents';
import { did, nothing, type Did } from './act-once';
import type { DeskContext } from './desk-context';
import { word } from './word-news';

/** His conversations as a card to choose from, once per act; with none there is nothing to choose. */
export async function listMine(ctx: DeskContext, act: Act, title: 'mine' | 'chooseFirst' = 'mine'): Promise<Did> {
  const mine = (await ctx.records.conversations.ofAgent(act.agent)).filter(({ channel }) => !ctx.channels[channel]?.native);
  if (mine.length === 0) return nothing(word('mineEmpty'));
  await ctx.records.agents.keepAct(act, {
    now: ctx.now(), answer: '',
    tell: [{
      id: ctx.idFor(`list:${act.key}`),
      target: { to: 'agent', agent: act.agent, news: { kind: 'answer', code: title, values: { count: mine.length }, conversations: mine.map((one) => one.id) } },
    }],
  });
  ctx.wakeOutbox();
  return did();
}

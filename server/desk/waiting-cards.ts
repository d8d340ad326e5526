import { createStepAnswers } from './step-answers';
import { entriesNaming } from './call-next';
import type { DeskContext } from './desk-context';

const LOOK_AT = 200;

/**
 * When several wait longer than a moment, one merged card with *take* goes to the agents of those ladders who are there
 * but full or away; never to those offline or who missed them. The card is not repeated while the count stays.
 */
export function createWaitingCards(ctx: DeskContext): () => Promise<void> {
  const told = new Map<string, string>();

  return async () => {
    const now = ctx.now();
    const waiting = (await ctx.records.conversations.waiting({ now, limit: LOOK_AT })).filter((one) => now - one.waitingSince >= ctx.times.waitingCard);
    if (waiting.length === 0) {
      if (told.size > 0) await takeBack([...told.keys()]);
      told.clear();
      return;
    }
    const view = ctx.view();
    const states = await ctx.records.agents.leastLoaded(['online', 'away'], 100);
    const reachable = states.filter((state) => !state.paused && view.agent(state.agent)?.wecomUserId !== undefined);
    const answer = createStepAnswers(ctx, view);
    for (const state of reachable) {
      const entries = new Set(entriesNaming(view, state.agent));
      const his = waiting.filter((one) => entries.has(one.entry));
      if (his.length === 0) continue;
      const [candidate] = (await answer({ target: { kind: 'agent', agent: state.agent } })).candidates;
      if (candidate?.lease !== 'live') continue;
      const mark = `${his.length}`;
      if (told.get(state.agent) === mark) continue;
      await takeBack([state.agent]);
      told.set(state.agent, mark);
      await ctx.records.outbox.add([{
        id: ctx.newId(), mergeKey: `waiting:${state.agent}`,
        target: { to: 'agent', agent: state.agent, news: { kind: 'waiting', count: his.length, oldestAt: Math.min(...his.map((one) => one.waitingSince)), conversations: his.map((one) => one.id) } },
      }], now);
      ctx.wakeOutbox();
    }
  };

  async function takeBack(agents: string[]): Promise<void> {
    for (const agent of agents) {
      for (const card of await ctx.records.agents.cards({ agent, kind: 'waiting' })) {
        const address = ctx.view().agent(agent)?.wecomUserId;
        if (address !== undefined && card.responseCode !== undefined) await ctx.agentChannel?.update(address, card.responseCode, '已更新');
        await ctx.records.agents.dropCard(card.id);
      }
    }
  }
}

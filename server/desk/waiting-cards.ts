import type { Step } from '../../shared/config/entry';
import type { Conversation } from '../../shared/conversation';
import { isYes, standing } from '../routing/eligibility';
import type { Candidate } from '../routing/question';
import { createCandidates } from './candidates';
import type { ConfigView } from './config-view';
import type { DeskContext } from './desk-context';
import { word } from './word-news';

const LOOK_AT = 200;
/** Of a desk where anyone may answer, so many of the least loaded are told. */
const ANYONE = 100;

/**
 * When visitors wait longer than a moment, one merged card with *take* goes to the agents of those ladders who are there
 * but full or away; never to those offline or who missed them. The card is not repeated while the count stays.
 */
export function createWaitingCards(ctx: DeskContext): () => Promise<void> {
  const told = new Map<string, number>();

  return async () => {
    const view = ctx.view();
    const waiting = await longWaiting();
    const named = await whoMayTake(view, waiting);
    const candidates = (await createCandidates(ctx, view)([...named.keys()])).filter((one) => isHere(ctx, one));
    const now = new Map(candidates.map(({ key }) => [key, named.get(key) ?? []] as const).filter(([, his]) => his.length > 0));
    await takeBack([...told.keys()].filter((agent) => !now.has(agent)));
    for (const [agent, his] of now) {
      if (told.get(agent) === his.length) continue;
      await takeBack([agent]);
      told.set(agent, his.length);
      await tell(agent, his);
    }
  };

  async function longWaiting(): Promise<Conversation[]> {
    const now = ctx.now();
    const { conversations } = ctx.records;
    const found = (await conversations.waiting({ now, limit: LOOK_AT })).filter((one) => now - one.waitingSince >= ctx.times.waitingCard);
    return found.length === 0 ? [] : conversations.find(found.map((one) => one.id));
  }

  /** For each agent those he may take: their ladders ask him, and he has not missed them. */
  async function whoMayTake(view: ConfigView, waiting: Conversation[]): Promise<Map<string, Conversation[]>> {
    const asked = new Map<string, Set<string>>();
    const named = new Map<string, Conversation[]>();
    for (const conversation of waiting) {
      // Who entered and said nothing has nothing to be answered yet.
      if (conversation.state !== 'waiting' || conversation.lastVisitorAt === undefined) continue;
      const agents = asked.get(conversation.entry) ?? (await agentsOf(view, conversation));
      asked.set(conversation.entry, agents);
      for (const agent of agents) {
        if (conversation.missed.includes(agent)) continue;
        const his = named.get(agent);
        if (his) his.push(conversation);
        else named.set(agent, [conversation]);
      }
    }
    return named;
  }

  async function agentsOf(view: ConfigView, conversation: Conversation): Promise<Set<string>> {
    const entry = view.entryOf(conversation);
    const agents = new Set<string>();
    for (const { target } of entry ? [entry.ladder, ...entry.variants.map((variant) => variant.ladder)].flat() : []) {
      if (target.kind === 'agent') agents.add(target.agent);
      if (target.kind === 'group') for (const member of view.group(target.group)?.members ?? []) agents.add(member.agent);
      if (target.kind === 'anyone') for (const state of await ctx.records.agents.leastLoaded(['online', 'away'], ANYONE)) agents.add(state.agent);
    }
    return agents;
  }

  async function tell(agent: string, his: Conversation[]): Promise<void> {
    const oldestAt = Math.min(...his.map((one) => one.waitingSince ?? one.openedAt));
    await ctx.records.outbox.add([{
      id: ctx.newId(), mergeKey: `waiting:${agent}`,
      target: { to: 'agent', agent, news: { kind: 'waiting', count: his.length, oldestAt, conversations: his.map((one) => one.id) } },
    }], ctx.now());
    ctx.wakeOutbox();
  }

  async function takeBack(agents: string[]): Promise<void> {
    for (const agent of agents) {
      told.delete(agent);
      for (const card of await ctx.records.agents.cards({ agent, kind: 'waiting' })) {
        const address = ctx.view().agent(agent)?.wecomUserId;
        if (address !== undefined && card.responseCode !== undefined) await ctx.agentChannel?.update(address, card.responseCode, word('waitingOver'));
        await ctx.records.agents.dropCard(card.id);
      }
    }
  }
}

/** Reached in WeCom and there, if full or away. */
function isHere(ctx: DeskContext, candidate: Candidate): boolean {
  if (candidate.agent?.wecomUserId === undefined) return false;
  const step: Step = { target: { kind: 'anyone' }, respectCapacity: false, acceptAway: true, ringSeconds: 0 };
  return isYes(standing(candidate, { now: ctx.now(), step, load: candidate.load }).verdict);
}

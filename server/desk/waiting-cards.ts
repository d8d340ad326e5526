import type { Step } from '../../shared/config/entry';
import type { Conversation } from '../../shared/conversation';
import { isYes, standing } from '../routing/eligibility';
import type { Candidate } from '../routing/question';
import type { Card } from '../stores/records/agents';
import { createCandidates } from './candidates';
import type { DeskContext } from './desk-context';
import { whomAsked } from './whom-asked';
import { word } from './word-news';

const LOOK_AT = 200;
/** Of a desk where anyone may answer, so many of the least loaded are told. */
const ANYONE = 100;

/**
 * When visitors wait longer than a moment, one merged card with *take* goes to the agents of those ladders who are there
 * but full or away; never to those offline or who missed them. The card is not repeated while the count stays, whichever
 * node looks: what each was told last stands in the records.
 */
export async function tellWaiting(ctx: DeskContext): Promise<void> {
  const { agents } = ctx.records;
  const told = new Map((await agents.toldWaiting()).map(({ agent, count }) => [agent, count]));
  const named = await whoMayTake(ctx, await longWaiting(ctx));
  for (const { key } of (await createCandidates(ctx, ctx.view())([...named.keys()])).filter((one) => !isHere(ctx, one))) named.delete(key);
  for (const [agent, before] of told) {
    if (named.has(agent)) continue;
    await takeBack(ctx, await agents.cards({ agent, kind: 'waiting' }));
    await tell(ctx, agent, before, []);
  }
  for (const [agent, his] of named) {
    const before = told.get(agent) ?? 0;
    if (before === his.length) continue;
    // Read before he is told anew: whoever tells him takes back what he had until then, and not the new card.
    const old = await agents.cards({ agent, kind: 'waiting' });
    if (await tell(ctx, agent, before, his)) await takeBack(ctx, old);
  }
}

async function longWaiting(ctx: DeskContext): Promise<Conversation[]> {
  const now = ctx.now();
  const { conversations } = ctx.records;
  const found = (await conversations.waiting({ now, limit: LOOK_AT })).filter((one) => now - one.waitingSince >= ctx.times.waitingCard);
  return found.length === 0 ? [] : conversations.find(found.map((one) => one.id));
}

/** For each agent those he may take: their ladders ask him, and he has not missed them. */
async function whoMayTake(ctx: DeskContext, waiting: Conversation[]): Promise<Map<string, Conversation[]>> {
  const asked = new Map<string, Set<string>>();
  const named = new Map<string, Conversation[]>();
  for (const conversation of waiting) {
    // Who entered and said nothing has nothing to be answered yet.
    if (conversation.state !== 'waiting' || conversation.lastVisitorAt === undefined) continue;
    const agents = asked.get(conversation.entry) ?? (await agentsOf(ctx, conversation));
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

async function agentsOf(ctx: DeskContext, conversation: Conversation): Promise<Set<string>> {
  const view = ctx.view();
  const entry = view.entryOf(conversation);
  if (!entry) return new Set();
  const { agents, anyone } = whomAsked(view, entry);
  if (anyone) for (const state of await ctx.records.agents.leastLoaded(['online', 'away'], ANYONE)) agents.add(state.agent);
  return agents;
}

/** Nobody waiting ends it: what is not sent yet is not sent any more. */
async function tell(ctx: DeskContext, agent: string, before: number, his: Conversation[]): Promise<boolean> {
  const oldestAt = Math.min(ctx.now(), ...his.map((one) => one.waitingSince ?? one.openedAt));
  const told = await ctx.records.agents.tellWaiting({
    agent, before, conversations: his.map((one) => one.id), oldestAt, newDelivery: ctx.newId(), now: ctx.now(),
  });
  if (told && his.length > 0) ctx.wakeOutbox();
  return told;
}

async function takeBack(ctx: DeskContext, cards: Card[]): Promise<void> {
  for (const card of cards) {
    const address = ctx.view().agent(card.agent)?.wecomUserId;
    if (address !== undefined && card.responseCode !== undefined) await ctx.agentChannel?.update(address, card.responseCode, word('waitingOver'));
    await ctx.records.agents.dropCard(card.id);
  }
}

/** Reached in WeCom and there, if full or away. */
function isHere(ctx: DeskContext, candidate: Candidate): boolean {
  if (candidate.agent?.wecomUserId === undefined) return false;
  const step: Step = { target: { kind: 'anyone' }, respectCapacity: false, acceptAway: true, ringSeconds: 0 };
  return isYes(standing(candidate, { now: ctx.now(), step, load: candidate.load }).verdict);
}

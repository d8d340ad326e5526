import type { AgentState } from '../records/agents';
import type { Claim, Claimed } from '../records/ownership';
import type { News } from '../records/delivery';
import { lockAgent } from './agent-row';
import { announced } from './announce';
import { type Kept, shown } from './conversation-row';
import { lockConversation, saveConversation } from './conversation-store';
import { choose } from './current-choice';
import { agentLane, lockLanes } from './lanes';
import { addDeliveries, addDelivery, newsFor, replayWords } from './outbox-add';
import { tellMoved, vacate } from './owner';
import { keepReceipt } from './receipt-store';
import { change, type Operation } from './statement';
import { stands } from './transfers';

const SIT = 'UPDATE agents SET load = load + 1, last_assigned_at = ?, version = version + 1 WHERE agent = ?';
const TURN = `INSERT INTO turns (team, last, count) VALUES (?, ?, 1)
  ON CONFLICT (team) DO UPDATE SET last = excluded.last, count = turns.count + 1`;
const TAKEN_UP = "UPDATE left_messages SET follow_up = 'done', done_by = ?, note = 'taken-up', done_at = ? WHERE conversation = ? AND follow_up = 'open'";

const mayBeClaimed = (c: Kept, claim: Claim): boolean => {
  if (c.version !== claim.version) return false;
  if (claim.from !== undefined) return c.state === 'assigned' && c.agent === claim.from && claim.agent !== claim.from;
  return c.state === 'waiting' || c.state === 'left';
};

/** Agents' rows always in the order of their keys, so that two transfers crossing each other do not wait for each other. */
function* lockSeats(agent: string, from: string | undefined, now: number): Operation<AgentState> {
  if (from !== undefined && from < agent) yield* lockAgent(from, now);
  const seat = yield* lockAgent(agent, now);
  if (from !== undefined && from > agent) yield* lockAgent(from, now);
  return seat;
}

/** The card and the words nobody has answered; for a silent visitor the card waits for his first word. */
function* tellOwner(claim: Claim, c: Kept, former: string | null): Operation<void> {
  if (!claim.tell) return;
  const news: News = { kind: 'assigned', cause: claim.cause };
  if (claim.line !== undefined) news.line = claim.line;
  if (claim.note !== undefined) news.note = claim.note;
  if (former !== null) news.former = former;
  if (c.last_agent_at !== null) news.saidBefore = (c.asked_from ?? c.seq + 1) - 1;
  if (c.last_visitor_at === null) {
    c.card = JSON.stringify(news);
    return;
  }
  yield* addDelivery(newsFor(claim.newDelivery, claim.agent, news), c, claim.now);
  if (c.asked_from !== null) yield* replayWords(claim.newDelivery, claim.agent, c.id, c.asked_from, claim.now);
}

/** Makes the agent the owner if conversation and seat still are as the caller saw them. */
export function* claim(claim: Claim): Operation<Claimed> {
  const c = yield* lockConversation(claim.conversation);
  if (c === undefined) return { kind: 'lost' };
  if (!mayBeClaimed(c, claim) || (claim.asked !== undefined && !(yield* stands(claim.asked)))) return { kind: 'lost', conversation: shown(c) };
  const seat = yield* lockSeats(claim.agent, claim.from, claim.now);
  if (claim.limit !== undefined && seat.load >= claim.limit) return { kind: 'full', load: seat.load };

  const before = { ...c };
  yield change(SIT, Math.max(claim.now, (seat.lastAssignedAt ?? 0) + 1), claim.agent);
  if (claim.from !== undefined) {
    yield* vacate(claim.from);
    yield* lockLanes([agentLane(claim.from), agentLane(claim.agent)]);
    yield* tellMoved(before, `${claim.newDelivery}-moved`, claim.cause, claim.agent, claim.now);
  }
  if (claim.group !== undefined) yield change(TURN, claim.group, claim.agent);
  if (claim.act !== undefined && claim.chosenUntil !== undefined) {
    yield* choose(claim.agent, { conversation: c.id, chosenAt: claim.act.at, until: claim.chosenUntil });
  }
  yield change('DELETE FROM transfers WHERE conversation = ?', c.id);
  // also when his next word made left words wait again
  yield change(TAKEN_UP, claim.agent, claim.now, c.id);

  const rings = claim.ringSeconds > 0 && c.asked_from !== null;
  Object.assign(c, {
    state: 'assigned', version: c.version + 1, agent: claim.agent, step: claim.step ?? null, assigned_at: claim.now, wait_until: null,
    ring_ms: claim.ringSeconds * 1000, ring_at: rings ? claim.now + claim.ringSeconds * 1000 : null, rung: rings ? 1 : 0,
    tell: claim.tell ? 1 : 0, card: null,
  } satisfies Partial<Kept>);
  yield* tellOwner(claim, c, before.agent);
  yield* saveConversation(c);
  const waited = before.wait_until === null || before.waiting_since === null ? null : Math.max(0, claim.now - before.waiting_since);
  yield* keepReceipt(c.id, claim.receipt, { agent: claim.agent, former: before.agent, waited });
  const conversation = shown(c);
  yield* addDeliveries(announced(claim.announce?.webhooks, 'conversation.assigned', claim.newDelivery, claim.now, conversation), c, claim.now);
  return before.agent === null ? { kind: 'claimed', conversation } : { kind: 'claimed', conversation, former: before.agent };
}

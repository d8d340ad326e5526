import type { Agent, Group } from '../../shared/config/agent';
import type { Entry, Step, Target } from '../../shared/config/entry';
import type { Receipt, Verdict } from '../../shared/receipt';
import type { Candidate, Decision, Offer, Question, RouterAsks, RouterHears, StepAnswer } from '../../server/routing/question';
import { route } from '../../server/routing/route';

export const now = Date.UTC(2026, 2, 11, 2, 0);

export function agent(key: string, more: Partial<Agent> = {}): Agent {
  return { key, name: key.toUpperCase(), disabled: false, ...more };
}

/** Somebody at his desk, unless told otherwise. */
export function candidate(key: string, more: Partial<Candidate> = {}, own: Partial<Agent> = {}): Candidate {
  return { key, agent: agent(key, own), status: 'online', lease: 'live', load: 0, ...more };
}

export function offline(key: string, since = now - 720_000): Candidate {
  return candidate(key, { status: 'offline', statusSince: since, lease: 'none' });
}

export function group(key: string, members: (string | [string, number])[], more: Partial<Group> = {}): Group {
  return {
    key, name: key.toUpperCase(), strategy: 'least-busy',
    members: members.map((m) => (typeof m === 'string' ? { agent: m } : { agent: m[0], weight: m[1] })),
    ...more,
  };
}

export function step(target: Target, more: Partial<Step> = {}): Step {
  return { target, respectCapacity: true, acceptAway: false, ringSeconds: 60, ...more };
}

export const to = {
  agent: (key: string, more: Partial<Step> = {}): Step => step({ kind: 'agent', agent: key }, more),
  group: (key: string, more: Partial<Step> = {}): Step => step({ kind: 'group', group: key }, more),
  owner: (more: Partial<Step> = {}): Step => step({ kind: 'owner' }, more),
  anyone: (more: Partial<Step> = {}): Step => step({ kind: 'anyone' }, more),
};

export function entry(ladder: Step[], more: Partial<Entry> = {}): Entry {
  return {
    key: 'vip', site: 'shop', label: { zh: 'VIP' }, channel: 'chat', enabled: true, isDefault: false, ladder, variants: [],
    overflow: { kind: 'queue', maxWaitSeconds: 600 }, designatedOutsideHours: false, preferLastAgent: false,
    priority: 0, ageingSeconds: 120, maxWaiting: 50, idleMinutes: 60, silentSeconds: 120, ...more,
  };
}

export function question(on: Entry, more: Partial<Question> = {}): Question {
  return { now, entry: on, visitor: {}, excluded: [], waiting: 0, alreadyWaiting: false, lastAgentDays: 30, cause: 'entered', ...more };
}

/** Who there is: candidates by key, groups by key, and whose turn it is. */
export interface Room {
  agents: Candidate[];
  groups?: Group[];
  turns?: Record<string, { last?: string; count: number }>;
}

type Claim = Extract<RouterHears, { claim: string }>;

export interface Heard {
  decision: Decision;
  /** Steps asked for, in order. */
  asked: Extract<RouterAsks, { ask: 'step' }>[];
  offers: Offer[];
}

export function answerFrom(room: Room, { target }: Extract<RouterAsks, { ask: 'step' }>): StepAnswer {
  const find = (key: string): Candidate => room.agents.find((a) => a.key === key) ?? { key, status: 'offline', lease: 'none', load: 0 };
  if (target.kind === 'agent') return { candidates: [find(target.agent)] };
  if (target.kind === 'anyone') return { candidates: room.agents };
  const found = room.groups?.find((g) => g.key === target.group);
  const turn = room.turns?.[target.group];
  return {
    candidates: (found?.members ?? []).map((m) => find(m.agent)),
    ...(found ? { group: found } : {}), ...(turn ? { turn } : {}),
  };
}

/** Drives the router with a room; every claim is won unless `claim` says otherwise. */
export function tap(asking: Question, room: Room, claim: (offer: Offer, receipt: Receipt) => Claim = () => ({ claim: 'won' })): Heard {
  const asked: Heard['asked'] = [];
  const offers: Offer[] = [];
  const run = route(asking);
  let turn = run.next();
  while (!turn.done) {
    const ask = turn.value;
    if (ask.ask === 'step') {
      asked.push(ask);
      turn = run.next({ step: answerFrom(room, ask) });
    } else {
      offers.push(ask.offer);
      turn = run.next(claim(ask.offer, ask.receipt));
    }
  }
  return { decision: turn.value, asked, offers };
}

export function winner(decision: Decision): string | undefined {
  return decision.kind === 'assigned' ? decision.offer.agent : undefined;
}

/** Verdicts of one step as "agent verdict". */
export function verdicts(decision: Decision, index = 0): string[] {
  return (decision.receipt.steps[index]?.verdicts ?? []).map((v) => `${v.agent} ${v.verdict}`);
}

export function verdictOf(decision: Decision, key: string, index = 0): Verdict | undefined {
  return decision.receipt.steps[index]?.verdicts.find((v) => v.agent === key)?.verdict;
}

/** Several taps in one room; whoever wins has one conversation more and the group's turn moves on. */
export function tapAgain(asking: Question, room: Room, times: number, groupKey = 'g'): (string | undefined)[] {
  const won: (string | undefined)[] = [];
  for (let i = 0; i < times; i += 1) {
    const at = asking.now + i * 1000;
    const who = winner(tap({ ...asking, now: at }, room).decision);
    won.push(who);
    const found = room.agents.find((a) => a.key === who);
    if (!found) continue;
    found.load += 1;
    found.lastAssignedAt = at;
    room.turns = { ...room.turns, [groupKey]: { last: found.key, count: (room.turns?.[groupKey]?.count ?? 0) + 1 } };
  }
  return won;
}

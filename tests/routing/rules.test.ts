import fc from 'fast-check';
import type { Step } from '../../shared/config/entry';
import type { Group, Strategy } from '../../shared/config/agent';
import type { Receipt } from '../../shared/receipt';
import { smoothShares } from '../../server/routing/smooth-shares';
import type { Candidate, Offer, Question, RouterHears } from '../../server/routing/question';
import { runSync } from '../../server/routing/run-sync';
import { agent, answerFrom, candidate, entry, group, now, offline, question, tap, tapAgain, to, verdicts, winner, type Room } from './scene';

const keys = ['a', 'b', 'c', 'd', 'e', 'f'];
const strategies: Strategy[] = ['least-busy', 'in-turn', 'longest-idle', 'as-listed', 'weighted'];
const maybe = <T>(some: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(some, { nil: undefined });
const given = <K extends string, T>(key: K, value: T | undefined): Partial<Record<K, T>> => (value === undefined ? {} : ({ [key]: value } as Partial<Record<K, T>>));

const someone = (key: string): fc.Arbitrary<Candidate> =>
  fc.record({
    status: fc.constantFrom('online', 'online', 'online', 'away', 'offline', 'lunch'),
    lease: fc.constantFrom('live' as const, 'live' as const, 'unstable' as const, 'none' as const),
    paused: fc.constantFrom(false, false, false, true), disabled: fc.constantFrom(false, false, false, true),
    load: fc.integer({ min: 0, max: 6 }), capacity: maybe(fc.integer({ min: 0, max: 6 })), last: maybe(fc.integer({ min: 0, max: 1000 })),
  }).map((p) => ({
    key, agent: agent(key, { disabled: p.disabled, ...given('capacity', p.capacity) }), status: p.status, lease: p.lease, load: p.load,
    ...(p.paused ? { paused: { reason: 'missed', since: 1 } } : {}), ...given('lastAssignedAt', p.last),
  }));

const someGroup = (key: string): fc.Arbitrary<Group> =>
  fc.tuple(fc.uniqueArray(fc.constantFrom(...keys, 'ghost')), fc.constantFrom(...strategies), maybe(fc.integer({ min: 0, max: 6 })), fc.integer({ min: 1, max: 5 }))
    .map(([members, strategy, capacity, weight]) => group(key, members.map((m, i): [string, number] => [m, ((i * weight) % 7) + 1]), { strategy, ...given('capacity', capacity) }));

const someStep: fc.Arbitrary<Step> = fc.tuple(
  fc.constantFrom(...keys.map((k) => to.agent(k)), to.group('g'), to.group('h'), to.group('lost'), to.owner(), to.anyone()),
  fc.boolean(), fc.boolean(),
).map(([s, respectCapacity, acceptAway]) => ({ ...s, respectCapacity, acceptAway }));

interface Scene { room: Room; asking: Question; answers: Extract<RouterHears, { claim: string }>['claim'][] }

const scene: fc.Arbitrary<Scene> = fc.record({
  agents: fc.tuple(...keys.map(someone)), g: someGroup('g'), h: someGroup('h'),
  count: fc.integer({ min: 0, max: 50 }), last: maybe(fc.constantFrom(...keys)),
  ladder: fc.array(someStep, { maxLength: 5 }), preferLastAgent: fc.boolean(), lastAgent: maybe(fc.constantFrom(...keys)),
  owner: maybe(fc.constantFrom(...keys, 'ghost')), deskCapacity: maybe(fc.integer({ min: 1, max: 6 })), fromStep: maybe(fc.integer({ min: 0, max: 4 })),
  missed: fc.uniqueArray(fc.constantFrom(...keys), { maxLength: 2 }),
  answers: fc.array(fc.constantFrom('won' as const, 'full' as const, 'full' as const, 'refused' as const, 'lost' as const), { maxLength: 12 }),
}).map((s) => ({
  room: { agents: s.agents, groups: [s.g, s.h], turns: { g: { count: s.count, ...given('last', s.last) } } },
  asking: question(entry(s.ladder, { preferLastAgent: s.preferLastAgent }), {
    excluded: s.missed.map((m) => ({ agent: m, reason: 'missed' as const })), visitor: given('ownerAgent', s.owner),
    ...given('lastAgent', s.lastAgent === undefined ? undefined : { agent: s.lastAgent, at: now - 1000 }), ...given('deskCapacity', s.deskCapacity), ...given('fromStep', s.fromStep),
  }),
  answers: s.answers,
}));

function play({ room, asking, answers }: Scene): ReturnType<typeof tap> {
  let turn = 0;
  return tap(asking, room, () => ({ claim: answers[turn++] ?? 'won' }));
}

function limitFor(offer: Offer, { room, asking }: Scene): number | undefined {
  const target = asking.entry.ladder[offer.step]?.target;
  const found = target?.kind === 'group' ? room.groups?.find((g) => g.key === target.group) : undefined;
  return room.agents.find((a) => a.key === offer.agent)?.agent?.capacity ?? found?.capacity ?? asking.deskCapacity;
}

const holds = (rule: (s: Scene) => void): void => fc.assert(fc.property(scene, rule), { numRuns: 400 });

test('nobody is offered who is not there, paused, disabled, has missed, or is not in the step', () => {
  holds((s) => {
    for (const offer of play(s).offers) {
      const who = s.room.agents.find((a) => a.key === offer.agent);
      const step = s.asking.entry.ladder[offer.step];
      expect(who?.agent?.disabled).toBe(false);
      expect(who?.paused).toBeUndefined();
      expect(who?.lease).toBe('live');
      expect(step?.acceptAway ? ['online', 'away'] : ['online']).toContain(who?.status);
      expect(s.asking.excluded.map((e) => e.agent)).not.toContain(offer.agent);
      expect(offer.step).toBeGreaterThanOrEqual(s.asking.fromStep ?? 0);
      if (step?.target.kind === 'agent') expect(offer.agent).toBe(step.target.agent);
      if (step?.target.kind === 'owner') expect(offer.agent).toBe(s.asking.visitor.ownerAgent);
    }
  });
});

test('never above a limit that is respected, and never anybody with a limit of 0', () => {
  holds((s) => {
    for (const offer of play(s).offers) {
      const limit = limitFor(offer, s);
      const load = s.room.agents.find((a) => a.key === offer.agent)?.load ?? 0;
      expect(limit).not.toBe(0);
      const respected = s.asking.entry.ladder[offer.step]?.respectCapacity;
      expect(offer.limit).toBe(respected ? limit : undefined);
      if (respected && limit !== undefined) expect(load).toBeLessThan(limit);
    }
  });
});

test('the same answers give the same decision, and the question is left as it was', () => {
  holds((s) => {
    const before = JSON.stringify(s);
    expect(play(s)).toEqual(play(s));
    expect(JSON.stringify(s)).toBe(before);
  });
});

test('every candidate of every step asked has a verdict; the others read "not asked"', () => {
  holds((s) => {
    const { decision, asked } = play(s);
    const steps = decision.receipt.steps;
    expect(steps.map((step) => step.target)).toEqual(s.asking.entry.ladder.map((step) => step.target));
    for (const ask of asked) {
      expect(steps[ask.step]?.verdicts.map((v) => v.agent)).toEqual(answerFrom(s.room, ask).candidates.map((c) => c.key));
    }
    const last = decision.kind === 'assigned' || decision.kind === 'moved' ? (asked.at(-1)?.step ?? -1) : steps.length - 1;
    steps.forEach((step, i) => expect(step.asked).toBe(i >= (s.asking.fromStep ?? 0) && i <= last));
    for (const step of steps.filter((one) => !one.asked)) expect(step.verdicts).toEqual([]);
  });
});

test('it stops at the first claim won or lost; the receipt of the claim is the receipt of the decision', () => {
  holds((s) => {
    const { decision, offers } = play(s);
    const said = s.answers.slice(0, offers.length);
    expect(said.slice(0, -1).some((a) => a === 'won' || a === 'lost')).toBe(false);
    const last = offers.length === 0 ? 'none' : (s.answers[offers.length - 1] ?? 'won');
    expect(decision.kind).toBe(last === 'won' ? 'assigned' : last === 'lost' ? 'moved' : 'queued');
    if (decision.kind === 'assigned') expect(decision.receipt.winner).toEqual({ agent: offers.at(-1)?.agent, step: offers.at(-1)?.step });
  });
});

test('what the label shows is what the tap does', () => {
  holds((s) => {
    const shown = runSync(s.asking, (ask) => answerFrom(s.room, ask));
    expect(shown).toEqual(tap(s.asking, s.room).decision);
  });
});

test('a receipt handed out with a claim is not changed by what comes later', () => {
  const room = { agents: [candidate('a', { load: 1 }, { capacity: 2 }), candidate('b', { load: 1 }, { capacity: 2 })], groups: [group('g', ['a', 'b'])] };
  const receipts: Receipt[] = [];
  const { decision } = tap(question(entry([to.group('g')])), room, ({ agent: who }, receipt) => {
    receipts.push(receipt);
    return { claim: who === 'a' ? 'full' : 'won' };
  });
  expect(receipts[0]).toMatchObject({ winner: { agent: 'a' }, steps: [{ verdicts: [{ verdict: 'available', load: 1 }, {}] }] });
  expect(receipts[1]).toBe(decision.receipt);
  expect(verdicts(decision)).toEqual(['a full', 'b available']);
});

describe('missed rings', () => {
  const missed = (...who: string[]): Partial<Question> => ({ cause: 'missed', excluded: who.map((a) => ({ agent: a, reason: 'missed' })) });
  const room = { agents: [candidate('a'), candidate('b'), candidate('c')], groups: [group('g', ['a', 'b'])] };
  const two = entry([to.group('g'), to.agent('c')]);

  test('F1 the same step while it has one who has not missed, then the next, then the overflow', () => {
    expect(winner(tap(question(two, { ...missed('a'), fromStep: 0 }), room).decision)).toBe('b');
    expect(winner(tap(question(two, { ...missed('a', 'b'), fromStep: 0 }), room).decision)).toBe('c');
    const none = tap(question(two, { ...missed('a', 'b', 'c'), fromStep: 1 }), room).decision;
    expect(none.kind).toBe('queued');
    expect(verdicts(none, 1)).toEqual(['c missed']);
  });

  test('F2 it goes on from the step that missed, even if somebody of an earlier one has come', () => {
    const { decision } = tap(question(two, { ...missed('c'), fromStep: 1 }), room);
    expect(decision.kind).toBe('queued');
    expect(decision.receipt.steps[0]?.asked).toBe(false);
  });
});

describe('facts', () => {
  const vip = entry([to.group('g')], {
    variants: [
      { when: { hasOwner: true, tag: 'order' }, ladder: [to.owner(), to.group('g')], priority: 3 },
      { when: { level: 'gold' }, ladder: [to.agent('c')] },
    ],
  });
  const room = { agents: [candidate('a', { load: 1 }), candidate('b'), candidate('c')], groups: [group('g', ['b'])] };
  const by = (visitor: Question['visitor']): ReturnType<typeof tap>['decision'] => tap(question(vip, { visitor }), room).decision;

  test('the first variant whose facts all hold is used', () => {
    const owner = by({ ownerAgent: 'a', tags: ['order'], level: 'gold' });
    expect(owner.receipt).toMatchObject({ winner: { agent: 'a', step: 0 }, variant: 0, steps: [{ target: { kind: 'owner' } }, { asked: false }] });
    expect(by({ level: 'gold' }).receipt).toMatchObject({ winner: { agent: 'c', step: 0 }, variant: 1 });
    expect(by({ ownerAgent: 'a' }).receipt.variant).toBeUndefined();
  });

  test('an owner step without an owner has nobody and designates nobody; with one who is away somebody stands in', () => {
    const ownerFirst = entry([to.owner(), to.group('g')]);
    const none = tap(question(ownerFirst), room);
    expect(none.asked.map((a) => a.step)).toEqual([1]);
    expect(none.decision.receipt).toMatchObject({ winner: { agent: 'b' }, steps: [{ asked: true, verdicts: [] }, { asked: true }] });
    expect(none.decision.receipt.standsInFor).toBeUndefined();
    const away = tap(question(ownerFirst, { visitor: { ownerAgent: 'ou' } }), { ...room, agents: [...room.agents, offline('ou')] });
    expect(away.decision.receipt).toMatchObject({ winner: { agent: 'b', step: 1 }, standsInFor: 'ou' });
  });
});

test('only who is named first is stood in for: a group asked first designates nobody, an unknown owner is passed over', () => {
  const room = { agents: [offline('li'), candidate('b')], groups: [] };
  const groupFirst = tap(question(entry([to.group('none'), to.agent('li'), to.anyone()])), room).decision;
  expect(groupFirst.receipt).toMatchObject({ winner: { agent: 'b', step: 2 } });
  expect(groupFirst.receipt.standsInFor).toBeUndefined();
  expect(tap(question(entry([to.owner(), to.agent('li'), to.anyone()])), room).decision.receipt.standsInFor).toBe('li');
});

describe('weights', () => {
  test('over a period each gets exactly his weight, and no long runs', () => {
    const weighted = group('g', [['a', 5], ['b', 3], ['c', 1]], { strategy: 'weighted' });
    const room = { agents: [candidate('a'), candidate('b'), candidate('c')], groups: [weighted] };
    const won = tapAgain(question(entry([to.group('g')])), room, 18);
    expect(['a', 'b', 'c'].map((k) => won.filter((w) => w === k).length)).toEqual([10, 6, 2]);
    expect(won.join('')).not.toMatch(/aaa|bb|cc/);
  });

  test('among those present the weights hold; nobody inherits his absent neighbour’s share', () => {
    const weighted = group('g', [['a', 50], ['b', 2], ['c', 2]], { strategy: 'weighted' });
    const won = tapAgain(question(entry([to.group('g')])), { agents: [offline('a'), candidate('b'), candidate('c')], groups: [weighted] }, 8);
    expect(won.filter((w) => w === 'b')).toHaveLength(4);
  });

  test('turns are dealt one at a time, never taken back, and exactly by weight after a period', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 12 }), (weights) => {
      const period = weights.reduce((a, b) => a + b, 0);
      let before = weights.map(() => 0);
      for (let count = 1; count < period; count += 1) {
        const had = smoothShares(weights, count);
        expect(had.reduce((a, b) => a + b, 0)).toBe(count);
        expect(had.every((n, i) => n >= (before[i] ?? 0) && n <= (weights[i] ?? 0))).toBe(true);
        before = had;
      }
      expect(smoothShares(weights, period)).toEqual(weights.map(() => 0));
    }), { numRuns: 30 });
  });
});

test('a step with over 50 candidates keeps the first 50, those who refused, the winner, and counts all', () => {
  const many = Array.from({ length: 300 }, (_, i) => (i < 250 ? offline(`o${i}`) : candidate(`n${i}`, { load: i === 290 ? 0 : i === 270 ? 1 : 9 })));
  const { decision } = tap(question(entry([to.anyone()])), { agents: many }, ({ agent: who }) => ({ claim: who === 'n290' ? 'refused' : 'won' }));
  const step = decision.receipt.steps[0];
  expect(winner(decision)).toBe('n270');
  expect(step?.verdicts).toHaveLength(51);
  expect(step?.verdicts.slice(-2)).toMatchObject([{ agent: 'n270', verdict: 'available' }, { agent: 'n290', verdict: 'refused-by-platform' }]);
  expect(step?.counts).toEqual({ 'offline': 250, 'available': 49, 'refused-by-platform': 1 });
});

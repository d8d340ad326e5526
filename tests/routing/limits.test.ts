import { firstBatch, limitOf } from '../../server/routing/capacity';
import { agent, candidate, entry, group, offline, question, tap, tapAgain, to, verdictOf, winner } from './scene';

const onGroup = entry([to.group('g')]);
const pair = group('g', ['li'], { capacity: 2 });

test('B1 own limit 1, group limit 2, nothing open: claimed within the own limit', () => {
  const { offers } = tap(question(onGroup), { agents: [candidate('li', {}, { capacity: 1 })], groups: [pair] });
  expect(offers).toEqual([{ agent: 'li', step: 0, limit: 1, ringSeconds: 60 }]);
});

test('B2 the same with one open: waits in the queue, "1/1"', () => {
  const { decision } = tap(question(onGroup), { agents: [candidate('li', { load: 1 }, { capacity: 1 })], groups: [pair] });
  expect(decision.kind).toBe('queued');
  expect(decision.receipt.steps[0]?.verdicts).toEqual([{ agent: 'li', verdict: 'full', load: 1, limit: 1 }]);
});

test('B3 the limit is raised: the one who waits is claimed without a word from him', () => {
  const raised = question(onGroup, { alreadyWaiting: true, waiting: 1, cause: 'capacity-raised' });
  const { offers } = tap(raised, { agents: [candidate('li', { load: 1 }, { capacity: 2 })], groups: [pair] });
  expect(offers[0]?.limit).toBe(2);
});

test('B5 group limit removed, desk 6: with five open claimed, the seventh waits', () => {
  const room = { agents: [candidate('li', { load: 5 })], groups: [group('g', ['li'])] };
  expect(tapAgain(question(onGroup, { deskCapacity: 6 }), room, 2)).toEqual(['li', undefined]);
});

test('B6 all limits removed: claimed whatever he has, and the store is given no limit', () => {
  const { offers } = tap(question(onGroup), { agents: [candidate('li', { load: 500 })], groups: [group('g', ['li'])] });
  expect(offers).toEqual([{ agent: 'li', step: 0, ringSeconds: 60 }]);
});

test('B7 the nearest limit wins, higher or lower', () => {
  expect(limitOf(agent('a', { capacity: 9 }), pair.capacity, 6)).toBe(9);
  expect(limitOf(agent('a', { capacity: 0 }), pair.capacity, 6)).toBe(0);
  expect(limitOf(agent('a'), pair.capacity, 6)).toBe(2);
  expect(limitOf(agent('a'), undefined, 6)).toBe(6);
  expect(limitOf(agent('a'), undefined, undefined)).toBeUndefined();
  const at = tap(question(onGroup, { deskCapacity: 6 }), { agents: [candidate('li', { load: 1 }, { capacity: 1 })], groups: [pair] });
  expect(verdictOf(at.decision, 'li')).toBe('full');
});

test('B7 a step that names one agent uses the limit of his group, a group step its own', () => {
  const two = entry([to.agent('li'), to.group('g')]);
  const { decision, offers } = tap(question(two, { deskCapacity: 9 }), { agents: [candidate('li', { load: 3, groupCapacity: 3 })], groups: [group('g', ['li'])] });
  expect(verdictOf(decision, 'li')).toBe('full');
  expect(offers).toEqual([{ agent: 'li', step: 1, limit: 9, ringSeconds: 60 }]);
});

test('B8 one without any limit, the others full: the unlimited one', () => {
  const agents = [candidate('a', { load: 2 }, { capacity: 2 }), candidate('b', { load: 9 })];
  expect(winner(tap(question(onGroup), { agents, groups: [group('g', ['a', 'b'])] }).decision)).toBe('b');
});

test('B15 thirty waiting, first batch 10, limit 15: ten at once, never above fifteen', () => {
  expect(firstBatch(10, 0, 15, 30)).toBe(10);
  expect(firstBatch(10, 10, 15, 20)).toBe(5);
  expect(firstBatch(10, 15, 15, 15)).toBe(0);
  expect(firstBatch(10, 17, 15, 15)).toBe(0);
  expect(firstBatch(10, 0, undefined, 4)).toBe(4);
});

test('a limit of 0 takes nobody, even where the step does not respect limits', () => {
  const blind = entry([to.agent('li', { respectCapacity: false })]);
  expect(tap(question(blind), { agents: [candidate('li', {}, { capacity: 0 })] }).decision.kind).toBe('queued');
});

test('where limits are not respected, someone with a free seat still goes before someone full', () => {
  const blind = entry([to.group('g', { respectCapacity: false })]);
  const agents = [candidate('a', { load: 1 }, { capacity: 1 }), candidate('b', { load: 1 }, { capacity: 2 })];
  const { decision } = tap(question(blind), { agents, groups: [group('g', ['a', 'b'], { strategy: 'as-listed' })] });
  expect(winner(decision)).toBe('b');
});

test('a seat gone at the claim: marked full in the receipt, the next is offered', () => {
  const agents = [candidate('a', { load: 1 }, { capacity: 3 }), candidate('b', { load: 2 }, { capacity: 3 })];
  const { decision, offers } = tap(question(onGroup), { agents, groups: [group('g', ['a', 'b'])] }, (offer) => ({
    claim: offer.agent === 'a' ? 'full' : 'won',
  }));
  expect(offers.map((o) => o.agent)).toEqual(['a', 'b']);
  expect(decision.receipt.steps[0]?.verdicts[0]).toEqual({ agent: 'a', verdict: 'full', load: 3, limit: 3 });
});

test('full at the claim in one step: not offered again under the same limit, but under a higher one', () => {
  const twice = entry([to.group('g'), to.group('same'), to.group('wide')]);
  const groups = [group('g', ['a'], { capacity: 2 }), group('same', ['a'], { capacity: 2 }), group('wide', ['a'], { capacity: 5 })];
  const { offers, decision } = tap(question(twice), { agents: [candidate('a')], groups }, ({ limit }) => ({ claim: limit === 2 ? 'full' : 'won' }));
  expect(offers.map((o) => [o.step, o.limit])).toEqual([[0, 2], [2, 5]]);
  expect(verdictOf(decision, 'a', 1)).toBe('full');
});

test('refused by the platform: the code is kept, and he is not offered again in a later step', () => {
  const twice = entry([to.agent('a'), to.group('g')]);
  const { decision, offers } = tap(question(twice), { agents: [candidate('a'), offline('b')], groups: [group('g', ['a', 'b'])] }, () => ({
    claim: 'refused', code: '95014',
  }));
  expect(offers).toHaveLength(1);
  expect(decision.receipt.steps[0]?.verdicts[0]).toMatchObject({ verdict: 'refused-by-platform', code: '95014' });
  expect(verdictOf(decision, 'a', 1)).toBe('refused-by-platform');
  expect(decision.kind).toBe('queued');
});

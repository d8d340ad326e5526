import { candidate, entry, group, offline, question, tap, tapAgain, to, verdictOf, verdicts, winner } from './scene';

const onGroup = entry([to.group('g')]);
const designated = entry([to.agent('li'), to.group('g')]);
const DAY = 86_400_000;

test('A1 of two in a group, the one available is claimed', () => {
  const { decision, offers } = tap(question(onGroup), { agents: [offline('li'), candidate('wang')], groups: [group('g', ['li', 'wang'])] });
  expect(offers.map((o) => o.agent)).toEqual(['wang']);
  expect(verdicts(decision)).toEqual(['li offline', 'wang available']);
});

test('A2 nobody there and no waiting: leave a message', () => {
  const { decision, offers } = tap(question(entry([to.group('g')], { overflow: { kind: 'leave-message' } })), {
    agents: [offline('li')], groups: [group('g', ['li'])],
  });
  expect(decision.kind).toBe('leave-message');
  expect(decision.receipt.outcome).toBe('leave-message');
  expect(offers).toEqual([]);
});

test('A3 nobody there and waiting accepted: queued with the longest wait', () => {
  const { decision } = tap(question(onGroup, { waiting: 3 }), { agents: [offline('li')], groups: [group('g', ['li'])] });
  expect(decision).toMatchObject({ kind: 'queued', maxWaitSeconds: 600, receipt: { outcome: 'queued' } });
});

test('A4 designated agent online is claimed although others have fewer conversations', () => {
  const { decision, asked } = tap(question(designated), {
    agents: [candidate('li', { load: 4 }), candidate('wang')], groups: [group('g', ['wang'])],
  });
  expect(winner(decision)).toBe('li');
  expect(asked).toHaveLength(1);
  expect(decision.receipt.steps[1]).toEqual({ step: 1, target: { kind: 'group', group: 'g' }, asked: false, verdicts: [] });
  expect(decision.receipt.standsInFor).toBeUndefined();
});

test('A5 designated agent away, group stands in', () => {
  const { decision } = tap(question(designated), { agents: [offline('li'), candidate('wang')], groups: [group('g', ['wang'])] });
  expect(decision.receipt).toMatchObject({
    winner: { agent: 'wang', step: 1 }, standsInFor: 'li',
    steps: [{ asked: true, verdicts: [{ agent: 'li', verdict: 'offline' }] }, { asked: true, verdicts: [{ agent: 'wang', verdict: 'available' }] }],
  });
  expect(decision.receipt.steps[0]?.verdicts[0]?.since).toBe(question(designated).now - 720_000);
});

test('A6 a ladder naming only the group gives its member no preference', () => {
  const { decision } = tap(question(onGroup), {
    agents: [candidate('li', { load: 1 }), candidate('wang')], groups: [group('g', ['li', 'wang'])],
  });
  expect(winner(decision)).toBe('wang');
  expect(decision.receipt.standsInFor).toBeUndefined();
});

test('A7 nobody else: an idle colleague is never asked', () => {
  const only = entry([to.agent('li')], { overflow: { kind: 'leave-message' } });
  const { decision, asked } = tap(question(only), { agents: [offline('li'), candidate('wang')] });
  expect(decision.kind).toBe('leave-message');
  expect(asked.map((a) => a.target)).toEqual([{ kind: 'agent', agent: 'li' }]);
});

test('A8 the group stands in, not someone outside it; without the group the next step', () => {
  const both = entry([to.agent('li'), to.group('g'), to.agent('zhao')]);
  const room = { agents: [offline('li'), candidate('nan'), candidate('kai'), candidate('zhao')], groups: [group('g', ['li', 'nan'])] };
  expect(winner(tap(question(both), room).decision)).toBe('nan');
  const without = { ...room, agents: [offline('li'), offline('nan'), candidate('kai'), candidate('zhao')] };
  const later = tap(question(both), without).decision;
  expect(later.receipt.winner).toEqual({ agent: 'zhao', step: 2 });
});

test('A10 limits not respected: claimed above the limit, and the receipt says so', () => {
  const exclusive = entry([to.agent('li', { respectCapacity: false })]);
  const { decision, offers } = tap(question(exclusive), { agents: [candidate('li', { load: 5 }, { capacity: 5 })] });
  expect(verdictOf(decision, 'li')).toBe('available-above-limit');
  expect(offers).toEqual([{ agent: 'li', step: 0, ringSeconds: 60 }]);
});

test('A11 away agents are no candidates unless the step accepts them', () => {
  const room = { agents: [candidate('li', { status: 'away' })], groups: [group('g', ['li'])] };
  const { decision } = tap(question(onGroup), room);
  expect(decision.kind).toBe('queued');
  expect(verdicts(decision)).toEqual(['li away']);
});

test('A12 a step that accepts away may claim them, but someone at his desk goes first', () => {
  const accepting = entry([to.group('g', { acceptAway: true })]);
  const away = candidate('li', { status: 'away' });
  const groups = [group('g', ['li', 'wang'])];
  const alone = tap(question(accepting), { agents: [away, offline('wang')], groups }).decision;
  expect(winner(alone)).toBe('li');
  expect(verdictOf(alone, 'li')).toBe('away-accepted');
  expect(winner(tap(question(accepting), { agents: [away, candidate('wang', { load: 3 })], groups }).decision)).toBe('wang');
});

test('A13 exactly the allow-listed status is eligible', () => {
  const agents = [
    candidate('away', { status: 'away' }), candidate('offline', { status: 'offline' }),
    candidate('paused', { paused: { reason: 'missed', since: 5 } }), candidate('odd', { status: 'lunch' }),
    candidate('shaky', { lease: 'unstable' }), candidate('gone', { lease: 'none' }), candidate('here'),
  ];
  const { decision, offers } = tap(question(onGroup), { agents, groups: [group('g', agents.map((a) => a.key))] }, () => ({ claim: 'full' }));
  expect(offers.map((o) => o.agent)).toEqual(['here']);
  expect(verdicts(decision)).toEqual([
    'away away', 'offline offline', 'paused paused', 'odd unknown-status', 'shaky unstable', 'gone no-lease', 'here full',
  ]);
  expect(decision.receipt.steps[0]?.verdicts[2]?.since).toBe(5);
});

test('A13 an unknown status stays out even where away is accepted', () => {
  const { decision } = tap(question(entry([to.agent('li', { acceptAway: true })])), { agents: [candidate('li', { status: 'lunch' })] });
  expect(decision.kind).toBe('queued');
});

test('A14 a disabled agent is no candidate though marked online; one unknown to the configuration neither', () => {
  const agents = [candidate('li', {}, { disabled: true })];
  const { decision } = tap(question(onGroup), { agents, groups: [group('g', ['li', 'ghost'])] });
  expect(verdicts(decision)).toEqual(['li disabled', 'ghost unknown-agent']);
});

test('A15 in turn: each online agent gets one, then the first again', () => {
  const agents = [offline('a'), candidate('b'), offline('c'), candidate('d'), offline('e')];
  const groups = [group('g', ['a', 'b', 'c', 'd', 'e'], { strategy: 'in-turn' })];
  expect(tapAgain(question(onGroup), { agents, groups }, 4)).toEqual(['b', 'd', 'b', 'd']);
});

test('A15 in turn goes on when the one served last has left the group', () => {
  const groups = [group('g', ['a', 'b', 'c'], { strategy: 'in-turn' })];
  const room = { agents: [candidate('a'), candidate('b'), candidate('c')], groups, turns: { g: { last: 'left', count: 5 } } };
  expect(winner(tap(question(onGroup), room).decision)).toBe('c');
});

test('A19 a group without members, or unknown, has nobody and breaks nothing', () => {
  const empty = tap(question(onGroup), { agents: [], groups: [group('g', [])] }).decision;
  expect(empty.receipt.steps).toEqual([{ step: 0, target: { kind: 'group', group: 'g' }, asked: true, verdicts: [] }]);
  expect(tap(question(onGroup), { agents: [] }).decision.kind).toBe('queued');
});

test('A20 least busy: both go to the one with none, then the longest since his last assignment', () => {
  const agents = [candidate('a', { load: 2, lastAssignedAt: 1 }), candidate('b')];
  const groups = [group('g', ['a', 'b'])];
  expect(tapAgain(question(onGroup), { agents, groups }, 3)).toEqual(['b', 'b', 'a']);
});

test('A20 least busy compares shares of the limit, and plain loads as soon as one has no limit', () => {
  const groups = [group('g', ['a', 'b'])];
  const big = candidate('a', { load: 3 }, { capacity: 10 });
  expect(winner(tap(question(onGroup), { agents: [big, candidate('b', { load: 1 }, { capacity: 2 })], groups }).decision)).toBe('a');
  expect(winner(tap(question(onGroup), { agents: [big, candidate('b', { load: 1 })], groups }).decision)).toBe('b');
});

test('A21 longest idle: always the one whose last assignment is older', () => {
  const agents = [candidate('a', { lastAssignedAt: 20, load: 0 }), candidate('b', { lastAssignedAt: 10, load: 9 })];
  const groups = [group('g', ['a', 'b'], { strategy: 'longest-idle' })];
  expect(tapAgain(question(onGroup), { agents, groups }, 4)).toEqual(['b', 'a', 'b', 'a']);
});

test('as listed: the first listed who is there, whatever he has', () => {
  const agents = [offline('a'), candidate('b', { load: 7 }), candidate('c')];
  const groups = [group('g', ['a', 'b', 'c'], { strategy: 'as-listed' })];
  expect(tapAgain(question(onGroup), { agents, groups }, 2)).toEqual(['b', 'b']);
});

describe('last agent', () => {
  const preferring = entry([to.group('g')], { preferLastAgent: true });
  const groups = [group('g', ['li', 'wang', 'zhao'])];
  const agents = [candidate('li', { load: 5 }), candidate('wang'), candidate('zhao')];
  const served = { agent: 'li', at: question(preferring).now - 3 * DAY };

  test('A22 a returning visitor gets the agent who served him three days ago', () => {
    const { decision } = tap(question(preferring, { lastAgent: served }), { agents, groups });
    expect(winner(decision)).toBe('li');
    expect(decision.receipt.lastAgent).toBe(true);
  });

  test('A22 not beyond the age limit, not with the switch off', () => {
    const long = { agent: 'li', at: question(preferring).now - 31 * DAY };
    expect(winner(tap(question(preferring, { lastAgent: long }), { agents, groups }).decision)).toBe('wang');
    expect(winner(tap(question(onGroup, { lastAgent: served }), { agents, groups }).decision)).toBe('wang');
  });

  test('A22 never before a step that names one agent, nor into a group he is not in, nor in a later group', () => {
    const first = entry([to.agent('zhao'), to.group('g')], { preferLastAgent: true });
    expect(winner(tap(question(first, { lastAgent: served }), { agents, groups }).decision)).toBe('zhao');
    const other = [group('g', ['wang', 'zhao'])];
    expect(winner(tap(question(preferring, { lastAgent: served }), { agents, groups: other }).decision)).toBe('wang');
    const two = entry([to.group('empty'), to.group('g')], { preferLastAgent: true });
    const later = tap(question(two, { lastAgent: served }), { agents, groups: [...groups, group('empty', [])] });
    expect(winner(later.decision)).toBe('wang');
  });

  test('A22 behind a designated agent who is gone he is preferred in the group, and asked for among anyone', () => {
    const behind = entry([to.agent('ou'), to.anyone()], { preferLastAgent: true });
    const { decision, asked } = tap(question(behind, { lastAgent: served }), { agents: [offline('ou'), ...agents] });
    expect(winner(decision)).toBe('li');
    expect(asked.map((a) => a.prefer)).toEqual([undefined, 'li']);
    expect(decision.receipt).toMatchObject({ standsInFor: 'ou', lastAgent: true });
  });

  test('A23 last agent offline: another who is online, not "all offline"', () => {
    const gone = [offline('li'), candidate('wang'), candidate('zhao')];
    const { decision } = tap(question(preferring, { lastAgent: served }), { agents: gone, groups });
    expect(winner(decision)).toBe('wang');
    expect(decision.receipt.lastAgent).toBeUndefined();
  });
});

test('A25 routed again from step 1, never parked on the agent who is gone', () => {
  const room = { agents: [offline('li'), candidate('wang', { load: 3 })], groups: [group('g', ['wang'])] };
  const { decision, asked } = tap(question(designated, { cause: 'visitor-returned' }), room);
  expect(asked[0]?.step).toBe(0);
  expect(winner(decision)).toBe('wang');
  expect(decision.receipt.cause).toBe('visitor-returned');
});

test.each(['A26 a conversation closed meanwhile is not assigned', 'A27 a conversation assigned meanwhile keeps its owner'])('%s', () => {
  const room = { agents: [candidate('li'), candidate('wang')], groups: [group('g', ['li', 'wang'])] };
  const { decision, offers } = tap(question(onGroup), room, () => ({ claim: 'lost' }));
  expect(decision.kind).toBe('moved');
  expect(decision.receipt).toMatchObject({ outcome: 'moved' });
  expect(decision.receipt.winner).toBeUndefined();
  expect(offers).toHaveLength(1);
  expect(verdicts(decision)).toEqual(['li lost-race', 'wang available']);
});

test('A30 all offline in turn: two candidates listed, none available', () => {
  const groups = [group('g', ['a', 'b'], { strategy: 'in-turn' })];
  const { decision, offers } = tap(question(onGroup), { agents: [offline('a'), offline('b')], groups });
  expect(verdicts(decision)).toEqual(['a offline', 'b offline']);
  expect(offers).toEqual([]);
});

test.each(['least-busy', 'in-turn', 'longest-idle', 'as-listed', 'weighted'] as const)('A31 first request ever, one agent, %s', (strategy) => {
  const room = { agents: [candidate('a')], groups: [group('g', ['a'], { strategy })], turns: { g: { count: 0 } } };
  expect(winner(tap(question(onGroup), room).decision)).toBe('a');
  expect(winner(tap(question(onGroup), { agents: room.agents, groups: room.groups }).decision)).toBe('a');
});

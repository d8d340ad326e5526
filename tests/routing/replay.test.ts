import { defaultSettings, type DeskConfig } from '../../shared/config/desk-config';
import type { Entry } from '../../shared/config/entry';
import { replay, type PastTap, type Replayed } from '../../server/routing/replay';
import { agent, candidate, entry, group, now, offline, question, tap, to, type Room } from './scene';

const onGroup = entry([to.agent('li'), to.group('g')]);
const desk = (on: Entry, more: Partial<DeskConfig> = {}): DeskConfig => ({
  settings: defaultSettings, sites: [], hours: [], texts: {},
  agents: ['li', 'wang', 'zhao', 'qian'].map((key) => agent(key, { capacity: 5 })),
  groups: [group('g', ['wang', 'zhao']), group('h', ['zhao', 'qian'])], entries: [on], ...more,
});
const full = { capacity: 5 };
const room: Room = {
  agents: [offline('li'), candidate('wang', { load: 2 }, full), candidate('zhao', { load: 2 }, full)], groups: desk(onGroup).groups,
};
const past = (on: Entry, there: Room = room): PastTap => ({ receipt: tap(question(on), there).decision.receipt, visitor: {} });
const one = (was: PastTap, draft: DeskConfig): Replayed | undefined => replay([was], draft)[0];

test('the same configuration gives the same result, for every strategy', () => {
  for (const strategy of ['least-busy', 'in-turn', 'longest-idle', 'as-listed', 'weighted'] as const) {
    const groups = [group('g', ['wang', 'zhao'], { strategy })];
    const tied: Room = { ...room, groups, turns: { g: { last: 'wang', count: 1 } } };
    const was = past(onGroup, tied);
    expect(one(was, desk(onGroup, { groups }))).toMatchObject({ differs: false, certain: true, would: { agent: was.receipt.winner?.agent } });
  }
});

test('an agent switched off, a limit lowered: somebody else, or the queue', () => {
  const was = past(onGroup);
  expect(was.receipt.winner?.agent).toBe('wang');
  const off = desk(onGroup).agents.map((a) => (a.key === 'wang' ? { ...a, disabled: true } : a));
  expect(one(was, desk(onGroup, { agents: off }))).toMatchObject({ differs: true, certain: true, was: { agent: 'wang' }, would: { outcome: 'assigned', agent: 'zhao' } });
  const lower = desk(onGroup).agents.map((a) => ({ ...a, capacity: 2 }));
  expect(one(was, desk(onGroup, { agents: lower }))).toMatchObject({ differs: true, certain: true, would: { outcome: 'queued' } });
});

test('a limit raised: he who was full is chosen now', () => {
  const crowded: Room = { ...room, agents: [offline('li'), candidate('wang', { load: 5 }, full), offline('zhao')] };
  const was = past(onGroup, crowded);
  expect(was.receipt.outcome).toBe('queued');
  const raised = desk(onGroup).agents.map((a) => ({ ...a, capacity: 6 }));
  expect(one(was, desk(onGroup, { agents: raised }))).toMatchObject({ differs: true, certain: true, would: { outcome: 'assigned', agent: 'wang' } });
});

test('somebody whose presence the receipt does not tell makes it uncertain, unless it does not matter', () => {
  const was = past(onGroup);
  const other = entry([to.agent('qian'), to.group('g')]);
  expect(one(was, desk(other))).toMatchObject({ differs: false, certain: false });
  const behind = entry([to.group('g'), to.agent('qian')]);
  expect(one(was, desk(behind))).toMatchObject({ differs: false, certain: true });
  expect(one(was, desk(entry([to.anyone()])))).toMatchObject({ certain: false });
});

test('a tie among other people than then cannot be told', () => {
  const wider = entry([to.group('both')]);
  const groups = [...desk(onGroup).groups, group('both', ['zhao', 'wang'])];
  expect(one(past(onGroup), desk(wider, { groups }))).toMatchObject({ differs: false, certain: false });
});

test('whoever was ruled out or refused by the platform stays so', () => {
  const missed: PastTap = { receipt: tap(question(onGroup, { excluded: [{ agent: 'wang', reason: 'missed' }] }), room).decision.receipt, visitor: {} };
  expect(one(missed, desk(entry([to.group('g')])))?.would).toEqual({ outcome: 'assigned', agent: 'zhao' });
  const refused: PastTap = {
    receipt: tap(question(onGroup), room, ({ agent: who }) => ({ claim: who === 'wang' ? 'refused' : 'won' })).decision.receipt, visitor: {},
  };
  expect(one(refused, desk(onGroup))).toMatchObject({ differs: false, certain: true, would: { agent: 'zhao' } });
});

test('hours of the draft are looked at as of then; a full queue counts as full', () => {
  const shut = { key: 'shut', name: '休息', timeZone: 'Asia/Shanghai', weekly: [], holidays: [] };
  expect(one(past(onGroup), desk({ ...onGroup, hours: 'shut' }, { hours: [shut] }))).toMatchObject({ differs: true, would: { outcome: 'outside-hours' } });
  const turnedAway = { receipt: tap(question(onGroup, { waiting: 50 }), { agents: [offline('li')] }).decision.receipt, visitor: {} };
  expect(one(turnedAway, desk(onGroup))).toMatchObject({ would: { outcome: 'no-seats' }, differs: false });
});

test('an entry that is gone or switched off, and orders by hand', () => {
  const was = past(onGroup);
  expect(one(was, desk({ ...onGroup, key: 'other' }))).toMatchObject({ would: { outcome: 'no-entry' }, differs: true });
  expect(one(was, desk({ ...onGroup, enabled: false }))).toMatchObject({ would: { outcome: 'no-entry' } });
  expect(replay([{ ...was, receipt: { ...was.receipt, outcome: 'taken' } }], desk(onGroup))).toEqual([]);
});

test('visitor facts and the last agent choose as they would have then', () => {
  const byLevel = entry([to.group('g')], { variants: [{ when: { level: 'gold' }, ladder: [to.agent('zhao')] }] });
  expect(one({ ...past(onGroup), visitor: { level: 'gold' } }, desk(byLevel))).toMatchObject({ differs: true, would: { agent: 'zhao' }, receipt: { variant: 0 } });
  const preferring = entry([to.group('g')], { preferLastAgent: true });
  expect(one({ ...past(onGroup), lastAgent: { agent: 'zhao', at: now - 1000 } }, desk(preferring))).toMatchObject({ would: { agent: 'zhao' }, certain: true });
});

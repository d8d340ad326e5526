import { defaultSettings } from '../../../shared/config/desk-config';
import type { ReportCounts } from '../../../shared/http/figures';
import type { Receipt } from '../../../shared/receipt';
import { createConfigView } from '../../../server/desk/config-view';
import { createReports } from '../../../server/desk/report';
import { claimed, inWorld, type NewStore, receipt, START, stored, terms, type World } from './world';

const MINUTE = 60_000;

export const figuresContract = (newStore: NewStore): void => describe('figures', () => {
  const it = (name: string, test: Parameters<typeof inWorld>[1]): void => global.it(name, inWorld(newStore, test));
  const at = (w: World, minutes: number): void => { w.now = START + minutes * MINUTE; };
  const end = (w: World, id: string, reason: string) => w.records.conversations.finish({ conversation: id, now: w.now, reason, newDelivery: w.id('d') });

  it('count who came, who spoke and how long serving took, of one stretch of time and no other', async (w) => {
    const { period } = w.records.figures;
    at(w, -1);
    await w.enter('early');
    at(w, 0);
    const anna = await w.assigned('anna', 'li');
    const ben = await w.assigned('ben', 'li');
    await w.enter('silent');
    at(w, 2);
    await w.reply(anna, 'li', 'hello');
    await w.reply(ben, 'li', 'hello');
    at(w, 12);
    await end(w, anna.id, 'ended-by-agent');
    await w.assigned('anna', 'li');
    at(w, 5);
    await w.say('ben', 'thanks');
    at(w, 65);
    await end(w, ben.id, 'idle');
    const hour = { from: START, to: START + 60 * MINUTE };
    expect(await period({ ...hour, until: START + 100 * MINUTE })).toEqual({ visitors: 3, conversations: 3, served: 2, servedMs: (10 + 3) * MINUTE });
    expect(await period({ ...hour, until: START + 13 * MINUTE })).toMatchObject({ served: 1, servedMs: 10 * MINUTE });
    expect(await period({ from: START, to: START, until: START })).toEqual({ visitors: 0, conversations: 0, served: 0, servedMs: 0 });
    expect((await period({ from: START - MINUTE, to: START, until: START })).visitors).toBe(1);
  });

  it('of a day are those worked out by hand, by entry, agent and step', async (w) => {
    await aDay(w);
    const config = { settings: defaultSettings, sites: [], hours: [], agents: [], groups: [], entries: [], texts: {} };
    const report = createReports({ records: w.records, now: () => w.now, view: () => createConfigView(config, 1) });
    // 16:00 in Shanghai
    const told = async (by: 'entry' | 'agent' | 'step') => {
      const found = await report({ from: '2027-01-15', to: '2027-01-15', by });
      if (found.kind === 'refused') throw new Error(found.code);
      return found.value;
    };
    const spread = (median: number, p90: number) => ({ medianMs: median * MINUTE, p90Ms: p90 * MINUTE });
    const none: ReportCounts = { conversations: 0, answered: 0, named: 0, kept: 0, missed: 0, transferred: 0, left: 0, unanswered: 0 };
    const vip = { ...none, conversations: 3, answered: 2, named: 3, kept: 1, firstReply: spread(1, 4), wait: spread(0, 10), missed: 1, transferred: 1, unanswered: 1, survey: { count: 2, mean: 3.5 } };
    const entries = await told('entry');
    expect(entries.rows).toEqual([{ key: 'after', ...none, conversations: 1, left: 1 }, { key: 'vip', ...vip }]);
    expect(entries.all).toEqual({ ...vip, conversations: 4, left: 1 });
    expect(entries.days).toEqual([{ date: '2027-01-15', ...entries.all }]);
    expect((await told('agent')).rows).toEqual([
      { key: 'li', ...none, conversations: 2, answered: 1, named: 3, kept: 1, firstReply: spread(1, 1), wait: spread(0, 0), missed: 1, survey: { count: 1, mean: 5 } },
      { key: 'wang', ...none, conversations: 2, answered: 1, firstReply: spread(4, 4), wait: spread(10, 10), transferred: 1, unanswered: 1, survey: { count: 1, mean: 2 } },
    ]);
    expect((await told('step')).rows).toEqual([
      { key: 'after', step: 'nobody', ...none, conversations: 1, left: 1 },
      { key: 'vip', step: 0, ...none, conversations: 2, answered: 1, named: 2, kept: 1, firstReply: spread(1, 1), wait: spread(0, 0), missed: 1, survey: { count: 1, mean: 5 } },
      { key: 'vip', step: 1, ...none, conversations: 2, answered: 1, named: 2, firstReply: spread(4, 4), wait: spread(10, 10), transferred: 1, unanswered: 1, survey: { count: 1, mean: 2 } },
      { key: 'vip', step: 'by-hand', ...none, conversations: 1, named: 1 },
    ]);
  });

  it('are told piece by piece, each conversation once, also of one moment', async (w) => {
    for (const visitor of ['a', 'b', 'c', 'd', 'e']) {
      await w.say(visitor, 'hello', { terms: terms() });
      if (visitor === 'c') w.now += 1;
    }
    const { told } = w.records.figures;
    const seen: string[] = [];
    for (let after: { openedAt: number; id: string } | undefined; ;) {
      const piece = await told({ from: START, to: START + 10, limit: 2, ...(after && { after }) });
      const last = piece.at(-1);
      if (!last) break;
      seen.push(...piece.map(({ id }) => id));
      after = { openedAt: last.openedAt, id: last.id };
    }
    expect([seen.length, new Set(seen).size]).toEqual([5, 5]);
  });

  it('count visitors who wait or are served once each', async (w) => {
    const { openVisitors } = w.records.figures;
    const anna = await w.assigned('anna', 'li');
    await w.enter('ben');
    await w.enter('anna', { terms: { ...w.entering('anna').terms, account: 'other' } });
    expect(await openVisitors()).toBe(2);
    await end(w, anna.id, 'ended-by-agent');
    expect(await openVisitors()).toBe(2);
  });

  it('keep the first count of a moment, tell the last one before another, and forget old ones', async (w) => {
    const { keepHeadCount, headCount, period } = w.records.figures;
    const keep = (minutes: number, agents: number, forget = 0) => keepHeadCount({ at: START + minutes * MINUTE, agents, visitors: 7, forget });
    await Promise.all([keep(0, 2), keep(5, 9)]);
    await keep(5, 1);
    await keep(10, 3);
    expect(await headCount(START + 9 * MINUTE, START)).toEqual({ agents: 9, visitors: 7 });
    expect(await headCount(START + 30 * MINUTE, START + 11 * MINUTE)).toBeUndefined();
    expect((await period({ from: START, to: START + 6 * MINUTE, until: START })).mostAgents).toBe(9);
    await keep(15, 1, START + 6 * MINUTE);
    expect(await headCount(START + 9 * MINUTE, START)).toBeUndefined();
  });
});

const ladder = [{ step: 0, target: { kind: 'agent' as const, agent: 'li' }, asked: true, verdicts: [] }, { step: 1, target: { kind: 'group' as const, group: 'team' }, asked: true, verdicts: [] }];

/** Four conversations of one day, one of a visitor who says nothing, and one of the next day. */
async function aDay(w: World): Promise<void> {
  const { conversations, surveys } = w.records;
  const won = (agent: string, step: number, more: Partial<Receipt> = {}): Receipt =>
    receipt({ at: w.now, winner: { agent, step }, steps: ladder, ...(agent !== 'li' && { standsInFor: 'li' }), ...more });
  const pass = (minutes: number): void => { w.now = START + minutes * MINUTE; };
  await w.enter('silent');
  const anna = await w.assigned('anna', 'li', { step: 0, receipt: won('li', 0) });
  const ben = await w.assigned('ben', 'li', { step: 0, receipt: won('li', 0) });
  const cara = stored(await w.say('cara', 'hello', { terms: terms() })).conversation;
  await conversations.queued({ conversation: cara.id, version: cara.version, now: w.now, waitUntil: w.now + 30 * MINUTE, receipt: receipt({ at: w.now, outcome: 'queued', steps: ladder }) });
  const dora = stored(await w.say('dora', 'hello', { terms: terms({ entry: 'after' }) })).conversation;
  pass(1);
  await w.reply(anna, 'li', 'hello');
  const released = await conversations.release({ conversation: ben.id, version: ben.version, now: w.now, cause: 'missed-ring', missed: true, missesBeforePause: 5, newDelivery: w.id('d') });
  if (released.kind !== 'released') throw new Error('not released');
  const passed = claimed(await w.claim(released.conversation, 'wang', { step: 1, cause: 'missed-ring', receipt: won('wang', 1, { cause: 'missed-ring' }) }));
  await conversations.leave({ conversation: dora.id, version: dora.version, now: w.now, due: {}, cause: 'left-message', receipt: receipt({ at: w.now, entry: 'after', outcome: 'leave-message' }) });
  pass(4);
  await w.reply(passed, 'wang', 'hello');
  await surveys.rate({ conversation: ben.id, visitor: ben.visitor, stars: 2, now: w.now });
  pass(5);
  await surveys.rate({ conversation: anna.id, visitor: anna.visitor, stars: 5, now: w.now });
  await conversations.finish({ conversation: anna.id, now: w.now, reason: 'ended-by-agent', newDelivery: w.id('d') });
  claimed(await w.claim(await w.get(ben), 'li', { from: 'wang', cause: 'transferred', receipt: receipt({ at: w.now, outcome: 'transferred', cause: 'transferred', winner: { agent: 'li', step: -1 } }) }));
  pass(10);
  claimed(await w.claim(await w.get(cara), 'wang', { step: 1, cause: 'queue', receipt: won('wang', 1, { cause: 'queue' }) }));
  pass(20);
  await conversations.finish({ conversation: cara.id, now: w.now, reason: 'unanswered', newDelivery: w.id('d') });
  // 00:01 in Shanghai
  pass(8 * 60 + 1);
  await w.assigned('ella', 'li');
}

import { inWorld, type NewStore, START, type World } from './world';

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

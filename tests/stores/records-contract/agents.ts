import { inWorld, type NewStore, START } from './world';

export const agentsContract = (newStore: NewStore): void => describe('agents', () => {
  const it = (name: string, test: Parameters<typeof inWorld>[1]): void => global.it(name, inWorld(newStore, test));

  it('keeps what he chose and since when', async (w) => {
    const { agents } = w.records;
    expect(await agents.states(['li', 'wang'])).toEqual([]);
    expect(await agents.setStatus({ agent: 'li', status: 'online', by: 'li', now: START })).toEqual({ agent: 'li', status: 'online', statusSince: START, load: 0, misses: 0, version: 1 });
    expect(await agents.setStatus({ agent: 'li', status: 'online', by: 'li', now: START + 5 })).toMatchObject({ statusSince: START });
    expect(await agents.setStatus({ agent: 'li', status: 'offline', by: 'boss', forced: true, now: START + 9 })).toMatchObject({ status: 'offline', forcedBy: 'boss', statusSince: START + 9 });
    const again = await agents.setStatus({ agent: 'li', status: 'online', by: 'li', now: START + 10 });
    expect(again.forcedBy).toBeUndefined();
    expect(await agents.states(['li', 'wang'])).toEqual([again]);
  });

  it('pauses on top of the status, and resumes', async (w) => {
    const { agents } = w.records;
    await agents.setStatus({ agent: 'li', status: 'online', by: 'li', now: START });
    expect(await agents.pause('li', 'missed', START + 1)).toMatchObject({ status: 'online', paused: { reason: 'missed', since: START + 1 } });
    expect((await agents.resume('li', START + 2)).paused).toBeUndefined();
  });

  it('finds the least loaded by status, those paused last', async (w) => {
    const { agents } = w.records;
    for (const [agent, status] of [['a', 'online'], ['b', 'online'], ['c', 'away'], ['d', 'offline'], ['e', 'online']] as const) {
      await agents.setStatus({ agent, status, by: agent, now: START });
    }
    const { conversation } = await w.enter('anna');
    await w.claim(conversation, 'a');
    await agents.pause('e', 'missed', START);
    const names = async (statuses: string[], limit: number): Promise<string[]> => (await agents.leastLoaded(statuses, limit)).map((state) => state.agent);
    expect(await names(['online', 'away'], 10)).toEqual(['b', 'c', 'a', 'e']);
    expect(await names(['online'], 1)).toEqual(['b']);
    expect(await names([], 10)).toEqual([]);
    expect((await agents.loaded(10)).map((state) => state.agent)).toEqual(['a']);
    expect((await agents.all(2)).map((state) => state.agent)).toEqual(['a', 'b']);
    expect((await agents.all(10, 'b')).map((state) => state.agent)).toEqual(['c', 'd', 'e']);
  });

  it('keeps a duty running by acts, warns once and ends it once (E2)', async (w) => {
    const { agents } = w.records;
    const other = (await w.another()).agents;
    const hour = 3_600_000;
    await agents.setStatus({ agent: 'li', status: 'online', by: 'li', dutyUntil: START + hour, now: START });
    expect(await agents.setStatus({ agent: 'li', status: 'online', by: 'li', now: START + 1 })).toMatchObject({ dutyUntil: START + hour, dutyActAt: START });
    expect(await agents.dutyEnding(START, 600_000)).toEqual({ warn: [], ended: [] });
    const soon = START + hour - 600_000;
    const both = await Promise.all([agents.dutyEnding(soon, 600_000), other.dutyEnding(soon, 600_000)]);
    expect(both.flatMap((one) => one.warn.map((state) => state.agent))).toEqual(['li']);
    await agents.acted('li', soon, soon + hour);
    expect(await agents.states(['li'])).toMatchObject([{ dutyUntil: soon + hour, dutyActAt: soon }]);
    expect((await agents.dutyEnding(soon + hour - 1, 600_000)).warn).toHaveLength(1);
    const ends = await Promise.all([agents.dutyEnding(soon + hour, 600_000), other.dutyEnding(soon + hour, 600_000)]);
    expect(ends.flatMap((one) => one.ended)).toMatchObject([{ agent: 'li', status: 'offline', statusSince: soon + hour }]);
    await agents.acted('li', soon + hour, soon + 2 * hour);
    expect((await agents.states(['li']))[0]?.dutyUntil).toBeUndefined();
  });

  it('ends the duty with away and offline', async (w) => {
    const { agents } = w.records;
    await agents.setStatus({ agent: 'li', status: 'online', by: 'li', dutyUntil: START + 5, now: START });
    expect((await agents.setStatus({ agent: 'li', status: 'away', by: 'li', now: START })).dutyUntil).toBeUndefined();
  });

  it('remembers the current conversation, and forgets it', async (w) => {
    const { agents } = w.records;
    await agents.setCurrent('li', { conversation: 'c', until: START + 5 });
    expect(await agents.states(['li'])).toMatchObject([{ current: { conversation: 'c', until: START + 5 } }]);
    await agents.setCurrent('li', undefined);
    expect((await agents.states(['li']))[0]?.current).toBeUndefined();
  });

  it('keeps cards until they are dropped', async (w) => {
    const { agents } = w.records;
    const card = { id: 'card', agent: 'li', kind: 'assigned' as const, conversation: 'c', responseCode: 'code', at: START };
    await agents.keepCard(card);
    await agents.keepCard({ id: 'other', agent: 'wang', kind: 'waiting', at: START });
    await agents.keepCard({ ...card, responseCode: 'newer' });
    expect(await agents.cards({ conversation: 'c' })).toEqual([{ ...card, responseCode: 'newer' }]);
    expect(await agents.cards({ agent: 'wang', kind: 'waiting' })).toEqual([{ id: 'other', agent: 'wang', kind: 'waiting', at: START }]);
    await agents.dropCard('card');
    expect(await agents.cards({ conversation: 'c' })).toEqual([]);
  });
});

import { inWorld, type NewStore, START, type World } from './world';

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

  const hour = 3_600_000;
  const due = (now: number, newDelivery: string, here: string[] = []) => ({ now, warnMs: 600_000, here, newDelivery });
  const newsTo = async (w: World): Promise<unknown[]> =>
    (await w.records.outbox.list({ states: ['pending'], limit: 50 })).map(({ target }) => (target.to === 'agent' ? [target.agent, target.news] : [])).reverse();

  it('keeps a duty running by acts, warns once and ends it once, and tells each in the same step (E2)', async (w) => {
    const { agents } = w.records;
    const other = (await w.another()).agents;
    await agents.setStatus({ agent: 'li', status: 'online', by: 'li', dutyUntil: START + hour, now: START });
    expect(await agents.setStatus({ agent: 'li', status: 'online', by: 'li', now: START + 1 })).toMatchObject({ dutyUntil: START + hour, dutyActAt: START });
    expect(await agents.endDuties(due(START, 'early'))).toEqual({ warn: [], ended: [] });
    expect(await newsTo(w)).toEqual([]);
    const soon = START + hour - 600_000;
    const both = await Promise.all([agents.endDuties(due(soon, 'one')), other.endDuties(due(soon, 'two'))]);
    expect(both.flatMap((one) => one.warn.map((state) => state.agent))).toEqual(['li']);
    expect(await newsTo(w)).toEqual([['li', { kind: 'status', status: 'online', cause: 'duty-ending', until: START + hour }]]);
    await agents.acted('li', soon, soon + hour);
    expect(await agents.states(['li'])).toMatchObject([{ dutyUntil: soon + hour, dutyActAt: soon }]);
    expect((await agents.endDuties(due(soon + hour - 1, 'three'))).warn).toHaveLength(1);
    expect(await agents.dutyOver(soon + hour - 1)).toEqual([]);
    expect(await agents.dutyOver(soon + hour)).toEqual(['li']);
    const ends = await Promise.all([agents.endDuties(due(soon + hour, 'four')), other.endDuties(due(soon + hour, 'five'))]);
    expect(ends.flatMap((one) => one.ended)).toMatchObject([{ agent: 'li', status: 'offline', statusSince: soon + hour }]);
    expect((await newsTo(w)).slice(2)).toEqual([['li', { kind: 'status', status: 'offline', cause: 'duty-ended' }]]);
    await agents.acted('li', soon + hour, soon + 2 * hour);
    expect((await agents.states(['li']))[0]?.dutyUntil).toBeUndefined();
    expect(await agents.dutyOver(soon + 9 * hour)).toEqual([]);
  });

  it('leaves the status of those who are here by something else when their duty ends', async (w) => {
    const { agents } = w.records;
    for (const agent of ['li', 'wang', 'zhao']) await agents.setStatus({ agent, status: 'online', by: agent, dutyUntil: START + (agent === 'zhao' ? 2 * hour : hour), now: START });
    const { ended, warn } = await agents.endDuties(due(START + hour, 'end', ['wang', 'zhao']));
    expect(ended.map(({ agent, status, statusSince }) => [agent, status, statusSince])).toEqual([['li', 'offline', START + hour], ['wang', 'online', START]]);
    expect(warn).toEqual([]);
    expect(ended.map(({ dutyUntil }) => dutyUntil)).toEqual([undefined, undefined]);
    expect((await agents.states(['zhao']))[0]).toMatchObject({ status: 'online', dutyUntil: START + 2 * hour });
    expect(await newsTo(w)).toEqual([['li', { kind: 'status', status: 'offline', cause: 'duty-ended' }], ['wang', { kind: 'status', status: 'online', cause: 'duty-ended' }]]);
  });

  it('tells once how many wait, whoever looks, and instead of what is not sent yet', async (w) => {
    const { agents } = w.records;
    const other = (await w.another()).agents;
    const about = { agent: 'li', oldestAt: START - 5, now: START };
    expect(await agents.toldWaiting()).toEqual([]);
    const first = { ...about, before: 0, conversations: ['a', 'b'] };
    const both = await Promise.all([agents.tellWaiting({ ...first, newDelivery: 'one' }), other.tellWaiting({ ...first, newDelivery: 'two' })]);
    expect(both.filter(Boolean)).toHaveLength(1);
    expect(await agents.toldWaiting()).toEqual([{ agent: 'li', count: 2 }]);
    expect(await newsTo(w)).toEqual([['li', { kind: 'waiting', count: 2, oldestAt: START - 5, conversations: ['a', 'b'] }]]);

    expect(await agents.tellWaiting({ ...about, before: 2, conversations: ['b', 'c', 'd'], newDelivery: 'three' })).toBe(true);
    expect(await newsTo(w)).toMatchObject([['li', { kind: 'waiting', count: 3 }]]);
    expect(await agents.tellWaiting({ ...about, before: 2, conversations: [], newDelivery: 'four' })).toBe(false);
    expect(await newsTo(w)).toHaveLength(1);

    const { taken } = await w.records.outbox.take({ now: START, limit: 10, leaseMs: 1000, node: 'one' });
    expect(taken.map(({ id }) => id)).toEqual(['three']);
    expect(await agents.tellWaiting({ ...about, before: 3, conversations: ['d'], newDelivery: 'five' })).toBe(true);
    expect(await agents.tellWaiting({ ...about, before: 1, conversations: [], newDelivery: 'six' })).toBe(true);
    expect(await agents.toldWaiting()).toEqual([]);
    expect(await newsTo(w)).toEqual([]);
    expect((await agents.states(['li']))[0]).toMatchObject({ status: 'offline', load: 0 });
  });

  it('ends the duty with away and offline', async (w) => {
    const { agents } = w.records;
    await agents.setStatus({ agent: 'li', status: 'online', by: 'li', dutyUntil: START + 5, now: START });
    expect((await agents.setStatus({ agent: 'li', status: 'away', by: 'li', now: START })).dutyUntil).toBeUndefined();
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

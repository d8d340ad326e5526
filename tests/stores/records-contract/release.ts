import type { Conversation } from '../../../shared/conversation';
import type { Release, Released } from '../../../server/stores/records/ownership';
import { claimed, inWorld, kinds, MESSAGE_ALLOWANCE, newsKinds, type NewStore, START, stored, type World } from './world';

export const releaseContract = (newStore: NewStore): void => describe('release', () => {
  const it = (name: string, test: Parameters<typeof inWorld>[1]): void => global.it(name, inWorld(newStore, test));
  const release = (w: World, c: Conversation, over: Partial<Release> = {}): Promise<Released> => w.records.conversations.release({
    conversation: c.id, version: c.version, now: w.now, cause: 'ring', missed: true, missesBeforePause: 5, newDelivery: w.id('delivery'), ...over,
  });

  it('puts it back to wait on its old place, with the agent among the missed, told and with one load less (F1)', async (w) => {
    const mine = await w.assigned('anna', 'li');
    await w.sendAll();
    w.now += 60_000;
    const released = await release(w, mine);
    expect(released).toMatchObject({
      kind: 'released', former: 'li', pausedNow: false,
      conversation: { state: 'waiting', version: mine.version + 1, missed: ['li'], waitingSince: START },
    });
    expect(released.conversation).not.toHaveProperty('agent');
    expect(released.conversation).not.toHaveProperty('ringAt');
    expect(await w.load('li')).toBe(0);
    expect((await w.take()).map((d) => d.target)).toEqual([{ to: 'agent', agent: 'li', news: { kind: 'moved', cause: 'ring' } }]);
  });

  it('begins waiting anew when the visitor had been answered', async (w) => {
    const mine = await w.assigned('anna', 'li');
    await w.reply(mine, 'li', 'hello');
    w.now += 60_000;
    expect(await release(w, mine, { missed: false })).toMatchObject({ conversation: { waitingSince: w.now, missed: [] } });
  });

  it('is no miss when he gave it back himself, though he is not offered it again', async (w) => {
    const mine = await w.assigned('anna', 'li');
    expect(await release(w, mine, { cause: 'handed-back', missed: false, handedBack: true, missesBeforePause: 1 })).toMatchObject({ pausedNow: false, conversation: { state: 'waiting', missed: ['li'] } });
    expect((await w.records.agents.states(['li']))[0]).toMatchObject({ misses: 0, load: 0 });
  });

  it('changes nothing on another version, and takes the load once for 20 at once', async (w) => {
    const other = await w.another();
    const mine = await w.assigned('anna', 'li');
    await w.assigned('ben', 'li');
    expect(await release(w, { ...mine, version: mine.version - 1 })).toMatchObject({ kind: 'moved', conversation: { agent: 'li' } });
    const results = await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? other : w.records).conversations.release({
      conversation: mine.id, version: mine.version, now: w.now, cause: 'ring', missed: true, missesBeforePause: 5, newDelivery: w.id('delivery'),
    })));
    expect(kinds(results)).toEqual({ released: 1, moved: 19 });
    expect(await w.records.agents.states(['li'])).toMatchObject([{ load: 1, misses: 1 }]);
    expect(await release(w, { ...mine, id: 'unknown' })).toEqual({ kind: 'moved' });
  });

  it('pauses an agent at the last miss allowed and tells him (E13)', async (w) => {
    const results: Released[] = [];
    for (let i = 0; i < 3; i += 1) results.push(await release(w, await w.assigned(`visitor-${i}`, 'li'), { missesBeforePause: 3 }));
    expect(results.map((result) => result.kind === 'released' && result.pausedNow)).toEqual([false, false, true]);
    expect(await w.records.agents.states(['li'])).toMatchObject([{ misses: 3, paused: { reason: 'missed', since: START } }]);
    expect((await w.sendAll()).map((d) => d.target)).toContainEqual({ to: 'agent', agent: 'li', news: { kind: 'status', status: 'paused', cause: 'missed' } });
  });

  it('forgives misses with a reply', async (w) => {
    await release(w, await w.assigned('anna', 'li'));
    await w.reply(await w.assigned('ben', 'li'), 'li', 'hello');
    expect(await w.records.agents.states(['li'])).toMatchObject([{ misses: 0 }]);
  });

  it('is unnoticed by the agent when the visitor was silent (F12)', async (w) => {
    const { conversation } = await w.enter('anna');
    const mine = claimed(await w.claim(conversation, 'li'));
    await release(w, mine, { missed: false });
    expect(await w.take()).toEqual([]);
    expect(await w.records.agents.states(['li'])).toMatchObject([{ load: 0, misses: 0 }]);
  });

  it('lets the next owner have the words', async (w) => {
    const mine = await w.assigned('anna', 'li');
    await w.sendAll();
    const released = await release(w, mine);
    if (released.conversation === undefined) throw new Error('not released');
    await w.claim(released.conversation, 'wang');
    const sent = await w.sendAll();
    expect(newsKinds(sent.filter(({ target }) => target.to === 'agent' && target.agent === 'wang'))).toEqual(['assigned', 'words']);
    expect(stored(await w.say('anna', 'more', { allowance: MESSAGE_ALLOWANCE })).conversation.agent).toBe('wang');
  });
});

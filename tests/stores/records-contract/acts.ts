import type { Conversation } from '../../../shared/conversation';
import type { Act, Choice } from '../../../server/stores/records/agents';
import { claimed, inWorld, kinds, type NewStore, newsKinds, START, type World } from './world';

const act = (key: string, at = START, agent = 'li'): Act => ({ agent, key, at });

export const actsContract = (newStore: NewStore): void => describe('acts', () => {
  const it = (name: string, test: Parameters<typeof inWorld>[1]): void => global.it(name, inWorld(newStore, test));
  const choose = (w: World, conversation: string, chosenAt: number, until = START + 1_000_000, by?: Act): Promise<Choice> =>
    w.records.agents.choose('li', { conversation, chosenAt, until }, by);
  const choices = async (w: World): Promise<unknown[]> => {
    const [state] = await w.records.agents.states(['li']);
    return [state?.current, state?.choseBefore].map((one) => one && `${one.conversation}@${one.chosenAt - START}-${one.until - START}`);
  };
  const waiting = async (w: World, visitor: string): Promise<Conversation> => (await w.enter(visitor)).conversation;

  it('keeps the current choice and the one before it, each with its time', async (w) => {
    await choose(w, 'a', START);
    expect(await choices(w)).toEqual(['a@0-1000000', undefined]);
    await choose(w, 'b', START + 2000);
    expect(await choices(w)).toEqual(['b@2000-1000000', 'a@0-1000000']);
    await choose(w, 'c', START + 2000);
    expect(await choices(w)).toEqual(['c@2000-1000000', 'b@2000-1000000']);
  });

  it('keeps since when while the same is chosen again, and how long it holds', async (w) => {
    await choose(w, 'a', START, START + 5000);
    await choose(w, 'b', START + 1000, START + 6000);
    await choose(w, 'b', START + 3000, START + 9000);
    expect(await choices(w)).toEqual(['b@1000-9000', 'a@0-5000']);
    await choose(w, 'b', START + 10_000, START + 20_000);
    expect(await choices(w)).toEqual(['b@10000-20000', 'b@1000-9000']);
  });

  it('a choice that comes late displaces nothing, and is the one before', async (w) => {
    await choose(w, 'a', START);
    await choose(w, 'c', START + 4000);
    expect((await choose(w, 'b', START + 2000)).conversation).toBe('c');
    expect(await choices(w)).toEqual(['c@4000-1000000', 'b@2000-1000000']);
    await choose(w, 'x', START + 1000);
    expect(await choices(w)).toEqual(['c@4000-1000000', 'b@2000-1000000']);
  });

  it('chooses once per act', async (w) => {
    await choose(w, 'a', START, START + 9000, act('t1'));
    await choose(w, 'b', START, START + 9000, act('t2'));
    expect((await choose(w, 'a', START, START + 9000, act('t1'))).conversation).toBe('b');
    expect(await w.records.agents.actOf(act('t1'))).toEqual({ conversation: 'a' });
    expect(await w.records.agents.actOf(act('t1', START, 'wang'))).toBeUndefined();
  });

  it('claims once per act and makes it the current one; the key is free again where it did not claim', async (w) => {
    const [anna, ben] = [await waiting(w, 'anna'), await waiting(w, 'ben')];
    const by = { act: act('t1'), chosenUntil: START + 9000 };
    expect(await w.claim({ ...anna, version: anna.version + 1 }, 'li', by)).toMatchObject({ kind: 'lost' });
    expect(await w.records.agents.actOf(by.act)).toBeUndefined();
    expect(claimed(await w.claim(anna, 'li', by)).agent).toBe('li');
    expect(await choices(w)).toEqual([`${anna.id}@0-9000`, undefined]);
    expect(await w.claim(ben, 'li', by)).toEqual({ kind: 'lost' });
    expect((await w.get(ben)).state).toBe('waiting');
    expect(await w.records.agents.actOf(by.act)).toEqual({ conversation: anna.id });
  });

  it('one act on two nodes at once takes one visitor', async (w) => {
    const other = await w.another();
    for (let round = 0; round < 10; round += 1) {
      const both = [await waiting(w, `anna-${round}`), await waiting(w, `ben-${round}`)];
      const results = await Promise.all(both.map((one, i) => (i ? other : w.records).conversations.claim(w.claiming(one, 'li', { act: act(`t${round}`) }))));
      expect(kinds(results)).toEqual({ claimed: 1, lost: 1 });
    }
    expect(await w.load('li')).toBe(10);
  });

  it('says, ends, asks and declines once per act', async (w) => {
    const { conversations } = w.records;
    const mine = await w.assigned('anna', 'li');
    await w.sendAll();
    expect(await w.reply(mine, 'li', 'hi', { act: act('m1') })).toMatchObject({ kind: 'stored' });
    expect(await w.reply(mine, 'li', 'hi', { act: act('m1') })).toEqual({ kind: 'unknown' });
    const ask = (): Promise<boolean> => conversations.requestTransfer({
      conversation: mine.id, by: 'li', to: 'wang', until: w.now + 30_000, now: w.now, act: act('t1'),
      news: { id: w.id('news'), target: { to: 'agent', agent: 'wang', news: { kind: 'transfer-asked', by: 'li', until: w.now + 30_000 } } },
    });
    const asked = { conversation: mine.id, by: 'li', to: 'wang', until: w.now + 30_000 };
    const decline = (): Promise<boolean> => conversations.endTransfer(asked, {
      now: w.now, act: act('t2', START, 'wang'), tell: { id: w.id('told'), target: { to: 'agent', agent: 'li', news: { kind: 'answer', code: 'transferDeclined', values: {} } } },
    });
    expect([await decline(), await ask(), await ask(), await decline(), await ask(), await decline()]).toEqual([false, true, false, true, false, false]);
    expect(newsKinds(await w.take())).toEqual(expect.arrayContaining(['transfer-asked', 'answer']));
    const finish = () => conversations.finish({ conversation: mine.id, now: w.now, reason: 'ended-by-agent', newDelivery: w.id('end'), act: act('t3') });
    expect([(await finish()).kind, (await finish()).kind]).toEqual(['finished', 'moved']);
    expect(await w.records.agents.actOf(act('t3'))).toEqual({ conversation: mine.id });
  });

  it('takes over only while exactly that request stands', async (w) => {
    const mine = await w.assigned('anna', 'li');
    const asked = { conversation: mine.id, by: 'li', to: 'wang', until: w.now + 30_000 };
    expect(await w.claim(mine, 'wang', { from: 'li', asked })).toMatchObject({ kind: 'lost' });
    await w.records.conversations.requestTransfer({
      ...asked, now: w.now, news: { id: w.id('news'), target: { to: 'agent', agent: 'wang', news: { kind: 'transfer-asked', by: 'li', until: asked.until } } },
    });
    expect(await w.claim(mine, 'wang', { from: 'li', asked: { ...asked, until: asked.until + 1 } })).toMatchObject({ kind: 'lost' });
    expect(await w.claim(mine, 'wang', { from: 'li', asked })).toMatchObject({ kind: 'claimed', conversation: { agent: 'wang' } });
  });

  it('keeps what he was told, with what is sent to him, for the first only', async (w) => {
    const { agents } = w.records;
    const tell = () => [{ id: w.id('list'), target: { to: 'agent' as const, agent: 'li', news: { kind: 'answer' as const, code: 'chooseFirst', values: {} } } }];
    const other = (await w.another()).agents;
    const both = await Promise.all([agents, other].map((one, i) => one.keepAct(act('m1'), { now: w.now, answer: `words ${i}`, tell: tell() })));
    expect(both.map(({ first }) => first).sort()).toEqual([false, true]);
    expect(new Set(both.map(({ answer }) => answer)).size).toBe(1);
    expect(newsKinds(await w.take())).toEqual(['answer']);
    expect(await agents.actOf(act('m1'))).toEqual({ answer: both[0]?.answer });
  });

  it('a status tap older than what he last said changes nothing; one of the same second is not older', async (w) => {
    const { agents } = w.records;
    const set = async (status: 'online' | 'offline', at: number, now: number, key = w.id('tap')): Promise<string> =>
      (await agents.setStatus({ agent: 'li', status, by: 'li', now, act: act(key, at) })).status;
    expect(await set('online', START, START + 7400)).toBe('online');
    // the platform's clock with the platform's: it does not matter by how much ours is ahead
    expect(await set('offline', START + 3000, START + 10_400, 'off')).toBe('offline');
    expect(await set('online', START + 2000, START + 11_000)).toBe('offline');
    expect(await set('online', START + 3000, START + 11_500)).toBe('online');
    expect(await set('offline', START + 3000, START + 12_000, 'off')).toBe('online');
    // saying the same again is saying so now
    expect(await set('online', START + 8000, START + 15_000)).toBe('online');
    expect(await set('offline', START + 6000, START + 16_000)).toBe('online');
    // what he did elsewhere has our time
    await agents.setStatus({ agent: 'li', status: 'offline', by: 'li', now: START + 20_700 });
    expect(await set('online', START + 19_000, START + 21_000)).toBe('offline');
    expect(await set('online', START + 20_000, START + 21_000)).toBe('online');
  });

  it('takes a pause off with the status, but not one that came after the tap', async (w) => {
    const { agents } = w.records;
    await agents.setStatus({ agent: 'li', status: 'online', by: 'li', now: START });
    await agents.pause('li', 'missed', START + 5000);
    expect((await agents.resume('li', START + 6000, { act: act('r1', START + 4000) })).paused).toBeDefined();
    expect((await agents.setStatus({ agent: 'li', status: 'online', by: 'li', resume: true, now: START + 6000, act: act('o1', START + 4000) })).paused).toBeDefined();
    expect((await agents.setStatus({ agent: 'li', status: 'online', by: 'li', resume: true, now: START + 6000, act: act('o2', START + 5000) })).paused).toBeUndefined();
  });

  it('keeps no key of what could not be stored, so that it is done when it comes again', async (w) => {
    const mine = await w.assigned('anna', 'li');
    await expect(w.reply(mine, 'li', 'hi', { now: Number.NaN, act: act('m1') })).rejects.toThrow();
    expect(await w.records.agents.actOf(act('m1'))).toBeUndefined();
    expect(await w.reply(mine, 'li', 'hi', { act: act('m1') })).toMatchObject({ kind: 'stored' });
  });

  it('forgets acts with the words of their time', async (w) => {
    await w.records.agents.keepAct(act('old', START), { now: START, answer: 'no' });
    await w.records.agents.keepAct(act('new', START + 10), { now: START, answer: 'no' });
    await w.records.people.expire(START + 5, 100);
    expect(await w.records.agents.actOf(act('old', START))).toBeUndefined();
    expect(await w.records.agents.actOf(act('new', START + 10))).toEqual({ answer: 'no' });
  });
});

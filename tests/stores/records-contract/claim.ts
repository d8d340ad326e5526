import type { Conversation } from '../../../shared/conversation';
import { claimed, inWorld, kinds, newsKinds, type NewStore, payloadOf, receipt, START, stored, type World } from './world';

export const claimContract = (newStore: NewStore): void => describe('claim', () => {
  const it = (name: string, test: Parameters<typeof inWorld>[1]): void => global.it(name, inWorld(newStore, test));
  const spoken = async (w: World, visitor = 'anna'): Promise<Conversation> => {
    await w.enter(visitor);
    return stored(await w.say(visitor, 'hello')).conversation;
  };

  it('makes the agent the owner, with load, turn, receipt and time', async (w) => {
    const conversation = await spoken(w);
    const mine = claimed(await w.claim(conversation, 'li', { step: 1, group: 'team', limit: 1 }));
    expect(mine).toMatchObject({ state: 'assigned', agent: 'li', step: 1, assignedAt: START, version: conversation.version + 1 });
    expect(await w.get(conversation)).toEqual(mine);
    expect(await w.records.agents.states(['li'])).toMatchObject([{ load: 1, lastAssignedAt: START }]);
    expect(await w.records.agents.turn('team')).toEqual({ last: 'li', count: 1 });
    expect(await w.records.agents.turn('nobody')).toEqual({ count: 0 });
    expect((await w.records.conversations.ofAgent('li')).map((c) => c.id)).toEqual([mine.id]);
    expect(await w.records.conversations.receipts({ conversation: mine.id, limit: 10 })).toMatchObject([{ conversation: mine.id, outcome: 'assigned' }]);
    expect(await w.records.conversations.receipts({ agent: 'li', from: START, to: START + 1, limit: 10 })).toHaveLength(1);
    expect(await w.records.conversations.receipts({ entry: 'vip', from: START + 1, limit: 10 })).toEqual([]);
  });

  it('leaves receipts that are read page by page, two of one moment too', async (w) => {
    const first = claimed(await w.claim(await spoken(w), 'li'));
    const second = claimed(await w.claim(await spoken(w, 'bob'), 'li'));
    const page = (before?: number) => w.records.conversations.receipts({ ...(before !== undefined && { before }), limit: 1 });
    const [newest] = await page();
    const [older] = await page(newest?.n);
    expect([newest, older]).toMatchObject([{ conversation: second.id, at: START }, { conversation: first.id, at: START }]);
    expect(await page(older?.n)).toEqual([]);
  });

  it('is lost on another version, and shows who has it (D1)', async (w) => {
    const conversation = await spoken(w);
    expect(await w.claim({ ...conversation, version: conversation.version + 1 }, 'wang')).toMatchObject({ kind: 'lost', conversation: { state: 'waiting' } });
    await w.claim(conversation, 'li');
    expect(await w.claim(conversation, 'wang')).toMatchObject({ kind: 'lost', conversation: { agent: 'li' } });
    expect(await w.load('wang')).toBe(0);
    expect(await w.claim({ ...conversation, id: 'unknown' }, 'wang')).toEqual({ kind: 'lost' });
  });

  it('keeps the limit it is given', async (w) => {
    await w.claim(await spoken(w, 'anna'), 'li', { limit: 1 });
    const second = await spoken(w, 'ben');
    expect(await w.claim(second, 'li', { limit: 1 })).toEqual({ kind: 'full', load: 1 });
    expect(await w.get(second)).toEqual(second);
    expect(await w.claim(second, 'li')).toMatchObject({ kind: 'claimed' });
    expect(await w.load('li')).toBe(2);
  });

  it('gives one free seat to exactly one of 50 claims at once on two connections', async (w) => {
    const other = await w.another();
    const conversations = await Promise.all(Array.from({ length: 50 }, (_, i) => spoken(w, `visitor-${i}`)));
    const results = await Promise.all(conversations.map((conversation, i) =>
      (i % 2 ? other : w.records).conversations.claim(w.claiming(conversation, 'li', { limit: 1 }))));
    expect(kinds(results)).toEqual({ claimed: 1, full: 49 });
    expect(await w.load('li')).toBe(1);
    expect(await w.records.conversations.ofAgent('li')).toHaveLength(1);
  });

  it('gives one conversation to exactly one of 50 agents at once on two connections (D2)', async (w) => {
    const other = await w.another();
    const conversation = await spoken(w);
    const results = await Promise.all(Array.from({ length: 50 }, (_, i) =>
      (i % 2 ? other : w.records).conversations.claim(w.claiming(conversation, `agent-${i}`, { limit: 5 }))));
    expect(kinds(results)).toEqual({ claimed: 1, lost: 49 });
    const loads = (await w.records.agents.loaded(100)).map((state) => state.load);
    expect(loads).toEqual([1]);
    expect(await w.records.conversations.receipts({ conversation: conversation.id, limit: 100 })).toHaveLength(1);
  });

  it('lets the time of the last assignment grow even within one millisecond', async (w) => {
    await w.claim(await spoken(w, 'anna'), 'li');
    await w.claim(await spoken(w, 'ben'), 'li');
    expect((await w.records.agents.states(['li']))[0]?.lastAssignedAt).toBe(START + 1);
  });

  it('replays all words nobody answered after the card, and rings at once', async (w) => {
    await w.enter('anna');
    await w.say('anna', 'one');
    const { conversation } = stored(await w.say('anna', 'two'));
    const mine = claimed(await w.claim(conversation, 'li', { ringSeconds: 30 }));
    expect(mine.ringAt).toBe(START + 30_000);
    const [card, words] = await w.sendAll();
    expect(card?.target).toMatchObject({ agent: 'li', news: { kind: 'assigned' } });
    expect(words).toMatchObject({ target: { agent: 'li', news: { kind: 'words', seq: 2 } }, merged: [{ seq: 3 }] });
  });

  it('replays only what was not answered', async (w) => {
    const mine = await w.assigned('anna', 'li');
    await w.reply(mine, 'li', 'yes?');
    await w.say('anna', 'open question');
    await w.sendAll();
    const next = claimed(await w.claim(await w.get(mine), 'wang', { from: 'li', cause: 'transfer', note: 'please', receipt: receipt({ outcome: 'transferred' }) }));
    expect(next.agent).toBe('wang');
    const sent = await w.sendAll();
    const to = (agent: string): typeof sent => sent.filter(({ target }) => target.to === 'agent' && target.agent === agent);
    expect(newsKinds(to('wang'))).toEqual(['assigned', 'words']);
    expect(to('wang')[0]?.target).toMatchObject({ news: { former: 'li', note: 'please', cause: 'transfer' } });
    expect(to('wang')[1]?.merged).toEqual([]);
    expect(to('li').map((d) => d.target)).toEqual([{ to: 'agent', agent: 'li', news: { kind: 'moved', cause: 'transfer', to: 'wang' } }]);
  });

  it('transfers only from the owner named, moving one load (F7)', async (w) => {
    const mine = await w.assigned('anna', 'li');
    expect(await w.claim(mine, 'wang', { from: 'zhao' })).toMatchObject({ kind: 'lost' });
    expect(await w.claim(mine, 'wang')).toMatchObject({ kind: 'lost' });
    expect(await w.claim(mine, 'wang', { from: 'li' })).toMatchObject({ kind: 'claimed', former: 'li', conversation: { agent: 'wang' } });
    expect([await w.load('li'), await w.load('wang')]).toEqual([0, 1]);
  });

  it('survives transfers that cross each other', async (w) => {
    const other = await w.another();
    const a = await w.assigned('anna', 'li', { tell: false });
    const b = await w.assigned('ben', 'wang', { tell: false });
    for (let i = 0; i < 10; i += 1) {
      const [one, two] = await Promise.all([w.get(a), w.get(b)]);
      const [first, second] = [one.agent ?? '', two.agent ?? ''];
      const results = await Promise.all([
        w.records.conversations.claim(w.claiming(one, second, { from: first })), other.conversations.claim(w.claiming(two, first, { from: second })),
      ]);
      expect(kinds(results)).toEqual({ claimed: 2 });
    }
    expect([await w.load('li'), await w.load('wang')]).toEqual([1, 1]);
  });

  it('does not relay words any more to who lost the conversation', async (w) => {
    const mine = await w.assigned('anna', 'li');
    await w.claim(mine, 'wang', { from: 'li' });
    const sent = await w.sendAll();
    expect(sent.filter(({ target }) => target.to === 'agent' && target.agent === 'li').map((d) => d.target.to === 'agent' && d.target.news.kind)).toEqual(['assigned', 'moved']);
    expect((await w.records.outbox.counts()).dropped).toBe(1);
  });

  it('tells the former owner at once, even when words to him were put off', async (w) => {
    const mine = await w.assigned('anna', 'li');
    await w.sendAll();
    await w.say('anna', 'more');
    const [words] = await w.take();
    await w.records.outbox.settle([{ id: words?.id ?? '', attempts: words?.attempts ?? 0, merged: [], settlement: { state: 'later', dueAt: w.now + 60_000, why: 'busy', progress: 0 }, at: w.now }]);
    await w.claim(mine, 'wang', { from: 'li' });
    expect((await w.take()).map(({ target }) => target.to === 'agent' && [target.agent, target.news.kind])).toContainEqual(['li', 'moved']);
  });

  it('takes up a left message', async (w) => {
    const conversation = await spoken(w);
    const left = await w.records.conversations.leave({ conversation: conversation.id, version: conversation.version, now: w.now, due: { agent: 'li' }, cause: 'nobody' });
    if (left.conversation === undefined) throw new Error('nothing left');
    await w.claim(left.conversation, 'li');
    expect(await w.records.people.leftMessages({ limit: 10 })).toMatchObject([{ followUp: 'done', by: 'li', doneAt: START }]);
  });

  it('counts what was served out of the queue', async (w) => {
    const conversation = await spoken(w);
    await w.records.conversations.queued({ conversation: conversation.id, version: conversation.version, now: w.now, waitUntil: w.now + 600_000, receipt: receipt({ outcome: 'queued' }) });
    w.now += 42_000;
    await w.claim(await w.get(conversation), 'li');
    await w.claim(await spoken(w, 'ben'), 'li');
    expect(await w.records.conversations.served('vip', 10)).toEqual([{ at: w.now, waitedMs: 42_000 }]);
  });

  it('tells webhooks who has it', async (w) => {
    const conversation = await spoken(w);
    await w.claim(conversation, 'li', { tell: false, announce: { webhooks: ['hook'] } });
    const [delivery] = await w.take();
    expect(payloadOf(delivery)).toMatchObject({ event: 'conversation.assigned', conversation: { agent: 'li', state: 'assigned' } });
  });
});

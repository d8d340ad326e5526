import { inWorld, kinds, type NewStore, payloadOf, START, stored, terms } from './world';

export const enterContract = (newStore: NewStore): void => describe('enter', () => {
  const it = (name: string, test: Parameters<typeof inWorld>[1]): void => global.it(name, inWorld(newStore, test));

  it('opens one conversation that waits, with the tap as its first event', async (w) => {
    const entered = await w.enter('anna');
    expect(entered).toMatchObject({ kind: 'opened', conversation: { state: 'waiting', entry: 'vip', version: 1, openedAt: START, waitingSince: START, missed: [] } });
    const [event] = await w.records.conversations.since(entered.conversation.id, 0, 10);
    expect(event).toMatchObject({ seq: 1, from: 'system', body: { kind: 'event', event: 'entered', detail: 'vip' } });
    expect(await w.get(entered.conversation)).toEqual(entered.conversation);
  });

  it('changes nothing when the same entry is entered again (C13)', async (w) => {
    const first = await w.enter('anna');
    w.now += 5000;
    const second = await w.enter('anna');
    expect(second.kind).toBe('same');
    expect(second.conversation).toEqual(first.conversation);
    expect(await w.records.conversations.since(first.conversation.id, 0, 10)).toHaveLength(1);
  });

  it('answers the same key again as duplicate, whatever happened in between', async (w) => {
    const entering = w.entering('anna');
    const first = await w.records.conversations.enter(entering);
    await w.enter('anna', { terms: terms({ entry: 'sales' }), at: START + 1000 });
    const again = await w.records.conversations.enter({ ...entering, newConversation: 'other', newMessage: 'other' });
    expect(again).toMatchObject({ kind: 'duplicate', conversation: { id: first.conversation.id, entry: 'sales' } });
  });

  it('opens once for 20 taps at the same time on two connections (D5)', async (w) => {
    const other = await w.another();
    const results = await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? other : w.records).conversations.enter(w.entering('anna'))));
    expect(kinds(results)).toEqual({ opened: 1, same: 19 });
    expect(new Set(results.map((result) => result.conversation.id)).size).toBe(1);
    expect(await w.records.people.visitors({ limit: 10 })).toHaveLength(1);
  });

  it('stores one of 20 equal taps at once', async (w) => {
    const entering = w.entering('anna');
    const results = await Promise.all(Array.from({ length: 20 }, () => w.records.conversations.enter(entering)));
    expect(kinds(results)).toEqual({ opened: 1, duplicate: 19 });
  });

  it('ignores an event older than the last one seen, also after closing', async (w) => {
    const { conversation } = await w.enter('anna', { at: START });
    expect(await w.enter('anna', { at: START - 1000, terms: terms({ entry: 'sales' }) })).toMatchObject({ kind: 'stale', conversation: { id: conversation.id, entry: 'vip' } });
    await w.records.conversations.finish({ conversation: conversation.id, now: w.now, reason: 'done', newDelivery: w.id('delivery') });
    expect(await w.enter('anna', { at: START - 1000 })).toMatchObject({ kind: 'stale', conversation: { state: 'closed' } });
    expect(await w.enter('anna', { at: START + 1000 })).toMatchObject({ kind: 'opened', conversation: { previous: conversation.id } });
  });

  it('honours a tap that comes later than the word that followed it', async (w) => {
    const { conversation } = stored(await w.say('anna', 'hi', { at: START + 1000, now: START + 1000, terms: terms() }));
    const entered = await w.enter('anna', { at: START, now: START + 1500, terms: terms({ entry: 'sales' }) });
    expect(entered).toMatchObject({ kind: 'rechosen', conversation: { id: conversation.id, entry: 'sales' } });
  });

  it('moves the open conversation to another entry: its owner loses it and is told', async (w) => {
    const mine = await w.assigned('anna', 'li');
    await w.sendAll();
    w.now += 1000;
    const entered = await w.enter('anna', { terms: terms({ entry: 'sales', priority: 3 }) });
    expect(entered).toMatchObject({
      kind: 'rechosen', former: 'li', formerEntry: 'vip',
      conversation: { id: mine.id, state: 'waiting', entry: 'sales', priority: 3, waitingSince: w.now, missed: [], version: mine.version + 1 },
    });
    expect(entered.conversation.agent).toBeUndefined();
    expect(await w.load('li')).toBe(0);
    expect((await w.take()).map((d) => d.target)).toEqual([{ to: 'agent', agent: 'li', news: { kind: 'moved', cause: 'chose-entry' } }]);
  });

  it('forgets who missed when the visitor chooses another entry', async (w) => {
    const mine = await w.assigned('anna', 'li');
    await w.records.conversations.release({ conversation: mine.id, version: mine.version, now: w.now, cause: 'ring', missed: true, missesBeforePause: 5, newDelivery: w.id('d') });
    expect((await w.get(mine)).missed).toEqual(['li']);
    expect((await w.enter('anna', { terms: terms({ entry: 'sales' }) })).conversation.missed).toEqual([]);
  });

  it('keeps chats of one visitor apart by entry', async (w) => {
    const chat = { scope: 'entry' as const, terms: terms({ channel: 'chat', account: 'web' }) };
    const first = await w.enter('anna', chat);
    const second = await w.enter('anna', { ...chat, terms: { ...chat.terms, entry: 'sales' } });
    expect(second).toMatchObject({ kind: 'opened' });
    expect(second.conversation.id).not.toBe(first.conversation.id);
    const visitor = first.conversation.visitor;
    expect((await w.records.conversations.openOf(visitor, 'chat', 'web', 'sales'))?.id).toBe(second.conversation.id);
    expect(await w.records.conversations.openOf(visitor, 'contact', 'wx-app')).toBeUndefined();
  });

  it('grants the allowance of entering, the larger and longer of two', async (w) => {
    const { conversation } = await w.enter('anna', { allowance: { count: 2, seconds: 60 } });
    const left = (): Promise<unknown> => w.records.people.allowance(conversation.visitor, 'wx-app');
    expect(await left()).toEqual({ left: 2, until: START + 60_000 });
    stored(await w.say('anna', 'hi', { allowance: { count: 5, seconds: 172_800 } }));
    await w.enter('anna', { allowance: { count: 2, seconds: 60 } });
    expect(await left()).toEqual({ left: 5, until: START + 172_800_000 });
  });

  it('tells webhooks once that a conversation was opened', async (w) => {
    await w.enter('anna', { announce: { webhooks: ['hook'] } });
    await w.enter('anna', { announce: { webhooks: ['hook'] } });
    const [delivery, ...more] = await w.take();
    expect(more).toEqual([]);
    expect(delivery?.target).toMatchObject({ eventId: payloadOf(delivery).eventId });
    expect(payloadOf(delivery)).toMatchObject({ event: 'conversation.opened', at: START, conversation: { entry: 'vip', state: 'waiting' } });
  });
});

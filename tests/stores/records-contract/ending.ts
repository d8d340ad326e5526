import type { Conversation } from '../../../shared/conversation';
import { claimed, inWorld, kinds, newsKinds, type NewStore, payloadOf, receipt, START, stored, terms, type World } from './world';

export const endingContract = (newStore: NewStore): void => describe('finish, leave and transfer requests', () => {
  const it = (name: string, test: Parameters<typeof inWorld>[1]): void => global.it(name, inWorld(newStore, test));
  const finish = (w: World, c: Conversation, over = {}): ReturnType<World['records']['conversations']['finish']> =>
    w.records.conversations.finish({ conversation: c.id, now: w.now, reason: 'agent', newDelivery: w.id('delivery'), ...over });
  const spoken = async (w: World): Promise<Conversation> => {
    await w.enter('anna');
    return stored(await w.say('anna', '想问一下发货时间')).conversation;
  };

  it('closes for good, with one load less, and tells the owner unless he did it', async (w) => {
    const mine = await w.assigned('anna', 'li');
    await w.sendAll();
    w.now += 1000;
    expect(await finish(w, mine, { version: mine.version, announce: { webhooks: ['hook'] } })).toMatchObject({
      kind: 'finished', former: 'li', conversation: { state: 'closed', closedAt: w.now, closeReason: 'agent', agent: 'li' },
    });
    expect(await w.load('li')).toBe(0);
    expect(await w.records.conversations.ofAgent('li')).toEqual([]);
    const sent = await w.sendAll();
    expect(sent.filter((d) => d.target.to === 'webhook').map(payloadOf)).toMatchObject([{ event: 'conversation.closed', conversation: { state: 'closed' } }]);
    expect(newsKinds(sent)).toContain('closed');
    const quiet = await w.assigned('ben', 'li');
    await w.sendAll();
    await finish(w, quiet, { quiet: true });
    expect(await w.take()).toEqual([]);
  });

  it('closes once of 20 at once, and not on another version', async (w) => {
    const other = await w.another();
    const mine = await w.assigned('anna', 'li');
    await w.assigned('ben', 'li');
    expect(await finish(w, mine, { version: mine.version + 1 })).toMatchObject({ kind: 'moved', conversation: { state: 'assigned' } });
    const results = await Promise.all(Array.from({ length: 20 }, (_, i) =>
      (i % 2 ? other : w.records).conversations.finish({ conversation: mine.id, now: w.now, reason: 'idle', newDelivery: w.id('delivery') })));
    expect(kinds(results)).toEqual({ finished: 1, moved: 19 });
    expect(await w.load('li')).toBe(1);
    expect(await finish(w, { ...mine, id: 'unknown' })).toEqual({ kind: 'moved' });
  });

  it('keeps words for somebody to follow up', async (w) => {
    const conversation = await spoken(w);
    const leaving = { conversation: conversation.id, version: conversation.version, now: w.now, due: { agent: 'li', group: 'team' }, cause: 'nobody' };
    expect(await w.records.conversations.leave({ ...leaving, version: 99 })).toMatchObject({ kind: 'moved' });
    const left = await w.records.conversations.leave({ ...leaving, contact: '13800000000', receipt: receipt({ outcome: 'leave-message' }), announce: { webhooks: ['hook'] } });
    expect(left).toMatchObject({ kind: 'left', first: true, conversation: { state: 'left', version: conversation.version + 1 } });
    expect(await w.records.people.leftMessages({ state: 'open', agent: 'li', group: 'team', limit: 10 })).toEqual([{
      conversation: conversation.id, visitor: conversation.visitor, entry: 'vip', leftAt: START, due: { agent: 'li', group: 'team' }, contact: '13800000000',
      followUp: 'open', words: '想问一下发货时间',
    }]);
    expect((await w.sendAll()).map(payloadOf)).toMatchObject([{ event: 'message.left', conversation: { state: 'left' } }]);
    expect(await w.records.conversations.receipts({ conversation: conversation.id, limit: 1 })).toMatchObject([{ outcome: 'leave-message' }]);
  });

  it('leaves a second time without losing the contact, and says that it is not the first', async (w) => {
    const conversation = await spoken(w);
    await w.records.conversations.leave({ conversation: conversation.id, version: conversation.version, now: w.now, due: {}, contact: 'me', cause: 'nobody' });
    const { conversation: back } = stored(await w.say('anna', 'still there'));
    expect(await w.records.conversations.leave({ conversation: back.id, version: back.version, now: w.now, due: { agent: 'li' }, cause: 'nobody' })).toMatchObject({ kind: 'left', first: false });
    expect(await w.records.people.leftMessages({ limit: 10 })).toMatchObject([{ contact: 'me', due: { agent: 'li' }, words: '想问一下发货时间\nstill there' }]);
  });

  it('takes the owner away when his conversation is left', async (w) => {
    const mine = await w.assigned('anna', 'li');
    await w.sendAll();
    await w.records.conversations.leave({ conversation: mine.id, version: mine.version, now: w.now, due: {}, cause: 'gone', newDelivery: 'left' });
    expect(await w.load('li')).toBe(0);
    expect(newsKinds(await w.take())).toEqual(['moved']);
  });

  it('follows up, opens again and takes a contact', async (w) => {
    const conversation = await spoken(w);
    await w.records.conversations.leave({ conversation: conversation.id, version: conversation.version, now: w.now, due: {}, cause: 'nobody' });
    expect(await w.records.people.followUp({ conversation: conversation.id, done: true, by: 'li', note: 'called', now: w.now })).toBe(true);
    expect(await w.records.people.setContact(conversation.id, 'wechat: anna')).toBe(true);
    expect(await w.records.people.leftMessages({ state: 'done', limit: 10 })).toMatchObject([{ by: 'li', note: 'called', doneAt: START, contact: 'wechat: anna' }]);
    await w.records.people.followUp({ conversation: conversation.id, done: false, by: 'li', now: w.now });
    expect(await w.records.people.leftMessages({ state: 'done', limit: 10 })).toEqual([]);
    expect(await w.records.people.followUp({ conversation: 'unknown', done: true, by: 'li', now: w.now })).toBe(false);
    expect(await w.records.people.setContact('unknown', 'x')).toBe(false);
  });

  it('pages through left messages, newest first', async (w) => {
    const ids: string[] = [];
    for (let i = 0; i < 5; i += 1) {
      const { conversation } = await w.enter(`visitor-${i}`, { terms: terms() });
      w.now += i < 3 ? 0 : 1000;
      await w.records.conversations.leave({ conversation: conversation.id, version: 1, now: w.now, due: {}, cause: 'nobody' });
      ids.push(conversation.id);
    }
    const first = await w.records.people.leftMessages({ limit: 3 });
    const rest = await w.records.people.leftMessages({ limit: 3, before: first[2]?.conversation ?? '' });
    expect([...first, ...rest].map((left) => left.conversation).sort()).toEqual([...ids].sort());
    expect(first[0]?.conversation).toBe(ids[4]);
  });

  it('keeps one transfer request, the newest, and gives it away once (F9)', async (w) => {
    const mine = await w.assigned('anna', 'li');
    await w.sendAll();
    const ask = (by: string, to: string): Promise<boolean> => w.records.conversations.requestTransfer({
      conversation: mine.id, by, to, until: w.now + 30_000, note: 'please', now: w.now,
      news: { id: w.id('news'), target: { to: 'agent', agent: to, news: { kind: 'transfer-asked', by, until: w.now + 30_000 } } },
    });
    expect(await ask('wang', 'zhao')).toBe(false);
    expect(await ask('li', 'zhao')).toBe(true);
    expect(await ask('li', 'wang')).toBe(true);
    expect(newsKinds(await w.take())).toEqual(['transfer-asked', 'transfer-asked']);
    expect(await w.records.conversations.overdue(w.now, 1, 10)).toEqual([]);
    expect(await w.records.conversations.overdue(w.now + 30_000, 1, 10)).toMatchObject([{ why: 'transfer', conversation: { id: mine.id } }]);
    const asked = { conversation: mine.id, by: 'li', to: 'wang', until: w.now + 30_000, note: 'please' };
    expect(await w.records.conversations.transferAsked(mine.id)).toEqual(asked);
    const end = (request: typeof asked, records = w.records): Promise<boolean> => records.conversations.endTransfer(request, {
      now: w.now, tell: { id: w.id('told'), target: { to: 'agent', agent: 'li', news: { kind: 'answer', code: 'transferDeclined', values: {} } } },
    });
    expect(await end({ ...asked, to: 'zhao' })).toBe(false);
    expect((await Promise.all([end(asked), end(asked, await w.another())])).filter(Boolean)).toHaveLength(1);
    expect(await w.records.conversations.transferAsked(mine.id)).toBeUndefined();
    expect(newsKinds(await w.take())).toEqual(['answer']);
  });

  it('forgets a transfer request when the conversation moves', async (w) => {
    const mine = await w.assigned('anna', 'li');
    await w.records.conversations.requestTransfer({
      conversation: mine.id, by: 'li', to: 'wang', until: w.now + 30_000, now: w.now,
      news: { id: 'news', target: { to: 'agent', agent: 'wang', news: { kind: 'transfer-asked', by: 'li', until: 0 } } },
    });
    claimed(await w.claim(mine, 'zhao', { from: 'li' }));
    expect(await w.records.conversations.transferAsked(mine.id)).toBeUndefined();
  });
});

import { inWorld, type NewStore, START, stored, terms } from './world';

export const erasingContract = (newStore: NewStore): void => describe('exporting, erasing and expiring', () => {
  const it = (name: string, test: Parameters<typeof inWorld>[1]): void => global.it(name, inWorld(newStore, test));

  it('exports everything kept of one visitor but colleagues’ notes', async (w) => {
    const mine = await w.assigned('anna', 'li');
    await w.reply(mine, 'li', 'answer');
    await w.reply(mine, 'li', 'a note', { from: 'note', deliveries: [] });
    const exported = JSON.stringify(await w.records.people.exportVisitor(mine.visitor));
    for (const part of ['hello', 'answer', mine.id, 'anna', 'wx-app']) expect(exported).toContain(part);
    expect(exported).not.toContain('a note');
    expect(await w.records.people.exportVisitor('unknown')).toBeUndefined();
  });

  it('erases words, facts and identities; numbers stay', async (w) => {
    const mine = await w.assigned('anna', 'li');
    const image = { kind: 'image' as const, file: 'shared' };
    await w.say('anna', '', { body: image });
    await w.say('anna', '', { body: { ...image, file: 'own' }, announce: { webhooks: ['hook'] } });
    await w.say('ben', '', { body: image, terms: terms() });
    await w.reply(mine, 'li', 'answer');
    const old = await w.records.people.eraseVisitor(mine.visitor, w.now);
    expect(old).toEqual({ conversations: 1, messages: 5, files: ['own'] });
    expect(await w.records.people.eraseVisitor(mine.visitor, w.now)).toBeUndefined();
    expect(await w.records.conversations.since(mine.id, 0, 10)).toEqual([]);
    expect(await w.get(mine)).toMatchObject({ state: 'closed', closeReason: 'erased', seq: 5 });
    expect(await w.load('li')).toBe(0);
    expect(await w.records.people.identities(mine.visitor)).toEqual([]);
    expect(await w.records.people.visitorById(mine.visitor)).toBeUndefined();
    const told = JSON.stringify(await w.sendAll());
    for (const word of ['hello', 'own', 'answer']) expect(told).not.toContain(word);
    expect(await w.say('anna', 'who am I?')).toEqual({ kind: 'needs-terms' });
  });

  it('expires news of no conversation once they are settled', async (w) => {
    const news = (id: string): Parameters<typeof w.records.outbox.add>[0] => [{ id, target: { to: 'agent', agent: 'li', news: { kind: 'status', status: 'paused', cause: 'x' } } }];
    await w.records.outbox.add(news('sent'), START);
    await w.sendAll();
    await w.records.outbox.add(news('pending'), START);
    await w.records.people.expire(START + 1, 10);
    const left = await w.records.outbox.list({ states: ['sent', 'pending'], limit: 10 });
    expect(left.map((d) => d.id)).toEqual(['pending']);
  });

  it('expires words of conversations closed long ago, a few at a time', async (w) => {
    for (let i = 0; i < 4; i += 1) {
      const { conversation } = await w.enter(`v${i}`);
      stored(await w.say(`v${i}`, '', { body: { kind: 'file', name: 'f', file: `file-${i}` } }));
      if (i < 3) await w.records.conversations.finish({ conversation: conversation.id, now: START + i * 1000, reason: 'done', newDelivery: w.id('d') });
    }
    expect(await w.records.people.expire(START, 100)).toEqual({ messages: 0, files: [] });
    expect(await w.records.people.expire(START + 2000, 2)).toEqual({ messages: 2, files: ['file-0'] });
    expect(await w.records.people.expire(START + 2000, 100)).toEqual({ messages: 2, files: ['file-1'] });
    expect(await w.records.people.expire(START + 2000, 100)).toEqual({ messages: 0, files: [] });
    expect(await w.records.conversations.list({ state: 'closed', limit: 10 })).toHaveLength(3);
  });
});

import { claimed, inWorld, type NewStore, stored, type World } from './world';

export const workbenchContract = (newStore: NewStore): void => describe('the workbench', () => {
  const it = (name: string, test: Parameters<typeof inWorld>[1]): void => global.it(name, inWorld(newStore, test));

  const asking = (w: World, conversation: string, to: string, until: number, note?: string) => w.records.conversations.requestTransfer({
    conversation, by: 'li', to, until, now: w.now, ...(note !== undefined && { note }),
    news: { id: w.id('news'), target: { to: 'agent', agent: to, news: { kind: 'transfer-asked', by: 'li', until } } },
  });

  it('shows of each conversation its last words, what its owner has not read and since when nobody has answered', async (w) => {
    const first = await w.assigned('anna', 'li');
    w.now += 1000;
    const { message } = stored(await w.say('anna', 'are you there?'));
    await w.reply(first, 'li', 'a note', { from: 'note', deliveries: [] });
    const other = await w.assigned('ben', 'wang');
    const [line] = await w.records.workbench.linesOf(['li', 'nobody']);
    expect(line).toMatchObject({ conversation: { id: first.id, seq: message.seq + 1 }, unread: 2, unansweredSince: w.now - 1000, last: { seq: message.seq, from: 'visitor', body: { text: 'are you there?' } } });
    expect((await w.records.workbench.lines([other.id, first.id, 'unknown'])).map(({ conversation }) => conversation.id).sort()).toEqual([first.id, other.id].sort());
    expect((await w.records.workbench.linesOf(['li', 'wang'])).map(({ conversation }) => conversation.agent)).toEqual(['li', 'wang']);
    expect([await w.records.workbench.linesOf([]), await w.records.workbench.lines([])]).toEqual([[], []]);
  });

  it('counts what an agent has read once and for all: never back, whatever comes late; an answer has read what was before', async (w) => {
    const c = await w.assigned('anna', 'li');
    const second = stored(await w.say('anna', 'two')).message.seq;
    await w.say('anna', 'three');
    const unread = async (): Promise<number | undefined> => (await w.records.workbench.lines([c.id]))[0]?.unread;
    await w.records.workbench.read([{ conversation: c.id, agent: 'li', seq: second }, { conversation: 'unknown', agent: 'li', seq: 1 }]);
    await w.records.workbench.read([{ conversation: c.id, agent: 'li', seq: 1 }, { conversation: c.id, agent: 'wang', seq: 99 }]);
    expect(await unread()).toBe(1);
    await w.reply(c, 'li', 'here');
    expect(await unread()).toBe(0);
    await w.say('anna', 'four');
    expect(await unread()).toBe(1);
    const now = await w.get(c);
    claimed(await w.claim(now, 'zhao', { from: 'li' }));
    expect(await unread()).toBe(4);
  });

  it('many read at once on two nodes', async (w) => {
    const c = await w.assigned('anna', 'li');
    for (let n = 0; n < 8; n += 1) await w.say('anna', `word ${n}`);
    const other = await w.another();
    const { seq } = await w.get(c);
    await Promise.all(Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? w.records : other).workbench.read([{ conversation: c.id, agent: 'li', seq: seq - (n % 7) }])));
    expect((await w.records.workbench.lines([c.id]))[0]?.unread).toBe(0);
  });

  it('names the latest answer that did not simply arrive, until it has', async (w) => {
    const c = await w.assigned('anna', 'li');
    await w.sendAll();
    await w.reply(c, 'li', 'one');
    const [taken] = await w.take();
    await w.records.outbox.settle([{ id: taken?.id ?? '', attempts: taken?.attempts ?? 0, merged: [], settlement: { state: 'failed', why: 'refused' }, at: w.now }]);
    const undelivered = async () => (await w.records.workbench.lines([c.id]))[0]?.undelivered;
    expect(await undelivered()).toEqual({ seq: taken?.target.to === 'visitor' ? taken.target.seq : 0, state: 'failed', why: 'refused' });
    await w.records.outbox.resend(taken?.id ?? '', w.now);
    await w.sendAll();
    expect(await undelivered()).toBeUndefined();
  });

  it('finds the requests that stand, by or to somebody, until they end', async (w) => {
    const c = await w.assigned('anna', 'li');
    const d = await w.assigned('ben', 'li');
    await asking(w, c.id, 'wang', w.now + 30_000, 'he knows');
    await asking(w, d.id, 'zhao', w.now + 20_000);
    const found = async (...agents: string[]) => (await w.records.workbench.transfers(agents)).map(({ conversation }) => conversation);
    expect(await w.records.workbench.transfers(['wang'])).toEqual([{ conversation: c.id, by: 'li', to: 'wang', until: w.now + 30_000, note: 'he knows' }]);
    expect([await found('li'), await found('zhao', 'nobody'), await found('nobody'), await found()]).toEqual([[d.id, c.id], [d.id], [], []]);
    await w.records.conversations.finish({ conversation: c.id, now: w.now, reason: 'idle', newDelivery: w.id('closed') });
    expect(await found('li', 'wang')).toEqual([d.id]);
  });

  it('who is erased leaves nothing of how far he was read', async (w) => {
    const c = await w.assigned('anna', 'li');
    await w.records.workbench.read([{ conversation: c.id, agent: 'li', seq: 5 }]);
    await w.records.people.eraseVisitor(c.visitor, w.now);
    await w.records.workbench.read([{ conversation: c.id, agent: 'li', seq: 6 }]);
    expect(await w.records.workbench.lines([c.id])).toMatchObject([{ unread: 0, conversation: { state: 'closed' } }]);
  });
});

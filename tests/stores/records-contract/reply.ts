import { inWorld, kinds, MESSAGE_ALLOWANCE, type NewStore, payloadOf, START, stored } from './world';

export const replyContract = (newStore: NewStore): void => describe('reply', () => {
  const it = (name: string, test: Parameters<typeof inWorld>[1]): void => global.it(name, inWorld(newStore, test));

  it('stores the words with their delivery in one step', async (w) => {
    const mine = await w.assigned('anna', 'li', { tell: false });
    w.now += 5000;
    const replied = await w.reply(mine, 'li', '您好');
    expect(replied).toMatchObject({
      kind: 'stored', message: { seq: mine.seq + 1, from: 'agent', agent: 'li', body: { text: '您好' }, delivery: { state: 'pending' } },
      conversation: { lastAgentAt: w.now, firstReplyAt: w.now, seq: mine.seq + 1, version: mine.version },
    });
    expect(await w.get(mine)).toEqual(replied.kind === 'stored' && replied.conversation);
    expect(await w.sendAll()).toMatchObject([{ target: { to: 'visitor', seq: mine.seq + 1 }, conversation: mine.id, body: { text: '您好' } }]);
    expect(await w.records.conversations.since(mine.id, mine.seq, 10)).toMatchObject([{ delivery: { state: 'sent' } }]);
  });

  it('keeps words that are read where they are stored as sent, without a delivery', async (w) => {
    const mine = await w.assigned('anna', 'li', { tell: false });
    const sending = w.replying(mine, 'li', '您好', { deliveries: [], arrived: true });
    const replied = await w.records.conversations.reply(sending);
    expect(replied).toMatchObject({ kind: 'stored', message: { seq: mine.seq + 1, delivery: { state: 'sent' } } });
    expect(await w.take()).toEqual([]);
    const message = replied.kind === 'stored' ? replied.message : undefined;
    expect(await w.records.conversations.since(mine.id, mine.seq, 10)).toEqual([message]);
    expect(await w.records.conversations.reply(sending)).toMatchObject({ kind: 'duplicate', message });
  });

  it('answers the same client id with the first result, also 20 at once (G2)', async (w) => {
    const other = await w.another();
    const mine = await w.assigned('anna', 'li', { tell: false });
    const sending = w.replying(mine, 'li', 'hello');
    const results = await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? other : w.records).conversations.reply(sending)));
    expect(kinds(results)).toEqual({ stored: 1, duplicate: 19 });
    const messages = results.map((result) => ('message' in result ? result.message : undefined));
    for (const message of messages) expect(message).toEqual(messages[0]);
    expect(await w.take()).toHaveLength(1);
  });

  it('says an agent’s send once, even when it comes for two conversations at the same time', async (w) => {
    const other = await w.another();
    const a = await w.assigned('anna', 'li', { tell: false });
    const b = await w.assigned('ben', 'li', { tell: false });
    const results = await Promise.all(Array.from({ length: 20 }, (_, i) =>
      (i % 2 ? other : w.records).conversations.reply(w.replying(i % 4 < 2 ? a : b, 'li', 'hello', { key: 'same' }))));
    expect(kinds(results)).toEqual({ stored: 1, duplicate: 19 });
    expect(await w.take()).toHaveLength(1);
    expect((await w.get(a)).seq + (await w.get(b)).seq).toBe(a.seq + b.seq + 1);
    expect(await w.records.conversations.replied('li', 'same')).toMatchObject({ from: 'agent', body: { text: 'hello' } });
    expect(await w.records.conversations.replied('wang', 'same')).toBeUndefined();
  });

  it('refuses an agent who was taken off (E9), unless it was said before or is said for him', async (w) => {
    const mine = await w.assigned('anna', 'li', { tell: false });
    const before = w.replying(mine, 'li', 'before');
    await w.records.conversations.reply(before);
    await w.records.agents.setStatus({ agent: 'li', status: 'offline', by: 'boss', forced: true, now: w.now });
    expect(await w.reply(mine, 'li', 'after')).toEqual({ kind: 'forced-offline', by: 'boss' });
    expect((await w.records.conversations.reply(before)).kind).toBe('duplicate');
    expect((await w.reply(mine, 'li', 'as a supervisor', { anyOwner: true })).kind).toBe('stored');
    expect((await w.reply(mine, 'li', 'over there', { saidThere: true })).kind).toBe('stored');
    expect((await w.get(mine)).seq).toBe(mine.seq + 3);
  });

  it('answers a refused send of a known key with its first result', async (w) => {
    const mine = await w.assigned('anna', 'li', { tell: false });
    const sending = w.replying(mine, 'li', 'hello');
    const first = await w.records.conversations.reply(sending);
    await w.records.conversations.finish({ conversation: mine.id, now: w.now, reason: 'ended-by-visitor', newDelivery: w.id('delivery') });
    expect(await w.records.conversations.reply(sending)).toMatchObject({ kind: 'duplicate', message: { id: 'message' in first && first.message.id } });
    expect((await w.reply(mine, 'li', 'another')).kind).toBe('closed');
  });

  it('stops the ring, and sets the time of the first reply once (F3, F11)', async (w) => {
    const mine = await w.assigned('anna', 'li');
    expect(mine.ringAt).toBe(START + 60_000);
    w.now += 59_000;
    const first = await w.reply(mine, 'li', 'one');
    expect(first).toMatchObject({ conversation: { firstReplyAt: w.now } });
    expect(first.kind === 'stored' && first.conversation.ringAt).toBeUndefined();
    w.now += 1000;
    expect(await w.reply(mine, 'li', 'two')).toMatchObject({ conversation: { firstReplyAt: w.now - 1000, lastAgentAt: w.now } });
  });

  it('counts no system text and no note as a reply (F5)', async (w) => {
    const mine = await w.assigned('anna', 'li');
    for (const from of ['system', 'note'] as const) {
      const { agent: _, ...unsigned } = w.replying(mine, 'li', 'text', { from, deliveries: [] });
      const replied = await w.records.conversations.reply(from === 'system' ? unsigned : { ...unsigned, agent: 'wang' });
      expect(replied).toMatchObject({ kind: 'stored', conversation: { ringAt: START + 60_000 } });
    }
    const kept = await w.get(mine);
    expect(kept.firstReplyAt).toBeUndefined();
    expect(kept.seq).toBe(mine.seq + 2);
  });

  it('is for the owner or whoever may speak for any (F7)', async (w) => {
    const mine = await w.assigned('anna', 'li');
    expect(await w.reply(mine, 'wang', 'hi')).toMatchObject({ kind: 'not-owner', conversation: { agent: 'li' } });
    expect(await w.reply(mine, 'boss', 'hi', { anyOwner: true })).toMatchObject({ kind: 'stored' });
    expect(await w.reply({ ...mine, id: 'unknown' }, 'li', 'hi')).toEqual({ kind: 'unknown' });
    await w.records.conversations.finish({ conversation: mine.id, now: w.now, reason: 'done', newDelivery: 'd' });
    expect(await w.reply(mine, 'li', 'hi')).toMatchObject({ kind: 'closed' });
    expect(await w.reply(mine, 'boss', 'hi', { anyOwner: true })).toMatchObject({ kind: 'closed' });
    expect(await w.reply(mine, 'boss', 'said before it was closed', { saidThere: true })).toMatchObject({ kind: 'stored' });
  });

  it('refuses when the allowance does not reach, counting what still waits', async (w) => {
    const mine = await w.assigned('anna', 'li', { tell: false });
    for (let i = 0; i < 5; i += 1) expect((await w.reply(mine, 'li', `${i}`, { needsAllowance: 1 })).kind).toBe('stored');
    expect(await w.reply(mine, 'li', 'six', { needsAllowance: 1 })).toMatchObject({ kind: 'no-allowance', left: 0, until: START + 172_800_000 });
    await w.sendAll();
    expect(await w.reply(mine, 'li', 'six', { needsAllowance: 1 })).toMatchObject({ kind: 'no-allowance', left: 0 });
    expect((await w.get(mine)).seq).toBe(mine.seq + 5);
    stored(await w.say('anna', 'more', { allowance: MESSAGE_ALLOWANCE }));
    expect((await w.reply(mine, 'li', 'six', { needsAllowance: 1 })).kind).toBe('stored');
    w.now += 172_800_000;
    expect(await w.reply(mine, 'li', 'late', { needsAllowance: 1 })).toMatchObject({ kind: 'no-allowance', left: 0 });
  });

  it('remembers who answered last', async (w) => {
    const mine = await w.assigned('anna', 'li');
    expect(await w.records.conversations.lastAgent(mine.visitor)).toBeUndefined();
    await w.reply(mine, 'li', 'hi');
    w.now += 1000;
    await w.reply(mine, 'li', 'hi');
    await w.records.conversations.finish({ conversation: mine.id, now: w.now, reason: 'done', newDelivery: 'd' });
    expect(await w.records.conversations.lastAgent(mine.visitor)).toEqual({ agent: 'li', at: w.now });
  });

  it('tells webhooks of words, never of notes', async (w) => {
    const mine = await w.assigned('anna', 'li', { tell: false });
    const announce = { webhooks: ['hook'] };
    await w.reply(mine, 'li', 'for colleagues', { from: 'note', deliveries: [], announce });
    await w.reply(mine, 'li', 'hello', { deliveries: [], announce });
    const sent = await w.sendAll();
    expect(sent.map(payloadOf)).toMatchObject([{ event: 'message.created', message: { from: 'agent', body: { text: 'hello' } } }]);
  });

  it('reads messages in both directions', async (w) => {
    const mine = await w.assigned('anna', 'li');
    for (let i = 0; i < 5; i += 1) await w.reply(mine, 'li', `${i}`);
    const numbers = async (found: Promise<{ seq: number }[]>): Promise<number[]> => (await found).map((message) => message.seq);
    expect(await numbers(w.records.conversations.since(mine.id, 3, 2))).toEqual([4, 5]);
    expect(await numbers(w.records.conversations.before(mine.id, 6, 2))).toEqual([4, 5]);
    expect(await numbers(w.records.conversations.before(mine.id, 2, 10))).toEqual([1]);
    expect(await numbers(w.records.conversations.since('unknown', 0, 10))).toEqual([]);
  });

  it('names the stored file of a picture later', async (w) => {
    await w.enter('anna');
    const { message } = stored(await w.say('anna', '', { body: { kind: 'image', mediaId: 'media' } }));
    await w.records.conversations.keepFile(message.conversation, message.seq, 'hash');
    await w.records.conversations.keepFile(message.conversation, 1, 'hash');
    expect((await w.records.conversations.since(message.conversation, 0, 10)).map((m) => m.body)).toEqual([
      { kind: 'event', event: 'entered', detail: 'vip' }, { kind: 'image', mediaId: 'media', file: 'hash' },
    ]);
  });
});

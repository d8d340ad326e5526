import { claimed, inWorld, kinds, MESSAGE_ALLOWANCE, newsKinds, type NewStore, payloadOf, START, stored, terms } from './world';
import type { Inbound } from '../../../server/stores/records/arrivals';

export const receiveContract = (newStore: NewStore): void => describe('receive', () => {
  const it = (name: string, test: Parameters<typeof inWorld>[1]): void => global.it(name, inWorld(newStore, test));

  it('finds the open conversation by identity and numbers the message', async (w) => {
    const { conversation } = await w.enter('anna');
    w.now += 1000;
    const received = stored(await w.say('anna', '你好 👋'));
    expect(received).toMatchObject({
      opened: false, message: { seq: 2, from: 'visitor', conversation: conversation.id, body: { kind: 'text', text: '你好 👋' } },
      conversation: { id: conversation.id, seq: 2, lastVisitorAt: w.now, state: 'waiting' },
    });
    expect((await w.records.conversations.since(conversation.id, 1, 10))).toEqual([received.message]);
    expect(await w.get(conversation)).toEqual(received.conversation);
  });

  it('asks for terms when none is open, naming who it is and his last entry', async (w) => {
    expect(await w.say('anna', 'hi')).toEqual({ kind: 'needs-terms' });
    const { conversation } = await w.enter('anna');
    await w.records.conversations.finish({ conversation: conversation.id, now: w.now, reason: 'done', newDelivery: 'd' });
    const asked = await w.say('anna', 'hi');
    expect(asked).toEqual({ kind: 'needs-terms', visitor: conversation.visitor, lastEntry: { entry: 'vip', at: START } });
    expect(await w.records.conversations.list({ limit: 10 })).toHaveLength(1);
  });

  it('opens with terms, linked to the one before', async (w) => {
    const { conversation } = await w.enter('anna');
    await w.records.conversations.finish({ conversation: conversation.id, now: w.now, reason: 'done', newDelivery: 'd' });
    w.now += 1000;
    const received = stored(await w.say('anna', 'again', { terms: terms({ entry: 'sales' }) }));
    expect(received).toMatchObject({ opened: true, message: { seq: 1 }, conversation: { entry: 'sales', previous: conversation.id, visitor: conversation.visitor } });
  });

  it('answers a known key as duplicate with the same message (G1)', async (w) => {
    await w.enter('anna');
    const inbound = w.inbound('anna', 'hi');
    const first = stored(await w.records.conversations.receive(inbound));
    const again = await w.records.conversations.receive({ ...inbound, newMessage: 'other', body: { kind: 'text', text: 'changed' } });
    expect(again).toEqual({ kind: 'duplicate', conversation: first.conversation, message: first.message });
  });

  it('knows the key after the conversation was closed and another opened', async (w) => {
    await w.enter('anna');
    const inbound = w.inbound('anna', 'hi');
    const first = stored(await w.records.conversations.receive(inbound));
    await w.records.conversations.finish({ conversation: first.conversation.id, now: w.now, reason: 'done', newDelivery: 'd' });
    expect(await w.records.conversations.receive(inbound)).toMatchObject({ kind: 'duplicate', message: { id: first.message.id } });
    await w.say('anna', 'new', { terms: terms() });
    expect(await w.records.conversations.receive({ ...inbound, terms: terms() })).toMatchObject({ kind: 'duplicate', message: { id: first.message.id } });
  });

  it('keeps equal keys of two visitors apart', async (w) => {
    await w.enter('anna');
    await w.enter('ben');
    stored(await w.say('anna', 'mine', { key: 'same' }));
    expect(stored(await w.say('ben', 'his', { key: 'same' })).message.body).toEqual({ kind: 'text', text: 'his' });
  });

  it('stores one of 20 equal messages at once on two connections', async (w) => {
    const other = await w.another();
    const inbound = w.inbound('anna', 'hi', { terms: terms() });
    const results = await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? other : w.records).conversations.receive({ ...inbound, newMessage: w.id('message') })));
    expect(kinds(results)).toEqual({ stored: 1, duplicate: 19 });
    expect(new Set(results.map((result) => ('message' in result ? result.message.id : ''))).size).toBe(1);
  });

  it('numbers 100 messages at once from 1 without a gap, in one conversation', async (w) => {
    const other = await w.another();
    const results = await Promise.all(Array.from({ length: 100 }, (_, i) => (i % 2 ? other : w.records).conversations.receive(w.inbound('anna', `${i}`, { terms: terms() }))));
    expect(kinds(results)).toEqual({ stored: 100 });
    expect(results.filter((result) => result.kind === 'stored' && result.opened)).toHaveLength(1);
    const [conversation] = await w.records.conversations.list({ limit: 10 });
    const messages = await w.records.conversations.since(conversation?.id ?? '', 0, 1000);
    expect(messages.map((message) => message.seq)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
  });

  it('makes a left conversation wait again', async (w) => {
    const { conversation } = await w.enter('anna');
    await w.say('anna', 'anybody?');
    const left = await w.records.conversations.leave({ conversation: conversation.id, version: conversation.version, now: w.now, due: {}, cause: 'nobody' });
    w.now += 60_000;
    const received = stored(await w.say('anna', 'hello?'));
    expect(received.conversation).toMatchObject({ id: conversation.id, state: 'waiting', waitingSince: w.now, version: (left.conversation?.version ?? 0) + 1 });
  });

  it('refreshes the allowance to the larger, never to the sum', async (w) => {
    const { conversation } = await w.enter('anna');
    for (let i = 0; i < 3; i += 1) await w.say('anna', `${i}`, { allowance: MESSAGE_ALLOWANCE });
    expect(await w.records.people.allowance(conversation.visitor, 'wx-app')).toEqual({ left: 5, until: START + 172_800_000 });
  });

  it('starts the ring at the first word after the assignment, and only there (F12)', async (w) => {
    const { conversation } = await w.enter('anna');
    const mine = claimed(await w.claim(conversation, 'li', { ringSeconds: 60 }));
    expect(mine.ringAt).toBeUndefined();
    w.now += 5000;
    const first = stored(await w.say('anna', 'one'));
    expect(first.conversation.ringAt).toBe(w.now + 60_000);
    w.now += 5000;
    expect(stored(await w.say('anna', 'two')).conversation.ringAt).toBe(first.conversation.ringAt);
    await w.reply(mine, 'li', 'yes?');
    expect(stored(await w.say('anna', 'three')).conversation.ringAt).toBeUndefined();
  });

  it('has no ring where the step has none', async (w) => {
    const { conversation } = await w.enter('anna');
    await w.claim(conversation, 'li', { ringSeconds: 0 });
    expect(stored(await w.say('anna', 'one')).conversation.ringAt).toBeUndefined();
  });

  it('tells the owner: for a silent visitor first the card, then words only', async (w) => {
    const { conversation } = await w.enter('anna');
    await w.claim(conversation, 'li', { line: 'VIP', cause: 'entered' });
    expect(await w.take()).toEqual([]);
    await w.say('anna', 'one');
    const first = await w.sendAll();
    expect(newsKinds(first)).toEqual(['assigned', 'words']);
    expect(first[0]?.target).toMatchObject({ agent: 'li', news: { cause: 'entered', line: 'VIP' } });
    expect(first[1]).toMatchObject({ target: { news: { seq: 2 } }, body: { kind: 'text', text: 'one' } });
    await w.say('anna', 'two');
    expect(newsKinds(await w.sendAll())).toEqual(['words']);
  });

  it('writes nothing for an owner who is only in the workbench', async (w) => {
    const { conversation } = await w.enter('anna');
    await w.claim(conversation, 'li', { tell: false });
    await w.say('anna', 'one');
    expect(await w.take()).toEqual([]);
  });

  it('frees what was held for his next word', async (w) => {
    const mine = await w.assigned('anna', 'li', { tell: false });
    await w.records.conversations.reply(w.replying(mine, 'li', 'long', { deliveries: [{ id: 'big', target: { to: 'visitor', seq: 0 }, parts: 6 }] }));
    expect(await w.take()).toEqual([]);
    expect((await w.records.outbox.counts()).held).toBe(1);
    await w.say('anna', 'and?', { allowance: { count: 10, seconds: 3600 } });
    expect((await w.take()).map((d) => d.id)).toEqual(['big']);
  });

  it('frees nothing by a word on our own page, which the platform that waits does not hear', async (w) => {
    const mine = await w.assigned('anna', 'li', { tell: false });
    for (let i = 0; i <= MESSAGE_ALLOWANCE.count; i += 1) await w.reply(mine, 'li', `${i}`);
    await w.sendAll();
    expect((await w.records.outbox.counts()).held).toBe(1);
    const there = { scope: 'entry' as const, channel: 'chat' as const, entry: 'page', terms: terms({ entry: 'page', channel: 'chat' }) };
    for (const text of ['the first opens it', 'the second finds it']) expect(stored(await w.say('anna', text, there))).toMatchObject({ toSend: false });
    expect((await w.records.outbox.counts()).held).toBe(1);
    expect(await w.say('anna', 'here', { allowance: MESSAGE_ALLOWANCE })).toMatchObject({ toSend: true });
    expect((await w.records.outbox.counts()).held).toBe(0);
  });

  it('tells webhooks of the message, and of the conversation it opened', async (w) => {
    const announce = { webhooks: ['hook'], opened: ['hook'] };
    await w.say('anna', 'one', { terms: terms(), announce });
    await w.say('anna', 'two', { announce });
    const payloads = (await w.sendAll()).map(payloadOf);
    expect(payloads.map((payload) => [payload.event, payload.message?.seq])).toEqual([['conversation.opened', undefined], ['message.created', 1], ['message.created', 2]]);
    expect(new Set(payloads.map((payload) => payload.eventId)).size).toBe(3);
  });

  it('says whether words are his first here, and whether anything is to be sent because of them', async (w) => {
    const { conversation } = await w.enter('anna', { allowance: { count: 2, seconds: 60 } });
    const say = async (over: Partial<Inbound> = {}): Promise<[boolean, boolean]> => {
      const { first, toSend } = stored(await w.say('anna', 'hi', over));
      return [first, toSend];
    };
    expect(await say()).toEqual([true, false]);
    expect(await say()).toEqual([false, false]);
    expect(await say({ announce: { webhooks: ['w1'] } })).toEqual([false, true]);
    const won = claimed(await w.claim(await w.get(conversation), 'li', { tell: true }));
    expect(await say()).toEqual([false, true]);
    await w.claim(won, 'wang', { from: 'li', tell: false });
    expect(await say()).toEqual([false, false]);
    // words held for want of allowance go again with his next
    w.now += 120_000;
    await w.reply(await w.get(conversation), 'wang', 'hello');
    await w.sendAll();
    expect(await say({ allowance: MESSAGE_ALLOWANCE })).toEqual([false, true]);
    expect(await say({ allowance: MESSAGE_ALLOWANCE })).toEqual([false, false]);
  });
});

import type { Searching } from '../../../server/stores/records/search';
import { inWorld, type NewStore, type World } from './world';

export const searchingContract = (newStore: NewStore): void => describe('tags of conversations, and words sought in them', () => {
  const it = (name: string, test: Parameters<typeof inWorld>[1]): void => global.it(name, inWorld(newStore, test));
  const seek = async (w: World, words: string, more: Partial<Searching> = {}) => w.records.workbench.search({ words, who: { agent: 'li', colleagues: [] }, limit: 10, ...more });
  const texts = async (...asked: Parameters<typeof seek>): Promise<string[]> => (await seek(...asked)).hits.map(({ message: { body } }) => (body.kind === 'text' ? body.text : body.kind));
  const end = (w: World, conversation: string) => w.records.conversations.finish({ conversation, now: w.now, reason: 'done', newDelivery: w.id('end') });

  it('finds words of any script, in either case of letters, whatever they hold, and not the form they are kept in', async (w) => {
    const c = await w.assigned('anna', 'li');
    await w.say('anna', '请问发票什么时候寄出？');
    await w.reply(c, 'li', 'Invoice "A_1" is 100% sent\nby post');
    await w.reply(c, 'li', '客户很着急', { from: 'note', deliveries: [] });
    await w.reply(c, 'li', 'the price', { body: { kind: 'file', file: 'abcdef', name: '报价单.pdf' }, from: 'agent' });
    expect(await texts(w, '发票')).toEqual(['请问发票什么时候寄出？']);
    for (const words of ['INVOICE', '"A_1"', '100% s', 'sent\nby']) expect([words, (await texts(w, words)).length]).toEqual([words, 1]);
    expect(await texts(w, '着急')).toEqual(['客户很着急']);
    expect(await texts(w, '报价')).toEqual(['file']);
    for (const words of ['kind', 'abcdef', '%', '_', 'A%1', 'entered', "'"]) expect([words, (await texts(w, words)).filter((text) => !text.includes(words))]).toEqual([words, []]);
  });

  it('looks through his own and what is over of his colleagues, a supervisor through all, the newest first', async (w) => {
    for (const [visitor, agent] of [['anna', 'li'], ['ben', 'wang'], ['cleo', 'wang'], ['dora', 'zhao']] as const) {
      w.now += 1000;
      const c = await w.assigned(visitor, agent);
      await w.say(visitor, `word of ${visitor}`);
      if (visitor === 'ben' || visitor === 'dora') await end(w, c.id);
    }
    expect(await texts(w, 'word of')).toEqual(['word of anna']);
    expect(await texts(w, 'word of', { who: { agent: 'li', colleagues: ['wang'] } })).toEqual(['word of ben', 'word of anna']);
    expect(await texts(w, 'word of', { who: 'all' })).toEqual(['word of dora', 'word of cleo', 'word of ben', 'word of anna']);
    expect(await texts(w, 'word of', { who: 'all', from: w.now - 2000, to: w.now - 1000 })).toEqual(['word of cleo', 'word of ben']);
  });

  it('goes on where it ended, in the middle of a conversation too, and finds each once', async (w) => {
    for (const visitor of ['anna', 'ben', 'cleo']) {
      await w.assigned(visitor, 'li');
      for (let n = 0; n < 3; n += 1) await w.say(visitor, `word ${n} of ${visitor}`);
    }
    const all = await texts(w, 'word', { limit: 50 });
    expect(all).toHaveLength(9);
    for (const who of ['all', { agent: 'li', colleagues: [] }] as const) {
      const found: string[] = [];
      let at: Searching['before'];
      for (let look = 0; look < 10; look += 1) {
        const { hits, next } = await seek(w, 'word', { who, limit: 2, ...(at && { before: at }) });
        found.push(...hits.map(({ message: { body } }) => (body.kind === 'text' ? body.text : '')));
        if (!next) break;
        at = next;
      }
      expect(found).toEqual(all);
    }
  });

  it('a word taken back on two nodes at once is taken back once, and counts as unread no more', async (w) => {
    const c = await w.assigned('anna', 'li');
    const said = await w.reply(c, 'li', 'wrong');
    const seq = said.kind === 'stored' ? said.message.seq : 0;
    const other = await w.another();
    const recall = (records: typeof other, over = {}) => records.conversations.recall({ conversation: c.id, seq, agent: 'li', now: w.now, withinMs: 1000, newMessage: w.id('recall'), ...over });
    expect([(await recall(other, { agent: 'wang' })).kind, (await recall(other, { seq: 99 })).kind, (await recall(other, { now: w.now + 1001 })).kind]).toEqual(['not-his', 'unknown', 'too-late']);
    expect((await w.records.visits.unread(c.id)).count).toBe(1);
    const all = await Promise.all([w.records, other, w.records].map((records) => recall(records)));
    expect(all.map((one) => one.kind === 'recalled' && one.message.recalledAt)).toEqual([w.now, w.now, w.now]);
    const after = await w.records.conversations.since(c.id, seq, 10);
    expect([after.length, after[0]?.body, (await w.get(c)).seq, (await w.records.visits.unread(c.id)).count]).toEqual([1, { kind: 'event', event: 'recalled', detail: String(seq) }, seq + 1, 0]);
  });

  it('what is erased or taken back is found no more', async (w) => {
    const c = await w.assigned('anna', 'li');
    await w.reply(c, 'li', 'a secret word', { key: 'secret' });
    await w.records.native.recalled({ visitor: c.visitor, agent: 'li', key: 'secret', at: w.now });
    expect(await texts(w, 'secret')).toEqual([]);
    expect(await texts(w, 'hello')).toHaveLength(1);
    await w.records.people.eraseVisitor(c.visitor, w.now);
    expect(await texts(w, 'hello')).toEqual([]);
  });

  it('tags are their owner’s to set, found by, offered by how often they are used, and gone with the words', async (w) => {
    const { conversations, people, workbench } = w.records;
    const anna = await w.assigned('anna', 'li');
    w.now += 1000;
    const ben = await w.assigned('ben', 'li');
    expect(await workbench.tag({ conversation: anna.id, agent: 'li', tags: ['退款', 'vip'] })).toMatchObject({ kind: 'tagged', conversation: { tags: ['退款', 'vip'] } });
    expect(await workbench.tag({ conversation: ben.id, agent: 'wang', tags: ['vip'] })).toMatchObject({ kind: 'not-owner' });
    expect(await workbench.tag({ conversation: 'unknown', tags: [] })).toEqual({ kind: 'unknown' });
    await workbench.tag({ conversation: ben.id, tags: ['vip'] });
    await w.say('anna', 'more');
    expect((await conversations.list({ tag: 'vip', limit: 10 })).map(({ id, tags }) => [id, tags])).toEqual([[ben.id, ['vip']], [anna.id, ['退款', 'vip']]]);
    expect((await conversations.list({ tag: 'vip', limit: 10, before: ben.id })).map(({ id }) => id)).toEqual([anna.id]);
    expect((await conversations.list({ tag: '退款', agent: 'wang', limit: 10 }))).toEqual([]);
    expect(await workbench.mostUsedTags(10)).toEqual(['vip', '退款']);
    await workbench.tag({ conversation: ben.id, tags: ['新'] });
    await end(w, anna.id);
    expect((await workbench.tag({ conversation: anna.id, agent: 'li', tags: ['退款'] })).kind).toBe('tagged');
    await people.eraseVisitor(anna.visitor, w.now);
    expect([await workbench.mostUsedTags(10), (await w.get(anna)).tags, await conversations.list({ tag: '退款', limit: 10 })]).toEqual([['新'], undefined, []]);
    expect([await workbench.tag({ conversation: anna.id, agent: 'li', tags: ['again'] }), await workbench.mostUsedTags(10)]).toEqual([{ kind: 'unknown' }, ['新']]);
    expect([(await w.reply(anna, 'li', 'who she was', { from: 'note', deliveries: [] })).kind, await conversations.since(anna.id, 0, 10)]).toEqual(['closed', []]);
  });

  it('conversations tagged at once on two nodes are counted right', async (w) => {
    const other = await w.another();
    const all = [];
    for (const visitor of ['a', 'b', 'c', 'd', 'e', 'f']) all.push(await w.assigned(visitor, 'li'));
    await Promise.all(all.map(({ id }, n) => (n % 2 ? other : w.records).workbench.tag({ conversation: id, tags: n % 2 ? ['x', 'y'] : ['y', 'x'] })));
    await Promise.all(all.map(({ id }, n) => (n % 2 ? w.records : other).workbench.tag({ conversation: id, tags: ['y'] })));
    expect(await w.records.workbench.mostUsedTags(10)).toEqual(['y']);
  });
});

import { claimed, inWorld, START, stored, terms, type NewStore, type World } from './world';

const items = (...ids: string[]): { id: string; raw: string }[] => ids.map((id) => ({ id, raw: `raw ${id}` }));
const ids = async (w: World, account = 'wk1'): Promise<string[]> => (await w.records.native.todo(account, 5_000)).map(({ id }) => id);
const kf = { identity: { provider: 'wecom-kf', account: 'wk1', subject: 'wm1' } };
const speak = async (w: World, text: string, key = w.id('key')) =>
  stored(await w.say('wm1', text, { ...kf, key, channel: 'kf', terms: terms({ channel: 'kf', account: 'wk1' }) }));

export const nativeContract = (newStore: NewStore): void => {
  describe('what a platform told when it was asked', () => {
    it('is kept once per account and id, with the place to go on', inWorld(newStore, async (w) => {
      expect(await w.records.native.cursor('wk1')).toBeUndefined();
      expect(await w.records.native.keep({ account: 'wk1', items: items('a', 'b', 'a'), cursor: 'c1', now: START })).toBe(2);
      expect(await w.records.native.keep({ account: 'wk1', items: items('b', 'c'), cursor: 'c2', now: START })).toBe(1);
      expect(await w.records.native.keep({ account: 'wk2', items: items('a'), cursor: 'other', now: START })).toBe(1);
      expect(await w.records.native.cursor('wk1')).toEqual({ place: 'c2', at: START });
      expect(await ids(w)).toEqual(['a', 'b', 'c']);
      expect(await ids(w, 'wk2')).toEqual(['a']);
    }));

    it('keeps a thousand in their order, from two nodes at once', inWorld(newStore, async (w) => {
      const many = items(...Array.from({ length: 1_000 }, (_, n) => `m${n}`));
      const two = await w.another();
      const fresh = await Promise.all([w.records, two].map((records) => records.native.keep({ account: 'wk1', items: many, cursor: 'end', now: START })));
      expect(fresh.reduce((sum, one) => sum + one, 0)).toBe(1_000);
      expect(await ids(w)).toEqual(many.map(({ id }) => id));
    }));

    it('is done once acted on, and known for ever after; what failed comes again', inWorld(newStore, async (w) => {
      await w.records.native.keep({ account: 'wk1', items: items('a', 'b', 'c'), cursor: 'c1', now: START });
      await w.records.native.acted('wk1', { done: ['a', 'c'], again: [{ id: 'b', dueAt: START + 5 }], now: START });
      const [open, ...others] = await w.records.native.todo('wk1', 10);
      expect(open).toMatchObject({ id: 'b', raw: 'raw b', attempts: 1, dueAt: START + 5 });
      expect(others).toEqual([]);
      expect(await w.records.native.todo('wk1', 10, open?.n)).toEqual([]);
      await w.records.native.loseCursor('wk1');
      expect(await w.records.native.cursor('wk1')).toBeUndefined();
      expect(await w.records.native.keep({ account: 'wk1', items: items('a', 'b', 'c', 'd'), cursor: 'c9', now: START })).toBe(1);
      expect(await ids(w)).toEqual(['b', 'd']);
    }));

    it('is forgotten when it is old enough, unless it was never acted on', inWorld(newStore, async (w) => {
      await w.records.native.keep({ account: 'wk1', items: items('a', 'b', 'c'), cursor: 'c1', now: START });
      await w.records.native.acted('wk1', { done: ['a'], again: [], now: START });
      await w.records.native.acted('wk1', { done: ['b'], again: [], now: START + 10 });
      await w.records.native.forget(START + 5);
      expect(await w.records.native.keep({ account: 'wk1', items: items('a', 'b', 'c'), cursor: 'c1', now: START })).toBe(1);
      expect(await ids(w)).toEqual(['c', 'a']);
    }));

    it('goes with the visitor it is about, and with nobody else', inWorld(newStore, async (w) => {
      const told = (id: string, subject: string) => ({ id, raw: JSON.stringify({ external_userid: subject, text: { content: 'words' } }) });
      const { conversation } = await speak(w, 'hello');
      await w.records.native.keep({ account: 'wk1', items: [told('his', 'wm1'), told('another', 'wm11')], cursor: 'c1', now: START });
      await w.records.native.keep({ account: 'wk2', items: [told('elsewhere', 'wm1')], cursor: 'c1', now: START });
      await w.records.people.eraseVisitor(conversation.visitor, w.now);
      expect([await ids(w), await ids(w, 'wk2')]).toEqual([['another'], ['elsewhere']]);
      // and it stays so when the platform repeats it
      expect(await w.records.native.keep({ account: 'wk1', items: [told('his', 'wm1')], cursor: 'c2', now: START })).toBe(0);
    }));
  });

  describe('where a conversation stands on its platform', () => {
    it('is to be told after each change of owner, not after words, and only for 微信客服', inWorld(newStore, async (w) => {
      await w.assigned('anna', 'li');
      expect(await w.records.native.unseated(10)).toEqual([]);
      const { conversation } = await speak(w, 'hello');
      expect((await w.records.native.unseated(10)).map(({ id }) => id)).toEqual([conversation.id]);
      await w.records.native.seated({ conversation: conversation.id, version: conversation.version });
      await speak(w, 'are you there');
      expect(await w.records.native.unseated(10)).toEqual([]);
      const won = claimed(await w.claim(conversation, 'li'));
      expect(await w.records.native.unseated(10)).toEqual([won]);
      // what was told is of an older change
      await w.records.native.seated({ conversation: conversation.id, version: conversation.version, seat: { at: 'desk', since: START } });
      expect(await w.records.native.unseated(10)).toEqual([won]);
      const seat = { at: 'agent', agent: 'w-li', notice: { code: 'c', until: START + 20_000 }, since: START };
      await w.records.native.seated({ conversation: won.id, version: won.version, seat });
      expect(await w.records.native.unseated(10)).toEqual([]);
      expect(await w.records.native.seat(won.id)).toEqual(seat);
      // heard to stand elsewhere after all
      await w.records.native.seated({ conversation: won.id, version: won.version, seat: { at: 'new', since: START }, untold: true });
      expect(await w.records.native.unseated(10)).toEqual([won]);
      await w.records.native.seated({ conversation: won.id, version: won.version, seat });
      expect(await w.records.native.unseated(10)).toEqual([]);
      // another node's slower telling of the owner before came after it
      await w.records.native.seated({ conversation: won.id, version: conversation.version, seat: { at: 'desk', since: START } });
      expect(await w.records.native.unseated(10)).toEqual([won]);
      await w.records.native.seated({ conversation: won.id, version: won.version, seat });
      // a notice is of no owner
      await w.records.native.seated({ conversation: won.id, version: 0, seat });
      expect(await w.records.native.unseated(10)).toEqual([]);
    }));

    it('lets nobody wait in the queue who has said nothing', inWorld(newStore, async (w) => {
      await w.enter('wm1', { ...kf, terms: terms({ channel: 'kf', account: 'wk1' }) });
      expect(await w.records.conversations.waiting({ now: w.now, limit: 10 })).toEqual([]);
      expect(await w.records.conversations.waitingCounts()).toEqual({});
      const { conversation } = await speak(w, 'hello');
      expect((await w.records.conversations.waiting({ now: w.now, limit: 10 })).map(({ id }) => id)).toEqual([conversation.id]);
      expect(await w.records.conversations.place(conversation.id, w.now)).toBe(1);
    }));

    it('shows a message taken back as taken back, whoever wrote it', inWorld(newStore, async (w) => {
      const { conversation } = await speak(w, 'oops', 'k:wk1:m1');
      const won = claimed(await w.claim(conversation, 'li'));
      await w.reply(won, 'li', 'sorry', { key: 'k:wk1:m2', deliveries: [] });
      const back = (key: string, agent?: string) =>
        w.records.native.recalled({ visitor: conversation.visitor, key, at: START + 9, ...(agent !== undefined && { agent }) });
      expect(await back('k:wk1:m1')).toEqual({ conversation: conversation.id });
      expect(await back('k:wk1:m2')).toBeUndefined();
      expect(await back('k:wk1:m2', 'li')).toEqual({ conversation: conversation.id });
      const messages = await w.records.conversations.since(conversation.id, 0, 10);
      expect(messages.filter(({ from }) => from !== 'system').map(({ recalledAt }) => recalledAt)).toEqual([START + 9, START + 9]);
    }));

    it('calls a delivery failed that was taken as sent and did not arrive, once', inWorld(newStore, async (w) => {
      const conversation = await w.assigned('anna', 'li');
      await w.reply(conversation, 'li', 'hello', { deliveries: [{ id: 'd1', target: { to: 'visitor', seq: 0 } }] });
      expect(await w.records.native.notDelivered('d1', 'kf-fail:4')).toBe('nothing');
      const taken = await w.take();
      expect(await w.records.native.notDelivered('d1', 'kf-fail:4')).toBe('under-way');
      await w.records.outbox.settle(taken.map((d) => ({ id: d.id, attempts: d.attempts, merged: [], settlement: { state: 'sent' }, at: w.now })));
      expect(await w.records.native.notDelivered('d1', 'kf-fail:4')).toBe('marked');
      expect(await w.records.native.notDelivered('d1', 'kf-fail:4')).toBe('nothing');
    }));
  });
};

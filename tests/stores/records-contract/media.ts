import { inWorld, START, stored, type NewStore, type World } from './world';

const request = (w: World, over: Partial<Parameters<World['records']['conversations']['takeMissingMedia']>[0]> = {}) =>
  ({ now: w.now, settledBefore: w.now, firstWaitMs: 1_000, mostWaitMs: 3_000, limit: 10, ...over });

export const mediaContract = (newStore: NewStore): void => {
  describe('pictures and files that are not kept yet', () => {
    it('are found with their channel; texts, cards and what is kept are not', inWorld(newStore, async (w) => {
      await w.enter('anna');
      await w.say('anna', 'look: {"kind":"image","mediaId":"no"}');
      await w.say('anna', '', { body: { kind: 'card', title: 'x', mediaId: 'thumb' } });
      await w.say('anna', '', { body: { kind: 'image', mediaId: 'kept', file: 'hash' } });
      const { message } = stored(await w.say('anna', '', { body: { kind: 'image', mediaId: 'm1' } }));
      await w.say('anna', '', { body: { kind: 'file', mediaId: 'm2', name: 'a.pdf' } });
      const missing = await w.records.conversations.takeMissingMedia(request(w));
      expect(missing.map(({ channel, message: { body } }) => [channel, body])).toEqual([
        ['contact', { kind: 'image', mediaId: 'm1' }], ['contact', { kind: 'file', mediaId: 'm2', name: 'a.pdf' }],
      ]);
      expect(missing[0]?.message).toEqual(message);
    }));

    it('come again later and later, each time to one who asks', inWorld(newStore, async (w) => {
      await w.enter('anna');
      await w.say('anna', '', { body: { kind: 'image', mediaId: 'm1' } });
      const two = await w.another();
      const ask = async (now: number): Promise<number> => {
        const both = await Promise.all([w.records, two].map((records) => records.conversations.takeMissingMedia(request(w, { now }))));
        return both.flat().length;
      };
      const times = [];
      for (let now = START; now <= START + 9_000; now += 500) if ((await ask(now)) === 1) times.push(now - START);
      expect(times).toEqual([0, 1_000, 3_000, 6_000, 9_000]);
    }));

    it('wait while they are still being fetched for the first time', inWorld(newStore, async (w) => {
      await w.enter('anna');
      await w.say('anna', '', { body: { kind: 'image', mediaId: 'm1' } });
      expect(await w.records.conversations.takeMissingMedia(request(w, { settledBefore: START - 1 }))).toEqual([]);
      expect(await w.records.conversations.takeMissingMedia(request(w))).toHaveLength(1);
    }));

    it('are gone once, unless they were kept meanwhile', inWorld(newStore, async (w) => {
      await w.enter('anna');
      const one = stored(await w.say('anna', '', { body: { kind: 'image', mediaId: 'm1' } })).message;
      const two = stored(await w.say('anna', '', { body: { kind: 'image', mediaId: 'm2' } })).message;
      await w.records.conversations.keepFile(two.conversation, two.seq, 'hash');
      expect(await w.records.conversations.mediaGone(one.conversation, one.seq)).toBe(true);
      expect(await w.records.conversations.mediaGone(two.conversation, two.seq)).toBe(false);
      const bodies = (await w.records.conversations.since(one.conversation, one.seq - 1, 2)).map(({ body }) => body);
      expect(bodies).toEqual([{ kind: 'image', mediaId: 'm1', gone: true }, { kind: 'image', mediaId: 'm2', file: 'hash' }]);
      expect(await w.records.conversations.takeMissingMedia(request(w, { now: START + 1e9 }))).toEqual([]);
    }));
  });
};

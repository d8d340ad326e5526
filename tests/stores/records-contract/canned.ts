import type { CannedReply } from '../../../shared/http/canned-replies';
import { inWorld, type NewStore, START, type World } from './world';

const reply = (id: string, scope: CannedReply['scope'], more: Partial<CannedReply> = {}): CannedReply =>
  ({ id, scope, category: 'greetings', title: id, text: `{visitor}, 您好 ${id}`, changedAt: START, ...more });

export const cannedContract = (newStore: NewStore): void => describe('canned replies', () => {
  const it = (name: string, test: Parameters<typeof inWorld>[1]): void => global.it(name, inWorld(newStore, test));
  const row = (w: World, action: string) => ({ id: w.id('audit'), at: w.now, by: 'chief', role: 'ops', action, object: 'canned-reply:x' });

  it('are seen by those they are for, by category and title', async ({ records: { canned } }) => {
    const all = [
      reply('one', { kind: 'everyone' }, { category: 'b' }), reply('two', { kind: 'everyone' }, { category: 'a', shortcut: '二' }), reply('three', { kind: 'group', group: 'team' }),
      reply('four', { kind: 'agent', agent: 'li' }), reply('five', { kind: 'agent', agent: 'wang' }), reply('six', { kind: 'group', group: 'li' }),
    ];
    for (const one of all) expect(await canned.save(one, 10)).toBe('saved');
    expect((await canned.seenBy('li', ['team', 'other'])).map(({ id }) => id)).toEqual(['two', 'one', 'four', 'three']);
    expect((await canned.seenBy('li', [])).map(({ id }) => id)).toEqual(['two', 'one', 'four']);
    expect((await canned.shared()).map(({ id }) => id)).toEqual(['two', 'one', 'six', 'three']);
    expect((await canned.seenBy('wang', []))[0]).toEqual(all[1]);
  });

  it('are changed by their owner only, and saying the same again changes nothing', async ({ records: { canned } }) => {
    const own = reply('one', { kind: 'agent', agent: 'li' });
    const shared = reply('two', { kind: 'group', group: 'team' });
    for (const one of [own, shared, own, shared]) expect(await canned.save(one, 1)).toBe('saved');
    expect(await canned.save({ ...own, scope: { kind: 'agent', agent: 'wang' } }, 9)).toBe('not-owner');
    expect(await canned.save({ ...own, scope: { kind: 'everyone' } }, 9)).toBe('not-owner');
    expect(await canned.save({ ...shared, scope: { kind: 'agent', agent: 'li' } }, 9)).toBe('not-owner');
    expect(await canned.save({ ...shared, scope: { kind: 'everyone' }, text: 'other' }, 1)).toBe('saved');
    expect([await canned.drop('one', 'shared'), await canned.drop('one', { agent: 'wang' }), await canned.drop('two', { agent: 'li' })]).toEqual([false, false, false]);
    expect((await canned.seenBy('li', [])).map(({ id, text }) => [id, text])).toEqual([['one', own.text], ['two', 'other']]);
    expect([await canned.drop('one', { agent: 'li' }), await canned.drop('one', { agent: 'li' }), await canned.drop('two', 'shared')]).toEqual([true, false, true]);
  });

  it('are no more than so many of one owner', async ({ records: { canned } }) => {
    const own = (id: string, agent = 'li'): CannedReply => reply(id, { kind: 'agent', agent });
    expect(await Promise.all([canned.save(own('one'), 2), canned.save(own('two'), 2)])).toEqual(['saved', 'saved']);
    expect([await canned.save(own('three'), 2), await canned.save(own('two'), 2), await canned.save(own('four', 'wang'), 2)]).toEqual(['too-many', 'saved', 'saved']);
    expect([await canned.save(reply('five', { kind: 'everyone' }), 1), await canned.save(reply('six', { kind: 'group', group: 'team' }), 1)]).toEqual(['saved', 'too-many']);
  });

  it('come in all or none, by many hands at once too', async (w) => {
    const { canned, config } = w.records;
    await canned.save(reply('own', { kind: 'agent', agent: 'li' }), 5);
    const all = ['one', 'two', 'three'].map((id) => reply(id, { kind: 'everyone' }));
    expect(await canned.saveAll([...all, reply('own', { kind: 'everyone' })], 5, row(w, 'refused'))).toEqual({ kind: 'not-shared', id: 'own' });
    expect(await canned.saveAll(all, 2, row(w, 'refused'))).toEqual({ kind: 'too-many' });
    expect(await canned.saveAll(Array.from({ length: 70_000 }, (_, n) => reply(`id${n}`, { kind: 'everyone' })), 5)).toEqual({ kind: 'too-many' });
    expect([await canned.shared(), await canned.saveAll([], 5)]).toEqual([[], { kind: 'saved', added: 0 }]);
    const other = (await w.another()).canned;
    await Promise.all([canned.saveAll(all, 5, row(w, 'import')), other.saveAll([...all].reverse(), 5)]);
    expect((await canned.shared()).map(({ id }) => id).sort()).toEqual(['one', 'three', 'two']);
    expect(await canned.saveAll(all, 3)).toEqual({ kind: 'saved', added: 0 });
    expect((await config.audits({ limit: 10 })).map(({ action }) => action)).toEqual(['import']);
  });

  it('keep who changed the shared ones, and nothing of what did not happen', async (w) => {
    const { canned, config } = w.records;
    await canned.save(reply('one', { kind: 'everyone' }), 1, row(w, 'save'));
    await canned.save(reply('two', { kind: 'everyone' }), 1, row(w, 'refused'));
    await canned.drop('unknown', 'shared', row(w, 'not there'));
    await canned.drop('one', 'shared', row(w, 'delete'));
    expect((await config.audits({ limit: 10 })).map(({ action }) => action)).toEqual(['delete', 'save']);
  });
});

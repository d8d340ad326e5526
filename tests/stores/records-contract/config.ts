import { defaultSettings, type DeskConfig } from '../../../shared/config/desk-config';
import type { AuditRow } from '../../../server/stores/records/config';
import type { Records } from '../../../server/stores/records';
import { inWorld, kinds, type NewStore, START, type World } from './world';

const config = (name: string): DeskConfig => ({ settings: defaultSettings, sites: [{ key: 'shop', name, kind: 'web', origins: [] }], hours: [], agents: [], groups: [], entries: [], texts: {} });

export const configContract = (newStore: NewStore): void => describe('configuration', () => {
  const it = (name: string, test: Parameters<typeof inWorld>[1]): void => global.it(name, inWorld(newStore, test));
  const audit = (w: World, over: Partial<AuditRow> = {}): AuditRow => ({ id: w.id('audit'), at: w.now, by: 'ops', role: 'ops', action: 'save', object: 'config', ...over });
  const save = (w: World, revision: number, name: string, records: Records = w.records): ReturnType<Records['config']['saveDraft']> =>
    records.config.saveDraft({ config: config(name), revision, by: 'ops', now: w.now, audit: audit(w, { detail: name }) });
  const publish = (w: World, revision: number, publishAt?: number): ReturnType<Records['config']['publish']> =>
    w.records.config.publish({ revision, by: 'ops', now: w.now, note: 'note', audit: audit(w, { action: 'publish' }), ...(publishAt === undefined ? {} : { publishAt }) });
  const publishDue = (records: Records, w: World, now: number, version = 2): ReturnType<Records['config']['publishScheduled']> =>
    records.config.publishScheduled({ version, now, audit: audit(w, { by: 'desk' }) });
  const name = (found: { config: DeskConfig } | undefined): string | undefined => found?.config.sites[0]?.name;

  it('has nothing at first', async (w) => {
    expect(await w.records.config.published()).toBeUndefined();
    expect(await w.records.config.draft()).toBeUndefined();
    expect(await w.records.config.publishedVersion()).toBe(0);
    expect((await publish(w, 1)).kind).toBe('nothing');
    expect((await w.records.config.rollBack({ by: 'ops', now: w.now, audit: audit(w) })).kind).toBe('nothing');
    expect(await w.records.config.scheduledDue(w.now)).toBeUndefined();
    expect(await w.records.config.audits({ limit: 10 })).toEqual([]);
  });

  it('saves a draft only over the revision seen', async (w) => {
    expect(await save(w, 0, 'one')).toMatchObject({ kind: 'saved', draft: { version: 1, revision: 1, state: 'draft', by: 'ops', at: START } });
    expect(await save(w, 0, 'two')).toMatchObject({ kind: 'conflict', draft: { revision: 1 } });
    expect(await save(w, 1, 'two')).toMatchObject({ kind: 'saved', draft: { version: 1, revision: 2 } });
    expect(name(await w.records.config.draft())).toBe('two');
    expect((await w.records.config.audits({ limit: 10 })).map((row) => row.detail)).toEqual(['two', 'one']);
  });

  it('lets one of 20 savers at once win', async (w) => {
    const other = await w.another();
    const results = await Promise.all(Array.from({ length: 20 }, (_, i) => save(w, 0, `${i}`, i % 2 ? other : w.records)));
    expect(kinds(results)).toEqual({ saved: 1, conflict: 19 });
    expect(await w.records.config.audits({ limit: 50 })).toHaveLength(1);
  });

  it('publishes, and rolls back to the previous and forth again', async (w) => {
    await save(w, 0, 'one');
    expect((await publish(w, 9)).kind).toBe('conflict');
    expect(await publish(w, 1)).toMatchObject({ kind: 'published', version: { version: 1, state: 'published', note: 'note' } });
    expect((await publish(w, 1)).kind).toBe('nothing');
    await save(w, 1, 'two');
    await publish(w, 2);
    expect(name(await w.records.config.published())).toBe('two');
    expect(await w.records.config.publishedVersion()).toBe(2);
    const rollBack = (): ReturnType<Records['config']['rollBack']> => w.records.config.rollBack({ by: 'ops', now: w.now, audit: audit(w) });
    expect(await rollBack()).toMatchObject({ kind: 'published', version: { version: 1, state: 'published' } });
    expect(await w.records.config.publishedVersion()).toBe(1);
    expect((await w.records.config.versions(10)).map((one) => [one.version, one.state])).toEqual([[2, 'previous'], [1, 'published']]);
    await rollBack();
    expect(name(await w.records.config.published())).toBe('two');
    expect(name(await w.records.config.version(1))).toBe('one');
    expect(await w.records.config.version(7)).toBeUndefined();
  });

  it('keeps one previous', async (w) => {
    for (let i = 0; i < 3; i += 1) {
      await save(w, i, `${i}`);
      await publish(w, i + 1);
    }
    expect((await w.records.config.versions(10)).map((one) => one.state)).toEqual(['published', 'previous', 'old']);
  });

  it('publishes at its time, by one node only', async (w) => {
    await save(w, 0, 'one');
    await publish(w, 1);
    await save(w, 1, 'two');
    expect(await publish(w, 2, START + 1000)).toMatchObject({ kind: 'scheduled', version: { state: 'scheduled', publishAt: START + 1000 } });
    expect(await w.records.config.scheduledDue(START + 999)).toBeUndefined();
    expect(await publishDue(w.records, w, START + 999)).toBeUndefined();
    expect(await w.records.config.scheduledDue(START + 1000)).toMatchObject({ version: 2 });
    expect(name(await w.records.config.published())).toBe('one');
    const nodes = await Promise.all(Array.from({ length: 4 }, () => w.another()));
    const results = await Promise.all(nodes.map((records) => publishDue(records, w, START + 1000)));
    expect(results.filter((one) => one !== undefined)).toMatchObject([{ version: 2, state: 'published' }]);
    expect(name(await w.records.config.published())).toBe('two');
    expect((await w.records.config.audits({ by: 'desk', limit: 10 })).length).toBe(1);
  });

  it('keeps what is scheduled from being published, once, and tells why', async (w) => {
    await save(w, 0, 'one');
    await publish(w, 1, START + 1000);
    const faults = [{ code: 'no-agent', path: '/entries/0', words: { zh: '没有人', en: 'nobody' } }];
    const blocking = async (version: number) => w.records.config.blockScheduled({ version, faults, audit: audit(w, { by: 'desk' }) });
    expect(await blocking(2)).toBeUndefined();
    const blocked = (await Promise.all([blocking(1), blocking(1)])).filter((one) => one !== undefined);
    expect(blocked).toMatchObject([{ version: 1, state: 'blocked', faults }]);
    expect(await w.records.config.scheduledDue(START + 1000)).toBeUndefined();
    expect(await publishDue(w.records, w, START + 1000, 1)).toBeUndefined();
    expect(await w.records.config.published()).toBeUndefined();
    expect(await w.records.config.versions(5)).toMatchObject([{ state: 'blocked', publishAt: START + 1000, faults }]);
    expect((await w.records.config.audits({ by: 'desk', limit: 10 })).length).toBe(1);
  });

  it('begins a draft beside what is scheduled', async (w) => {
    await save(w, 0, 'one');
    await publish(w, 1, START + 1000);
    expect(await save(w, 1, 'two')).toMatchObject({ kind: 'saved', draft: { version: 2, revision: 2 } });
    expect(await publishDue(w.records, w, START + 1000, 1)).toMatchObject({ version: 1 });
    expect(name(await w.records.config.draft())).toBe('two');
  });

  it('keeps audits and finds them', async (w) => {
    const rows = ['a', 'b', 'c'].map((object, i) => audit(w, { object, at: START + i, by: i === 2 ? 'boss' : 'ops', ip: '10.0.0.1' }));
    for (const row of rows) await w.records.config.audit(row);
    const objects = async (filter: Partial<Parameters<Records['config']['audits']>[0]>): Promise<string[]> =>
      (await w.records.config.audits({ limit: 10, ...filter })).map((row) => row.object);
    expect(await w.records.config.audits({ limit: 1 })).toEqual([rows[2]]);
    expect(await objects({ before: rows[2]?.id ?? '' })).toEqual(['b', 'a']);
    expect(await objects({ by: 'boss' })).toEqual(['c']);
    expect(await objects({ object: 'a' })).toEqual(['a']);
    expect(await objects({ from: START + 1, to: START + 2 })).toEqual(['b']);
  });
});

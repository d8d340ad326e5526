import type { AuditRow } from '../../../server/stores/records/config';
import { defaultSettings } from '../../../shared/config/desk-config';
import { inWorld, receipt, stored, type NewStore, type World } from './world';

/** Who did it is kept with what he did, or neither is. */
export const signedContract = (newStore: NewStore): void => describe('signed writes', () => {
  const it = (name: string, test: Parameters<typeof inWorld>[1]): void => global.it(name, inWorld(newStore, test));
  const audit = (w: World, action: string): AuditRow => ({ id: w.id('audit'), at: w.now, by: 'ops', role: 'ops', action, object: 'it' });
  const kept = async (w: World): Promise<string[]> => (await w.records.config.audits({ limit: 100 })).map((row) => row.action).reverse();

  it('keeps a row with each change of people, keys and webhooks', async (w) => {
    const { people, agents } = w.records;
    const identity = { provider: 'wechat', account: 'wx1', subject: 'o1' };
    const visitor = await people.visitor(identity, w.id('visitor'), w.now);
    await people.setFacts(visitor.id, { level: 'gold' }, w.now, audit(w, 'facts'));
    await people.saveStaff({ id: 's1', login: 'chen', name: 'c', role: 'ops', disabled: false }, audit(w, 'staff'));
    await people.saveSiteSecrets({ site: 'shop', hmacSecret: 'x' }, audit(w, 'secret'));
    await people.saveApiKey({ id: 'k1', site: 'shop', hash: 'h1', name: 'n', createdAt: w.now }, audit(w, 'key'));
    await people.dropApiKey('k1', audit(w, 'drop key'));
    await people.saveWebhook({ id: 'w1', site: 'shop', url: 'https://a', secret: 's', events: [], disabled: false }, audit(w, 'webhook'));
    await people.dropWebhook('w1', audit(w, 'drop webhook'));
    await agents.setStatus({ agent: 'li', status: 'offline', by: 'ops', forced: true, now: w.now, audit: audit(w, 'status') });
    await agents.resume('li', w.now, { audit: audit(w, 'resume') });
    await people.eraseVisitor(visitor.id, w.now, audit(w, 'erase'));
    expect(await kept(w)).toEqual(['facts', 'staff', 'secret', 'key', 'drop key', 'webhook', 'drop webhook', 'status', 'resume', 'erase']);
  });

  it('keeps none of what did not happen', async (w) => {
    const { people, outbox, config } = w.records;
    await people.saveStaff({ id: 's1', login: 'chen', name: 'c', role: 'ops', disabled: false });
    await people.saveStaff({ id: 's2', login: 'chen', name: 'c', role: 'ops', disabled: false }, audit(w, 'staff'));
    await people.setFacts('nobody', {}, w.now, audit(w, 'facts'));
    await people.eraseVisitor('nobody', w.now, audit(w, 'erase'));
    await people.dropApiKey('none', audit(w, 'drop key'));
    await people.dropWebhook('none', audit(w, 'drop webhook'));
    await people.followUp({ conversation: 'none', done: true, by: 'ops', now: w.now, audit: audit(w, 'follow-up') });
    await outbox.resend('none', w.now, audit(w, 'resend'));
    expect(await config.unschedule({ audit: audit(w, 'unschedule') })).toBeUndefined();
    expect(await kept(w)).toEqual([]);
  });

  it('keeps a row with who took over, passed on and ended, and none with who came too late', async (w) => {
    const { conversations } = w.records;
    await w.enter('anna');
    const { conversation } = stored(await w.say('anna', 'hello'));
    const claim = w.claiming(conversation, 'li', { audit: audit(w, 'take-over') });
    expect((await conversations.claim(claim)).kind).toBe('claimed');
    expect((await conversations.claim({ ...claim, agent: 'wang', audit: audit(w, 'too late') })).kind).toBe('lost');
    const mine = await w.get(conversation);
    const passing = { ...w.claiming(mine, 'wang', { from: 'li', receipt: receipt() }), audit: audit(w, 'pass-on') };
    expect((await conversations.claim(passing)).kind).toBe('claimed');
    const end = { conversation: mine.id, now: w.now, reason: 'ended-by-supervisor', newDelivery: w.id('delivery') };
    expect((await conversations.finish({ ...end, audit: audit(w, 'end') })).kind).toBe('finished');
    expect((await conversations.finish({ ...end, audit: audit(w, 'end again') })).kind).toBe('moved');
    expect(await kept(w)).toEqual(['take-over', 'pass-on', 'end']);
  });

  it('tells of a run of retention in one row, however many turns it takes', async (w) => {
    for (const name of ['anna', 'ben']) {
      await w.enter(name);
      const { conversation } = stored(await w.say(name, 'hello'));
      await w.records.conversations.finish({ conversation: conversation.id, now: w.now, reason: 'idle', newDelivery: w.id('delivery') });
    }
    const row = audit(w, 'expire');
    const first = await w.records.people.expire(w.now + 1, 1, { row, messages: 0, files: 0 });
    expect((await w.records.people.expire(w.now + 1, 1, { row, messages: first.messages, files: 0 })).messages).toBeGreaterThan(0);
    expect(await w.records.people.expire(w.now + 1, 1, { row: audit(w, 'nothing'), messages: 0, files: 0 })).toEqual({ messages: 0, files: [] });
    const [told, ...others] = await w.records.config.audits({ limit: 10 });
    expect(JSON.parse(told?.detail ?? '')).toEqual({ before: w.now + 1, messages: first.messages * 2, files: 0 });
    expect(others).toEqual([]);
  });

  it('leaves one administrator, when two take each other away on two nodes', async (w) => {
    const two = await w.another();
    const admin = (id: string) => ({ id, login: id, name: id, role: 'admin' as const, disabled: false });
    for (let round = 0; round < 10; round += 1) {
      await Promise.all(['a', 'b'].map((id) => w.records.people.saveStaff(admin(id))));
      const results = await Promise.all([
        w.records.people.saveStaff({ ...admin('a'), disabled: true }, audit(w, 'a goes')), two.people.saveStaff({ ...admin('b'), role: 'ops' }, audit(w, 'b goes')),
      ]);
      expect(results.map(({ kind }) => kind).sort()).toEqual(['last-admin', 'saved']);
    }
    expect(await kept(w)).toHaveLength(10);
  });

  it('gives up what was scheduled, once', async (w) => {
    const { config } = w.records;
    const document = { settings: defaultSettings, sites: [], hours: [], agents: [], groups: [], entries: [], texts: {} };
    const saved = await config.saveDraft({ config: document, revision: 0, by: 'ops', now: w.now, audit: audit(w, 'save') });
    await config.publish({ revision: saved.draft?.revision ?? 0, by: 'ops', now: w.now, publishAt: w.now + 1000, audit: audit(w, 'schedule') });
    expect(await config.unschedule({ audit: audit(w, 'unschedule') })).toMatchObject({ state: 'old' });
    expect(await config.unschedule({ audit: audit(w, 'again') })).toBeUndefined();
    expect(await config.publishScheduled({ version: 1, now: w.now + 2000, audit: audit(w, 'publish') })).toBeUndefined();
    expect(await kept(w)).toEqual(['save', 'schedule', 'unschedule']);
  });

  it('notes when a key was used, and brings none back', async (w) => {
    const { people } = w.records;
    await people.saveApiKey({ id: 'k1', site: 'shop', hash: 'h1', name: 'n', createdAt: w.now });
    await people.keyUsed('k1', w.now + 5);
    expect((await people.apiKey('h1'))?.lastUsedAt).toBe(w.now + 5);
    await people.dropApiKey('k1');
    await people.keyUsed('k1', w.now + 9);
    expect(await people.apiKey('h1')).toBeUndefined();
  });

  it('knows a visitor by what the platform calls him, and lists conversations by account', async (w) => {
    const { people, conversations } = w.records;
    const identity = { provider: 'wechat', account: 'wx1', subject: 'o1' };
    expect(await people.visitorKnownAs(identity)).toBeUndefined();
    const visitor = await people.visitor(identity, w.id('visitor'), w.now);
    expect(await people.visitorKnownAs(identity)).toBe(visitor.id);
    expect(await people.visitorKnownAs({ ...identity, account: 'wx2' })).toBeUndefined();
    expect(await conversations.list({ accounts: [], limit: 10 })).toEqual([]);
    expect(await conversations.list({ accounts: ['wx1', 'wx2'], limit: 10 })).toEqual([]);
  });
});

import type { Session, Staff } from '../../../server/stores/records/people';
import { inWorld, kinds, type NewStore, START } from './world';

const identity = { provider: 'wechat', account: 'wx-app', subject: 'openid-1' };

export const peopleContract = (newStore: NewStore): void => describe('people', () => {
  const it = (name: string, test: Parameters<typeof inWorld>[1]): void => global.it(name, inWorld(newStore, test));

  it('makes one visitor of 20 sign-ins of one identity at once', async (w) => {
    const other = await w.another();
    const found = await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? other : w.records).people.visitor(identity, `visitor-${i}`, START)));
    expect(new Set(found.map((visitor) => visitor.id)).size).toBe(1);
    expect(await w.records.people.identities(found[0]?.id ?? '')).toEqual([identity]);
    expect((await w.records.people.visitor({ ...identity, account: 'other' }, 'another', START)).id).toBe('another');
  });

  it('keeps facts and shows when he was last seen', async (w) => {
    const { people } = w.records;
    await people.visitor(identity, 'v', START);
    await people.setFacts('v', { name: '安娜', tags: ['老客户'], level: 'gold' }, START);
    expect(await people.visitorById('v')).toEqual({ id: 'v', facts: { name: '安娜', tags: ['老客户'], level: 'gold' }, createdAt: START, seenAt: START });
    await w.enter('openid-1', { now: START + 5 });
    expect(await people.visitorById('v')).toMatchObject({ seenAt: START + 5, lastEntry: 'vip' });
    await w.say('openid-1', 'hi', { now: START + 9 });
    expect(await people.visitorById('v')).toMatchObject({ seenAt: START + 9 });
    expect(await people.visitorById('unknown')).toBeUndefined();
  });

  it('finds visitors by how a word begins, id and platform id, page by page', async (w) => {
    const { people } = w.records;
    for (let i = 0; i < 5; i += 1) await people.visitor({ ...identity, subject: `openid-${i}` }, `v${i}`, START + i);
    await people.setFacts('v1', { name: 'Anna 100%' }, START);
    await people.setFacts('v2', { orderNo: 'ORDER_7' }, START);
    const ids = async (filter: Partial<Parameters<typeof people.visitors>[0]>): Promise<string[]> => (await people.visitors({ limit: 10, ...filter })).map((one) => one.id);
    expect(await ids({ limit: 2 })).toEqual(['v4', 'v3']);
    expect(await ids({ before: 'v3' })).toEqual(['v2', 'v1', 'v0']);
    expect(await ids({ search: 'anna' })).toEqual(['v1']);
    expect(await ids({ search: 'ANNA 100%' })).toEqual(['v1']);
    expect([await ids({ search: '%' }), await ids({ search: '100' })]).toEqual([[], []]);
    expect(await ids({ search: 'order_' })).toEqual(['v2']);
    expect(await ids({ search: 'openid-4' })).toEqual(['v4']);
    expect([await ids({ search: 'v0' }), await ids({ search: 'v' })]).toEqual([['v0'], []]);
    await people.setFacts('v3', { name: '王老板', tags: ['老客户', 'Anna'] }, START);
    expect(await ids({ search: '王' })).toEqual(['v3']);
    expect(await ids({ search: '老客' })).toEqual(['v3']);
    expect(await ids({ search: ' anna ' })).toEqual(['v3', 'v1']);
    expect(await ids({ search: 'anna', before: 'v3' })).toEqual(['v1']);
    await people.setFacts('v1', { name: 'Berta' }, START);
    expect([await ids({ search: 'anna' }), await ids({ search: 'ber' })]).toEqual([['v3'], ['v1']]);
    await people.eraseVisitor('v1', START);
    expect(await ids({ search: 'ber' })).toEqual([]);
  });

  it('gives a login to one person only', async (w) => {
    const { people } = w.records;
    const other = (await w.another()).people;
    const person = (id: string, login: string): Staff => ({ id, login, name: id, role: 'agent', disabled: false });
    const results = await Promise.all(Array.from({ length: 10 }, (_, i) => (i % 2 ? other : people).saveStaff(person(`p${i}`, 'li'))));
    expect(kinds(results)).toEqual({ saved: 1, 'login-taken': 9 });
    expect(await people.staff()).toHaveLength(1);
    const admin: Staff = { id: 'admin', login: 'admin', name: '管理员', role: 'admin', agent: 'li', passwordHash: 'hash', disabled: false };
    await people.saveStaff(admin);
    expect(await people.staffByLogin('admin')).toEqual(admin);
    expect(await people.saveStaff({ ...admin, login: 'li' })).toEqual({ kind: 'login-taken' });
    expect(await people.saveStaff({ ...admin, login: 'root', disabled: true })).toEqual({ kind: 'last-admin' });
    await people.saveStaff({ ...admin, id: 'second', login: 'second' });
    expect(await people.saveStaff({ ...admin, login: 'root', disabled: true })).toEqual({ kind: 'saved' });
    expect(await people.staffById('admin')).toEqual({ ...admin, login: 'root', disabled: true });
    expect(await people.staffByLogin('admin')).toBeUndefined();
  });

  it('keeps sessions until they end, of staff with who it is, of visitors with who they are on its account', async (w) => {
    const { people } = w.records;
    const li: Staff = { id: 'li', login: 'li', name: 'Li', role: 'agent', disabled: false };
    await people.saveStaff(li);
    const identity = { provider: 'wechat', account: 'wx', subject: 'anna' };
    const anna = await people.visitor(identity, w.id('visitor'), START);
    await people.visitor({ ...identity, account: 'wx-other' }, w.id('visitor'), START);
    const session: Session = { hash: 'h1', kind: 'staff', subject: 'li', createdAt: START, expiresAt: START + 1000, ip: '10.0.0.1', userAgent: 'x' };
    const visit: Session = { hash: 'h2', kind: 'visitor', subject: anna.id, account: 'wx', createdAt: START, expiresAt: START + 1000 };
    await people.openSession(session);
    await people.openSession(visit);
    await people.openSession({ ...session, hash: 'h3', createdAt: START + 1 });
    expect(await people.staffSession('h1', START + 999)).toEqual({ session, staff: li });
    expect(await people.staffSession('h1', START + 1000)).toBeUndefined();
    expect(await people.visitorSession('h2', START + 999)).toEqual({ session: visit, identity });
    expect(await people.visitorSession('h2', START + 1000)).toBeUndefined();
    expect([await people.visitorSession('h1', START), await people.staffSession('h2', START)]).toEqual([undefined, undefined]);
    expect((await people.sessionsOf('staff', 'li')).map((one) => one.hash)).toEqual(['h3', 'h1']);
    await people.endSession('h3');
    expect(await people.staffSession('h3', START)).toBeUndefined();
    await people.endSessions('staff', 'li');
    expect(await people.sessionsOf('staff', 'li')).toEqual([]);
    expect(await people.visitorSession('h2', START)).toMatchObject({ session: { kind: 'visitor', account: 'wx' } });
    await people.eraseVisitor(anna.id, START);
    expect(await people.visitorSession('h2', START)).toBeUndefined();
  });

  it('keeps sites, keys and webhooks', async (w) => {
    const { people } = w.records;
    await people.saveSiteSecrets({ site: 'shop', hmacSecret: 'one' });
    await people.saveSiteSecrets({ site: 'shop', hmacSecret: 'two' });
    expect(await people.siteSecrets('shop')).toEqual({ site: 'shop', hmacSecret: 'two' });
    expect(await people.siteSecrets('other')).toBeUndefined();
    const key = { id: 'k', site: 'shop', hash: 'h', name: 'crm', createdAt: START };
    await people.saveApiKey(key);
    expect(await people.apiKey('h')).toEqual(key);
    expect(await people.apiKeys('shop')).toEqual([key]);
    expect([await people.dropApiKey('k'), await people.dropApiKey('k')]).toEqual([true, false]);
    const hook = { id: 'w', site: 'shop', url: 'https://example.com', secret: 's', events: ['message.created'], disabled: false };
    await people.saveWebhook(hook);
    await people.saveWebhook({ ...hook, disabled: true });
    expect(await people.webhooks()).toEqual([{ ...hook, disabled: true }]);
    expect([await people.dropWebhook('w'), await people.dropWebhook('w')]).toEqual([true, false]);
  });

  it('spends each permit once, never below zero', async (w) => {
    const other = await w.another();
    const grant = (key: string, count: number): Promise<boolean> =>
      w.records.people.grantPermit({ key, visitor: 'v', account: 'wx', template: 'template', count, now: START });
    await grant('push-1', 2);
    await grant('push-2', 1);
    expect(await Promise.all([w.records, other].map(({ people }) => people.grantPermit({ key: 'push-2', visitor: 'v', account: 'wx', template: 'template', count: 1, now: START })))).toEqual([false, false]);
    const spent = await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? other : w.records).people.spendPermit('v', 'wx', 'template')));
    expect(spent.filter(Boolean)).toHaveLength(3);
    expect(await w.records.people.spendPermit('v', 'wx', 'other')).toBe(false);
    expect(await grant('push-3', 5)).toBe(true);
    await w.records.people.clearPermits('v', 'wx', 'template');
    expect(await w.records.people.spendPermit('v', 'wx', 'template')).toBe(false);
  });
});

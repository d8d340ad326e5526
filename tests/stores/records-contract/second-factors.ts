import { inWorld, type NewStore, type World } from './world';

export const secondFactorsContract = (newStore: NewStore): void => describe('second factors', () => {
  const it = (name: string, test: Parameters<typeof inWorld>[1]): void => global.it(name, inWorld(newStore, test));
  const row = (w: World, action: string) => ({ id: w.id('audit'), at: w.now, by: 'anna', role: 'ops', action, object: 'staff:anna' });
  const confirm = (w: World, secret: string, step = 10) =>
    w.records.secondFactors.confirm({ staff: 'anna', secret, step, recovery: ['one', 'two'], now: w.now, audit: row(w, 'on') });

  it('count once their first code was shown, and are not begun anew after that', async (w) => {
    const { begin, of, holders } = w.records.secondFactors;
    expect(await begin({ staff: 'anna', secret: 'first', now: w.now })).toBe(true);
    expect(await begin({ staff: 'anna', secret: 'second', now: w.now })).toBe(true);
    expect(await holders()).toEqual([]);
    expect(await confirm(w, 'first')).toBe(false);
    expect(await Promise.all([confirm(w, 'second'), confirm(w, 'second')])).toEqual(expect.arrayContaining([true, false]));
    expect(await begin({ staff: 'anna', secret: 'third', now: w.now })).toBe(false);
    expect(await of('anna')).toEqual({ secret: 'second', begunAt: w.now, confirmedAt: w.now, recoveryLeft: 2 });
    expect(await holders()).toEqual(['anna']);
    expect((await w.records.config.audits({ limit: 10 })).map(({ action }) => action)).toEqual(['on']);
  });

  it('take each code once, also of many at once, and none of before', async (w) => {
    const { begin, spend } = w.records.secondFactors;
    await begin({ staff: 'anna', secret: 's', now: w.now });
    expect(await spend('anna', 11)).toBe(false);
    await confirm(w, 's');
    expect([await spend('anna', 10), await spend('anna', 9), await spend('ben', 11)]).toEqual([false, false, false]);
    expect((await Promise.all([11, 11, 11].map((step) => spend('anna', step)))).filter(Boolean)).toHaveLength(1);
    expect(await spend('anna', 12)).toBe(true);
  });

  it('take each recovery code once, and go with everything of theirs', async (w) => {
    const { begin, spendRecovery, remove, of } = w.records.secondFactors;
    await begin({ staff: 'anna', secret: 's', now: w.now });
    await confirm(w, 's');
    expect((await Promise.all(['one', 'one', 'three'].map((hash) => spendRecovery('anna', hash, row(w, 'used'))))).filter(Boolean)).toHaveLength(1);
    expect((await of('anna'))?.recoveryLeft).toBe(1);
    expect([await remove('anna', row(w, 'off')), await remove('anna', row(w, 'off again')), await spendRecovery('anna', 'two', row(w, 'late'))]).toEqual([true, false, false]);
    expect(await of('anna')).toBeUndefined();
    expect((await w.records.config.audits({ limit: 10 })).map(({ action }) => action)).toEqual(['off', 'used', 'on']);
  });
});

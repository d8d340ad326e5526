import type { CallResult } from '../../server/wechat/answer';
import { createTokenKeeper, type TokenKeeper, type TokenStore } from '../../server/wechat/token';
import { brokenTokenStore, memoryTokenStore } from './token-store';

const HOUR = 3_600_000;

/** A world with a clock of its own and a platform that answers from a list; the last answer repeats. */
function world(answers: readonly CallResult[], canForce = true) {
  let time = 1_700_000_000_000;
  const fetched: boolean[] = [];
  const now = () => time;
  const store = memoryTokenStore(now);
  const keeper = (using: TokenStore = store): TokenKeeper => createTokenKeeper({
    source: {
      key: 'k',
      canForce,
      fetch: async (force) => {
        fetched.push(force);
        const answer = answers[Math.min(fetched.length, answers.length) - 1];
        if (answer === undefined) throw new Error('no answers given');
        return answer;
      },
    },
    store: using,
    now,
    wait: async (ms) => { time += ms; },
    random: () => 0.5,
  });
  return { keeper, store, fetched, pass: (ms: number) => { time += ms; } };
}

const token = (name: string, seconds = 7200): CallResult => ({ ok: true, body: { access_token: name, expires_in: seconds } });
const failure: CallResult = { ok: false, kind: 'platform', code: 40013, message: 'invalid appid' };

it('fetches once for many callers at the same time', async () => {
  const w = world([token('T1')]);
  const keeper = w.keeper();
  expect(await Promise.all(Array.from({ length: 20 }, () => keeper.get()))).toEqual(Array(20).fill({ ok: true, token: 'T1' }));
  expect(w.fetched).toEqual([false]);
});

it('uses a token until shortly before its end, and then fetches the next', async () => {
  const w = world([token('T1'), token('T2')]);
  const keeper = w.keeper();
  await keeper.get();
  w.pass((7200 - 300 - 30) * 1000 - 1);
  expect(await keeper.get()).toEqual({ ok: true, token: 'T1' });
  w.pass(1);
  expect(await keeper.get()).toEqual({ ok: true, token: 'T2' });
});

it('uses a short-lived token by half', async () => {
  const w = world([token('T1', 10), token('T2')]);
  const keeper = w.keeper();
  await keeper.get();
  w.pass(4_999);
  expect(await keeper.get()).toEqual({ ok: true, token: 'T1' });
  w.pass(1);
  expect(await keeper.get()).toEqual({ ok: true, token: 'T2' });
});

it('a second node takes the token of the first', async () => {
  const w = world([token('T1'), token('T2')]);
  await w.keeper().get();
  expect(await w.keeper().get()).toEqual({ ok: true, token: 'T1' });
  expect(w.fetched).toHaveLength(1);
});

it('two nodes at the same moment: one fetches, the other waits for it', async () => {
  const w = world([token('T1'), token('T2')]);
  expect(await Promise.all([w.keeper().get(), w.keeper().get()])).toEqual([{ ok: true, token: 'T1' }, { ok: true, token: 'T1' }]);
  expect(w.fetched).toHaveLength(1);
});

it('does not wait for ever on a node that died with the turn', async () => {
  const w = world([token('T1')]);
  await w.store.turn('k', 10_000);
  expect(await w.keeper().get()).toEqual({ ok: true, token: 'T1' });
});

it('works on without a store', async () => {
  const w = world([token('T1')]);
  const keeper = w.keeper(brokenTokenStore);
  expect(await keeper.get()).toEqual({ ok: true, token: 'T1' });
  expect(await keeper.get()).toEqual({ ok: true, token: 'T1' });
  expect(w.fetched).toHaveLength(1);
});

describe('a refused token', () => {
  it('is replaced once for all who used it, without force', async () => {
    const w = world([token('T1'), token('T2'), token('T3')]);
    const keeper = w.keeper();
    await keeper.get();
    const replaced = await Promise.all([keeper.replace('T1'), keeper.replace('T1'), keeper.replace('T1')]);
    expect(replaced).toEqual(Array(3).fill({ ok: true, token: 'T2' }));
    expect(await keeper.replace('T1')).toEqual({ ok: true, token: 'T2' });
    expect(w.fetched).toEqual([false, false]);
  });

  it('is replaced by what another node has fetched meanwhile', async () => {
    const w = world([token('T1'), token('T2'), token('T3')]);
    const [a, b] = [w.keeper(), w.keeper()];
    await a.get();
    await b.get();
    expect(await a.replace('T1')).toEqual({ ok: true, token: 'T2' });
    expect(await b.replace('T1')).toEqual({ ok: true, token: 'T2' });
    expect(w.fetched).toHaveLength(2);
  });

  it('twice in a row: fetched by force, at most once a minute', async () => {
    const w = world([token('T1'), token('T1'), token('T2'), token('T2')]);
    const keeper = w.keeper();
    await keeper.get();
    expect(await keeper.replace('T1')).toEqual({ ok: true, token: 'T1' });
    keeper.distrust('T1');
    w.pass(10_000);
    expect(await keeper.get()).toEqual({ ok: true, token: 'T2' });
    expect(w.fetched).toEqual([false, false, true]);
    keeper.distrust('T2');
    w.pass(30_000);
    await keeper.get();
    expect(w.fetched).toEqual([false, false, true, false]);
    keeper.distrust('T2');
    w.pass(60_000);
    await keeper.get();
    expect(w.fetched).toEqual([false, false, true, false, true]);
  });

  it('without a store the minute between two forces is kept all the same', async () => {
    const w = world([token('T1')]);
    const keeper = w.keeper(brokenTokenStore);
    await keeper.get();
    for (let second = 0; second < 120; second += 1) {
      keeper.distrust('T1');
      w.pass(1000);
      await keeper.get();
    }
    expect(w.fetched.filter((force) => force).length).toBeLessThanOrEqual(2);
    expect(w.fetched).toContain(true);
  });

  it('is never fetched by force where the platform has no such thing', async () => {
    const w = world([token('T1'), token('T2'), token('T3')], false);
    const keeper = w.keeper();
    await keeper.get();
    await keeper.replace('T1');
    keeper.distrust('T2');
    w.pass(60_000);
    expect(await keeper.get()).toEqual({ ok: true, token: 'T3' });
    expect(w.fetched).toEqual([false, false, false]);
  });

  it('two nodes do not both use force in the same minute', async () => {
    const w = world([token('T1')]);
    const [a, b] = [w.keeper(), w.keeper()];
    for (const keeper of [a, b]) {
      await keeper.get();
      await keeper.replace('T1');
      keeper.distrust('T1');
    }
    w.pass(5_000);
    await a.get();
    await b.get();
    expect(w.fetched.filter((force) => force)).toHaveLength(1);
  });
});

describe('failing to fetch', () => {
  it('is a value, and asked again only after a growing pause', async () => {
    const w = world([failure]);
    const keeper = w.keeper();
    for (let second = 0; second < 3600; second += 1) {
      expect(await keeper.get()).toEqual(failure);
      w.pass(1000);
    }
    expect(w.fetched.length).toBeGreaterThan(30);
    expect(w.fetched.length).toBeLessThan(120);
  });

  it('ends with the first success', async () => {
    const w = world([failure, failure, token('T1')]);
    const keeper = w.keeper();
    await keeper.get();
    w.pass(1_000);
    await keeper.get();
    w.pass(2_000);
    expect(await keeper.get()).toEqual({ ok: true, token: 'T1' });
  });

  it('does not believe an answer without a token', async () => {
    for (const body of [{}, { access_token: '', expires_in: 1 }, { access_token: 'a' }, { access_token: 'a', expires_in: -1 }]) {
      expect(await world([{ ok: true, body }]).keeper().get()).toMatchObject({ ok: false, kind: 'unknown' });
    }
  });

  it('a token refused for hours is not fetched in a loop', async () => {
    const w = world([token('T1')], false);
    const keeper = w.keeper();
    for (let t = 0; t < HOUR; t += 1000) {
      const got = await keeper.get();
      if (got.ok) {
        await keeper.replace(got.token);
        keeper.distrust(got.token);
      }
      w.pass(1000);
    }
    expect(w.fetched.length).toBeLessThan(200);
  });
});

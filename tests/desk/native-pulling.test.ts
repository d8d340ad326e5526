import { agent, toAgent } from './floor';
import { ACCOUNT, kfEntry, openNativeFloor, type NativeFloor } from './native-floor';

let floor: NativeFloor;
let errors: string[];
beforeEach(async () => {
  errors = [];
  floor = await openNativeFloor({ agents: [agent('li')], entries: [kfEntry('vip', [toAgent('li')])], errors });
});
afterEach(() => floor.close());

const say = (...texts: string[]): void => texts.forEach((text) => floor.kf.writes(ACCOUNT, 'wm1', text));
const words = async (): Promise<string[]> => (await floor.transcript((await floor.of('wm1')).id)).filter((line) => line.startsWith('visitor'));
/** What a loop does: again while something is due. */
async function loop(): Promise<void> {
  await new Promise((heard) => setImmediate(heard));
  while ((await floor.desk.loops.pull()) <= floor.clock.now) await floor.settle();
  await floor.settle();
}

test('goes on while there is more, over empty pages too', async () => {
  Object.assign(floor.kf.script, { perPage: 2, emptyPages: 3 });
  say('一', '二', '三', '四', '五');
  await floor.pull();
  expect(await words()).toHaveLength(5);
  expect(await floor.records.native.cursor(ACCOUNT)).toEqual({ place: 'c5', at: floor.clock.now });
});

test('a token that is too old is left out', async () => {
  await floor.pull('first');
  floor.kf.script.pulls.push({ kind: 'no-token' });
  say('一');
  await floor.pull('stale');
  expect(floor.kf.tokens.slice(-2)).toEqual(['stale', undefined]);
  expect(await words()).toHaveLength(1);
});

test('a place the platform refuses is given up, and three days told again change nothing', async () => {
  say('一', '二');
  await floor.pull();
  floor.kf.script.pulls.push({ kind: 'refused', why: 'bad-request:40058' });
  say('三');
  await floor.pull();
  expect(await words()).toEqual(['visitor: 一', 'visitor: 二', 'visitor: 三']);
  expect(await floor.all('wm1')).toHaveLength(1);
});

test('an account that is refused altogether is an alarm, and is asked again later', async () => {
  floor.kf.script.pulls.push({ kind: 'refused', why: 'not-allowed:48002' });
  await floor.pull();
  expect(floor.alarms.some(({ key }) => key === `pull:${ACCOUNT}`)).toBe(true);
  say('一');
  floor.clock.pass(300_000);
  await loop();
  expect(await words()).toHaveLength(1);
});

test('a hint that was lost is made up for by the slow poll', async () => {
  await floor.pull();
  say('一');
  floor.clock.pass(299_000);
  await loop();
  await expect(words()).rejects.toThrow('nothing of');
  floor.clock.pass(1_000);
  await loop();
  expect(await words()).toHaveLength(1);
});

test.each([{ kind: 'later', afterMs: 2_000, why: 'rate:45009' }, { kind: 'unknown', why: 'no-answer:timeout' }] as const)('an answer that does not come ($kind) is asked for again', async (answer) => {
  floor.kf.script.pulls.push(answer);
  say('一');
  await floor.pull();
  floor.clock.pass(2_000);
  await loop();
  expect(await words()).toHaveLength(1);
});

test('hints that come at once are one question', async () => {
  await floor.pull();
  const before = floor.kf.tokens.length;
  for (let n = 0; n < 20; n += 1) floor.desk.hint({ account: ACCOUNT, token: `t${n}` });
  await loop();
  expect(floor.kf.tokens.slice(before)).toEqual(['t19']);
});

test('an item nobody can act on is tried again, holds up only its own customer, and is given up with an alarm', async () => {
  floor.kf.tell(ACCOUNT, { kind: 'native', identity: { provider: 'wecom-kf', account: ACCOUNT, subject: 'wm1' }, act: { act: 'changed' } });
  const read = floor.kf.channel.native?.readItem;
  if (!read || !floor.kf.channel.native) throw new Error('a native channel');
  const bad = floor.kf.log[0]?.id;
  floor.kf.channel.native.readItem = (account, item) => {
    if (item.id === bad) throw new Error('a bug');
    return read(account, item);
  };
  say('一');
  await floor.pull();
  expect(await words()).toHaveLength(1);
  for (let n = 0; n < 6; n += 1) {
    floor.clock.pass(64_000);
    await loop();
  }
  expect(errors.length).toBeGreaterThan(5);
  expect(floor.alarms.some(({ key }) => key === `inbox:${ACCOUNT}`)).toBe(true);
  expect(await floor.records.native.todo(ACCOUNT, 10)).toEqual([]);
});

test('one node at a time asks, and a hint heard while another does is not lost', async () => {
  const two = await floor.another();
  let release = (): void => undefined;
  const waits = new Promise<void>((done) => { release = done; });
  let asking = 0;
  let most = 0;
  const native = floor.kf.channel.native;
  if (!native) throw new Error('a native channel');
  const pull = native.pull;
  native.pull = async (account, from) => {
    asking += 1;
    most = Math.max(most, asking);
    // As it stood when it was asked.
    const answer = await pull(account, from);
    await waits;
    asking -= 1;
    return answer;
  };
  floor.desk.hint({ account: ACCOUNT, token: 'a' });
  await new Promise((heard) => setImmediate(heard));
  const first = floor.desk.loops.pull();
  await new Promise((heard) => setImmediate(heard));
  floor.clock.pass(100);
  say('一');
  floor.desk.hint({ account: ACCOUNT, token: 'b' });
  await new Promise((heard) => setImmediate(heard));
  await two.loops.pull();
  release();
  await first;
  await floor.settle();
  floor.clock.pass(3_000);
  await two.loops.pull();
  await floor.settle();
  expect(most).toBe(1);
  expect(await words()).toHaveLength(1);
  await loop();
  expect(await words()).toHaveLength(1);
});

test('what is known is forgotten after a week, not before', async () => {
  const forgotten: number[] = [];
  const { forget } = floor.records.native;
  floor.records.native.forget = async (before) => {
    forgotten.push(floor.clock.now - before);
    return forget(before);
  };
  await floor.later(86_400_000);
  expect(forgotten).toEqual([7 * 86_400_000]);
});

test('an account that is slow to answer keeps no other waiting', async () => {
  await floor.publish((config) => { config.entries.push(kfEntry('other', [toAgent('li')], { kfAccount: 'wk2' })); });
  const native = floor.kf.channel.native;
  if (!native) throw new Error('a native channel');
  const { pull } = native;
  let release = (): void => undefined;
  const waits = new Promise<void>((done) => { release = done; });
  native.pull = async (account, from) => {
    if (account === ACCOUNT) await waits;
    return pull(account, from);
  };
  const heard = (): Promise<void> => new Promise((done) => setImmediate(done));
  floor.desk.hint({ account: ACCOUNT, token: 'a' });
  await heard();
  const slow = floor.desk.loops.pull();
  floor.kf.writes('wk2', 'wm2', '在吗');
  floor.desk.hint({ account: 'wk2', token: 'b' });
  await heard();
  await slow;
  await floor.desk.loops.pull();
  expect(floor.kf.tokens).toContain('b');
  release();
  await floor.settle();
  expect((await floor.records.conversations.list({ accounts: ['wk2'], limit: 5 })).map(({ entry }) => entry)).toEqual(['other']);
});

test('a thousand items that wait for their time keep nobody else waiting', async () => {
  const read = floor.kf.channel.native?.readItem;
  if (!read || !floor.kf.channel.native) throw new Error('a native channel');
  for (let n = 0; n < 1_100; n += 1) floor.kf.writes(ACCOUNT, `stuck${n}`, '在吗');
  const stuck = new Set(floor.kf.log.map(({ id }) => id));
  floor.kf.channel.native.readItem = (account, item) => {
    if (stuck.has(item.id)) throw new Error('a bug');
    return read(account, item);
  };
  await floor.pull();
  say('一');
  await floor.pull();
  expect(await words()).toHaveLength(1);
});

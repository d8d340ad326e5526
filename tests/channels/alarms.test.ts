import type { Alarm } from '../../server/alarms/alarm';
import { createLogAlarms } from '../../server/alarms/log';
import { createTokenWatch } from '../../server/alarms/token-watch';
import { createRobotAlarms } from '../../server/alarms/robot';
import type { CallResult } from '../../server/wechat/answer';

const alarm = (key: string, level: Alarm['level'] = 'warning'): Alarm => ({ key, level, zh: `${key} 没有客服`, en: `${key} has nobody` });
const settled = async () => { for (let turn = 0; turn < 20; turn += 1) await Promise.resolve(); };

/** A clock with timers that go off only when time passes. */
function createClock() {
  let time = 1_760_000_000_000;
  let timers: { at: number; run: () => void }[] = [];
  return {
    now: () => time,
    timer: (run: () => void, ms: number) => {
      const one = { at: time + ms, run };
      timers.push(one);
      return () => { timers = timers.filter((other) => other !== one); };
    },
    async pass(ms: number) {
      for (const end = time + ms; ;) {
        const next = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        time = next?.at ?? end;
        if (next === undefined) return;
        timers = timers.filter((other) => other !== next);
        next.run();
        await settled();
      }
    },
    waiting: () => timers.length,
  };
}

/** `claimed`: what nodes of one desk have told, if there are several. */
function start(results: CallResult[] = [], language: 'zh' | 'en' = 'zh', claimed?: Map<string, number>) {
  const clock = createClock();
  const told: { at: number; text: string }[] = [];
  const begin = clock.now();
  const robot = {
    text: (text: string): Promise<CallResult> => {
      told.push({ at: clock.now() - begin, text });
      return Promise.resolve(results.shift() ?? { ok: true, body: {} });
    },
  };
  return { clock, told, alarms: createRobotAlarms({
    robot, now: clock.now, timer: clock.timer, language,
    ...(claimed && { first: async (key: string) => { claimed.set(key, (claimed.get(key) ?? 0) + 1); return claimed.get(key) === 1; } }),
  }) };
}

test('tokens that fail again and again are told once, and when they come again', () => {
  const told: Alarm[] = [];
  const seen = createTokenWatch({ raise: (one) => told.push(one) });
  const fetched = (outcome: 'ok' | 'platform' | 'not-sent', path = '/cgi-bin/gettoken') => seen('wecom', { path, ms: 1, outcome, ...(outcome === 'platform' && { code: 40001 }) });
  fetched('not-sent'); fetched('not-sent'); fetched('ok'); fetched('platform'); fetched('platform');
  fetched('platform', '/cgi-bin/message/send'); fetched('platform', '/cgi-bin/message/send');
  expect(told).toEqual([]);
  for (let n = 0; n < 5; n += 1) fetched('platform');
  expect(told).toMatchObject([{ key: 'token-failing:wecom', level: 'error', zh: expect.stringContaining('企业微信的凭证（错误码 40001）') }]);
  fetched('ok'); fetched('ok');
  expect(told.map(({ key }) => key)).toEqual(['token-failing:wecom', 'token-again:wecom']);
});

describe('the group robot', () => {
  it('is spoken through by one node of all, also when that one has to try again', async () => {
    const claimed = new Map<string, number>();
    const one = start([{ ok: false, kind: 'not-sent', why: 'down' }], 'zh', claimed);
    const other = start([], 'zh', claimed);
    for (const { alarms } of [one, other]) alarms.raise(alarm('vip'));
    await one.clock.pass(120_000);
    await other.clock.pass(120_000);
    expect([one.told.length, other.told.length]).toEqual([2, 0]);
  });

  it('says what came again right after its quiet time, whoever claimed it before', async () => {
    const clock = createClock();
    const told: string[] = [];
    const claims = new Map<string, number>();
    const robot = { text: (text: string): Promise<CallResult> => { told.push(text); return Promise.resolve({ ok: true, body: {} }); } };
    const first = async (key: string, forMs: number) => {
      if (clock.now() < (claims.get(key) ?? 0)) return false;
      claims.set(key, clock.now() + forMs);
      return true;
    };
    const alarms = createRobotAlarms({ robot, now: clock.now, timer: clock.timer, first });
    // The robot has just spoken, so the first one waits.
    alarms.raise(alarm('kf'));
    await clock.pass(2_000);
    alarms.raise(alarm('vip'));
    await clock.pass(600_000);
    alarms.raise(alarm('vip'));
    await clock.pass(60_000);
    expect(told.filter((text) => text.includes('vip'))).toHaveLength(2);
  });

  it('tells what comes together in one message, errors first', async () => {
    const { clock, told, alarms } = start();
    alarms.raise(alarm('vip'));
    await clock.pass(1_000);
    alarms.raise(alarm('token', 'error'));
    await clock.pass(60_000);
    expect(told).toEqual([{ at: 2_000, text: '【故障】token 没有客服\n【提醒】vip 没有客服' }]);
  });

  it('speaks at most once in 30 seconds', async () => {
    const { clock, told, alarms } = start();
    for (let second = 0; second < 120; second += 1) {
      alarms.raise(alarm(`entry-${second}`));
      await clock.pass(1_000);
    }
    expect(told.map(({ at }) => at)).toEqual([2_000, 32_000, 62_000, 92_000]);
    expect(told.map(({ text }) => text.split('\n').length)).toEqual([2, 30, 30, 30]);
  });

  it('says the same again only after its quiet time, and how often it came meanwhile', async () => {
    const { clock, told, alarms } = start();
    for (let minute = 0; minute < 10; minute += 1) {
      alarms.raise(alarm('vip'));
      await clock.pass(60_000);
    }
    expect(told).toHaveLength(1);
    alarms.raise(alarm('vip'));
    await clock.pass(60_000);
    expect(told.map(({ text }) => text)).toEqual(['【提醒】vip 没有客服', '【提醒】vip 没有客服（此前又发生 9 次）']);
  });

  it('says what asks for a longer quiet time as seldom as that', async () => {
    const { clock, told, alarms } = start();
    for (let minute = 0; minute < 61; minute += 1) {
      alarms.raise({ ...alarm('account'), quietMs: 3_600_000 });
      alarms.raise({ ...alarm('vip'), quietMs: 1_000 });
      await clock.pass(60_000);
    }
    expect(told.filter(({ text }) => text.includes('account')).map(({ at }) => at)).toEqual([2_000, 3_602_000]);
    expect(told.filter(({ text }) => text.includes('vip'))).toHaveLength(7);
  });

  it('keeps what it could not say and asks ever less often', async () => {
    const down: CallResult = { ok: false, kind: 'not-sent', why: 'ECONNREFUSED' };
    const { clock, told, alarms } = start([down, { ok: false, kind: 'platform', code: 45009, message: '' }, down]);
    alarms.raise(alarm('vip'));
    await clock.pass(70_000);
    alarms.raise(alarm('kf'));
    await clock.pass(1_000_000);
    expect(told.map(({ at }) => at)).toEqual([2_000, 62_000, 182_000, 422_000]);
    expect(told.at(-1)?.text).toBe('【提醒】vip 没有客服\n【提醒】kf 没有客服');
    expect(clock.waiting()).toBe(0);
  });

  it('says how many did not fit', async () => {
    const { clock, told, alarms } = start([], 'en');
    for (let n = 0; n < 300; n += 1) alarms.raise(alarm(`entry-${n}-${'x'.repeat(40)}`));
    await clock.pass(60_000);
    expect(Buffer.byteLength(told[0]?.text ?? '')).toBeLessThanOrEqual(2048);
    expect(told[0]?.text).toMatch(/^\[warning\] entry-0-x+ has nobody\n[^]*\n7\d more; see the log\.$/);
  });

  it('says the rest before it stops, and nothing after', async () => {
    const { clock, told, alarms } = start();
    alarms.raise(alarm('vip'));
    await alarms.close();
    expect(told).toEqual([{ at: 0, text: '【提醒】vip 没有客服' }]);
    alarms.raise(alarm('kf'));
    await clock.pass(100_000);
    await alarms.close();
    expect(told).toHaveLength(1);
    expect(clock.waiting()).toBe(0);
  });

  it('that stops while it speaks waits for the end and says the rest', async () => {
    const clock = createClock();
    const told: string[] = [];
    let finish: (result: CallResult) => void = () => undefined;
    const robot = { text: (text: string) => { told.push(text); return new Promise<CallResult>((resolve) => { finish = resolve; }); } };
    const alarms = createRobotAlarms({ robot, now: clock.now, timer: clock.timer });
    alarms.raise(alarm('vip'));
    await clock.pass(2_000);
    alarms.raise(alarm('kf'));
    const closed = alarms.close();
    await settled();
    expect(told).toHaveLength(1);
    finish({ ok: true, body: {} });
    await settled();
    finish({ ok: true, body: {} });
    await closed;
    expect(told).toEqual(['【提醒】vip 没有客服', '【提醒】kf 没有客服']);
  });
});

describe('the log', () => {
  it('has one line a minute for each key, by level', async () => {
    const clock = createClock();
    const lines: unknown[] = [];
    const log = { warn: (facts: object, text: string) => lines.push(['warn', facts, text]), error: (facts: object, text: string) => lines.push(['error', facts, text]) };
    const alarms = createLogAlarms(log, clock.now);
    alarms.raise(alarm('vip'));
    alarms.raise(alarm('vip'));
    alarms.raise(alarm('token', 'error'));
    await clock.pass(60_000);
    alarms.raise(alarm('vip'));
    expect(lines).toEqual([
      ['warn', { alarm: 'vip', zh: 'vip 没有客服' }, 'vip has nobody'],
      ['error', { alarm: 'token', zh: 'token 没有客服' }, 'token has nobody'],
      ['warn', { alarm: 'vip', zh: 'vip 没有客服', heldBack: 1 }, 'vip has nobody'],
    ]);
  });

  it('has fewer of what asks for a longer quiet time', () => {
    let now = 0;
    const lines: string[] = [];
    const log = { warn: (_: object, text: string) => void lines.push(text), error: () => undefined };
    const alarms = createLogAlarms(log, () => now);
    for (; now <= 3_600_000; now += 60_000) alarms.raise({ ...alarm('account'), quietMs: 3_600_000 });
    expect(lines).toHaveLength(2);
  });
});

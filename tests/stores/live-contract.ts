import type { Live } from '../../server/stores/live';

export interface LiveRig {
  /** Another node's view of the same, so far empty live state. In process there is only one node: the same again. */
  open(): Promise<Live>;
  /** Lets this many ms pass for whatever decides what has run out. */
  pass(ms: number): Promise<void>;
  end(): Promise<void>;
}

const soon = async (told: () => boolean): Promise<void> => {
  const until = Date.now() + 5_000;
  while (!told() && Date.now() < until) await new Promise((resolve) => setImmediate(resolve));
};

/** What every driver of live state must do. `start` begins with empty state. */
export const liveContract = (start: () => Promise<LiveRig>): void => {
  let rig: LiveRig;
  let live: Live;
  let other: Live;
  beforeEach(async () => {
    rig = await start();
    live = await rig.open();
    other = await rig.open();
  });
  afterEach(() => rig.end());

  const touch = (agent: string, device: string, seenAt: number, ttlMs = 60_000): Promise<void> => live.touch({ agent, device, seenAt, ttlMs });

  describe('leases', () => {
    test('all devices of the agents asked for, with the time the caller saw them', async () => {
      await touch('ann', 'phone', 1_000);
      await touch('ann', 'desktop', 2_000);
      await touch('bob', 'phone', 1_700_000_000_123);
      await touch('eve', 'phone', 3_000);
      const found = await other.leases(['ann', 'bob', 'nobody']);
      expect([...found.keys()].sort()).toEqual(['ann', 'bob']);
      expect([...(found.get('ann') ?? [])].sort((a, b) => a.seenAt - b.seenAt)).toEqual([{ device: 'phone', seenAt: 1_000 }, { device: 'desktop', seenAt: 2_000 }]);
      expect(found.get('bob')).toEqual([{ device: 'phone', seenAt: 1_700_000_000_123 }]);
    });

    test('since when a device that had been lost counts as back, until a touch without it', async () => {
      const back = { agent: 'ann', device: 'phone', ttlMs: 60_000 };
      await live.touch({ ...back, seenAt: 2_000, steadyAt: 1_700_000_000_123 });
      expect((await other.leases(['ann'])).get('ann')).toStrictEqual([{ device: 'phone', seenAt: 2_000, steadyAt: 1_700_000_000_123 }]);
      expect(await other.present(10)).toEqual(['ann']);
      await live.touch({ ...back, seenAt: 1_000 });
      expect((await other.leases(['ann'])).get('ann')).toStrictEqual([{ device: 'phone', seenAt: 2_000, steadyAt: 1_700_000_000_123 }]);
      await live.touch({ ...back, seenAt: 3_000 });
      expect((await other.leases(['ann'])).get('ann')).toStrictEqual([{ device: 'phone', seenAt: 3_000 }]);
    });

    test('none asked, none told', async () => expect(await live.leases([])).toEqual(new Map()));

    test('a later touch moves the lease, a late arriving older one does not', async () => {
      await touch('ann', 'phone', 2_000);
      await touch('ann', 'phone', 1_000, 1);
      await rig.pass(30);
      expect((await live.leases(['ann'])).get('ann')).toEqual([{ device: 'phone', seenAt: 2_000 }]);
      await touch('ann', 'phone', 3_000);
      expect((await live.leases(['ann'])).get('ann')).toEqual([{ device: 'phone', seenAt: 3_000 }]);
    });

    test('is forgotten after its time, while another device keeps the agent', async () => {
      await touch('ann', 'phone', 2_000, 40);
      await touch('ann', 'desktop', 1_000);
      await touch('bob', 'phone', 5_000, 40);
      await rig.pass(80);
      expect(await other.leases(['ann', 'bob'])).toEqual(new Map([['ann', [{ device: 'desktop', seenAt: 1_000 }]]]));
      expect(await other.present(10)).toEqual(['ann']);
    });

    test('a dropped device is gone at once, the others stay', async () => {
      await touch('ann', 'phone', 1_000);
      await touch('ann', 'desktop', 2_000);
      await live.drop('ann', 'desktop');
      await live.drop('ann', 'unknown');
      await live.drop('nobody', 'phone');
      expect((await live.leases(['ann'])).get('ann')).toEqual([{ device: 'phone', seenAt: 1_000 }]);
      await live.drop('ann', 'phone');
      expect(await live.leases(['ann'])).toEqual(new Map());
      expect(await live.present(10)).toEqual([]);
    });

    test('present: most recently seen first, at most so many', async () => {
      await touch('ann', 'phone', 1_000);
      await touch('bob', 'phone', 3_000);
      await touch('eve', 'phone', 2_000);
      await touch('ann', 'desktop', 4_000);
      expect(await live.present(10)).toEqual(['ann', 'bob', 'eve']);
      expect(await live.present(2)).toEqual(['ann', 'bob']);
      expect(await live.present(0)).toEqual([]);
      await live.drop('ann', 'desktop');
      expect(await live.present(10)).toEqual(['bob', 'eve', 'ann']);
    });

    test('names with any characters', async () => {
      await touch('a:b{c}"\n', 'dévice 张三 %d', 7);
      expect(await live.leases(['a:b{c}"\n'])).toEqual(new Map([['a:b{c}"\n', [{ device: 'dévice 张三 %d', seenAt: 7 }]]]));
    });
  });

  describe('once', () => {
    test('is true for exactly one of many callers', async () => {
      const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => (i % 2 === 0 ? live : other).once('ticket', 60_000)));
      expect(answers.filter(Boolean)).toHaveLength(1);
      expect(await live.once('another', 60_000)).toBe(true);
    });

    test('is forgotten after its time', async () => {
      expect(await live.once('ticket', 40)).toBe(true);
      expect(await other.once('ticket', 40)).toBe(false);
      await rig.pass(80);
      expect(await other.once('ticket', 40)).toBe(true);
    });
  });

  describe('count', () => {
    test('counts what all nodes counted, each key for itself', async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? live : other).count('login', 60_000)));
      expect(answers.map(({ count }) => count).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
      expect(await live.count('another', 60_000)).toMatchObject({ count: 1 });
    });

    test('its window begins with the first and is not prolonged by the later ones', async () => {
      const first = await live.count('login', 100);
      expect([first.leftMs > 0, first.leftMs <= 100]).toEqual([true, true]);
      await rig.pass(60);
      const second = await other.count('login', 100);
      expect(second.count).toBe(2);
      expect(second.leftMs).toBeLessThanOrEqual(40);
      await rig.pass(60);
      expect((await other.count('login', 60_000)).count).toBe(1);
    });

    test('taken back, it begins with one again, for all nodes', async () => {
      await live.count('login', 60_000);
      await other.count('login', 60_000);
      await live.uncount('login');
      await live.uncount('never counted');
      expect(await other.count('login', 60_000)).toMatchObject({ count: 1 });
    });
  });

  describe('turn', () => {
    test('one at a time, free again after release', async () => {
      const turns = await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? live : other).turn('sweep', 60_000)));
      const taken = turns.filter((turn) => turn !== undefined);
      expect(taken).toHaveLength(1);
      await taken[0]?.release();
      expect(await other.turn('sweep', 60_000)).toBeDefined();
    });

    test('who was too slow neither ends nor prolongs the next one', async () => {
      const slow = await live.turn('sweep', 40);
      await rig.pass(80);
      const next = await other.turn('sweep', 60_000);
      expect(next).toBeDefined();
      await slow?.release();
      expect(await slow?.extend(60_000)).toBe(false);
      expect(await live.turn('sweep', 60_000)).toBeUndefined();
      expect(await next?.extend(60_000)).toBe(true);
    });

    test('prolonged, it outlives its first end', async () => {
      const turn = await live.turn('sweep', 60);
      expect(await turn?.extend(60_000)).toBe(true);
      await rig.pass(120);
      expect(await other.turn('sweep', 60_000)).toBeUndefined();
    });

    test('run out, it cannot be prolonged', async () => {
      const turn = await live.turn('sweep', 30);
      await rig.pass(60);
      expect(await turn?.extend(60_000)).toBe(false);
    });
  });

  describe('values', () => {
    test('the last one set, until its time', async () => {
      expect(await live.get('token')).toBeUndefined();
      await live.set('token', 'one', 60_000);
      await live.set('token', '二\n', 40);
      expect(await other.get('token')).toBe('二\n');
      await rig.pass(80);
      expect(await other.get('token')).toBeUndefined();
    });

    test('once, turn, count and value of one name do not touch each other', async () => {
      await live.set('same', 'value', 60_000);
      expect(await live.once('same', 60_000)).toBe(true);
      expect(await live.turn('same', 60_000)).toBeDefined();
      expect(await live.count('same', 60_000)).toMatchObject({ count: 1 });
      expect(await live.get('same')).toBe('value');
    });
  });

  describe('topics', () => {
    test('all nodes hear, this one too, in order and once', async () => {
      const [here, there]: [string[], string[]] = [[], []];
      await live.subscribe('agent:ann', (message) => here.push(message));
      await other.subscribe('agent:ann', (message) => there.push(message));
      await other.subscribe('agent:bob', (message) => there.push(`bob ${message}`));
      const messages = Array.from({ length: 200 }, (_, i) => `${i}: 你好`);
      for (const message of messages) live.publish('agent:ann', message);
      await soon(() => here.length >= 200 && there.length >= 200);
      live.publish('agent:bob', 'last');
      await soon(() => there.length > 200);
      expect(here).toEqual(messages);
      expect(there).toEqual([...messages, 'bob last']);
    });

    test('not inside the turn of the one who publishes', async () => {
      const heard: string[] = [];
      await live.subscribe('topic', (message) => heard.push(message));
      live.publish('topic', 'a');
      expect(heard).toEqual([]);
      await soon(() => heard.length > 0);
      expect(heard).toEqual(['a']);
    });

    test('each subscription ends for itself', async () => {
      const heard: string[] = [];
      const stopFirst = await other.subscribe('topic', (message) => heard.push(`first ${message}`));
      const stopSecond = await other.subscribe('topic', (message) => heard.push(`second ${message}`));
      stopFirst();
      stopFirst();
      live.publish('topic', 'a');
      await soon(() => heard.length > 0);
      stopSecond();
      await other.subscribe('topic', (message) => heard.push(`third ${message}`));
      live.publish('topic', 'b');
      await soon(() => heard.length > 1);
      expect(heard).toEqual(['second a', 'third b']);
    });

    test('a hearer with a bug does not keep others from hearing', async () => {
      const heard: string[] = [];
      await live.subscribe('topic', () => {
        throw new Error('a bug');
      });
      await live.subscribe('topic', (message) => heard.push(message));
      live.publish('topic', 'a');
      await soon(() => heard.length > 0);
      expect(heard).toEqual(['a']);
    });
  });

  test('is ready', async () => expect(await live.ready()).toBe(true));
};

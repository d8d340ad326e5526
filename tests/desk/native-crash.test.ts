import type { Records } from '../../server/stores/records';
import { agent, toAgent } from './floor';
import { load, receipts } from './acts';
import { ACCOUNT, kfEntry, openNativeFloor, type NativeFloor } from './native-floor';

/** Every call of the records and of the platform burns it; when it is out the process is dead, and nothing it asks for happens. */
interface Fuse { left: number; burnt: number; after: boolean }

function burning<T extends object>(edge: T, fuse: Fuse): T {
  return new Proxy(edge, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      if (typeof value === 'object' && value !== null) return burning(value, fuse);
      if (typeof value !== 'function') return value;
      return async (...args: unknown[]) => {
        if (fuse.left < 0) throw new Error('dead');
        fuse.burnt += 1;
        fuse.left -= 1;
        const dies = fuse.left < 0;
        if (dies && !fuse.after) throw new Error('dies before');
        const answer: unknown = await Reflect.apply(value, target, args);
        if (dies) throw new Error('dies after');
        return answer;
      };
    },
  });
}

const quiet = { ringSeconds: 0 };
const SYNCHRONOUS = ['parts', 'invite', 'readItem', 'hint'];

/** A floor whose first desk dies at the `at`th call, before or after it took effect. */
async function openBurning(fuse: Fuse): Promise<NativeFloor> {
  const floor = await openNativeFloor({
    agents: [agent('li'), agent('wang')], errors: [],
    entries: [kfEntry('vip', [toAgent('li', quiet), toAgent('wang', quiet)]), kfEntry('after', [toAgent('wang', quiet)])],
    seenBy: (records: Records) => burning(records, fuse),
  });
  const { channel } = floor.kf;
  const wrap = (edge: object): void => {
    for (const name of Object.keys(edge)) {
      const value: unknown = Reflect.get(edge, name);
      if (typeof value !== 'function' || SYNCHRONOUS.includes(name)) continue;
      const burnt = burning({ value }, fuse).value;
      Object.assign(edge, { [name]: (...args: unknown[]): unknown => Reflect.apply(fuse.left === Infinity ? value : burnt, edge, args) });
    }
  };
  wrap(channel);
  if (channel.native) wrap(channel.native);
  return floor;
}

interface Scene {
  name: string;
  before(floor: NativeFloor, who: string): Promise<void>;
  /** What is told while the process dies. */
  then(floor: NativeFloor, who: string): void;
  after(floor: NativeFloor, who: string): Promise<void>;
  /** The next process looks where sessions are before it goes on with what was told. */
  sweepsFirst?: boolean;
}

const spoken = async (floor: NativeFloor, who: string): Promise<string[]> => {
  const all = (await floor.all(who)).reverse();
  return (await Promise.all(all.map(({ id }) => floor.transcript(id)))).flat().filter((line) => !line.startsWith('system'));
};

const scenes: Scene[] = [
  {
    name: 'the first word',
    before: (floor) => floor.receive('li', 'wang'),
    then: ({ kf }, who) => { kf.enters(ACCOUNT, who, 'vip'); kf.writes(ACCOUNT, who, '一'); kf.writes(ACCOUNT, who, '二'); },
    async after(floor, who) {
      expect(await spoken(floor, who)).toEqual(['visitor: 一', 'visitor: 二']);
      const { id, state, agent: owner } = await floor.of(who);
      expect([state, owner]).toEqual(['assigned', 'li']);
      expect((await receipts(floor, id)).filter(({ outcome }) => outcome === 'assigned')).toHaveLength(1);
      expect(floor.kf.session(who)).toMatchObject({ state: 3, servicer: 'w-li' });
      expect(floor.heard(who).filter((one) => one.includes('LI为您服务')).length).toBeLessThanOrEqual(1);
    },
  },
  {
    name: 'a refusal on the way to the next candidate',
    async before(floor) {
      await floor.receive('li', 'wang');
      floor.kf.receiving.set('w-li', 'suspended');
    },
    then: ({ kf }, who) => void kf.writes(ACCOUNT, who, '一'),
    async after(floor, who) {
      expect(await spoken(floor, who)).toEqual(['visitor: 一']);
      expect(await floor.of(who)).toMatchObject({ state: 'assigned', agent: 'wang' });
      expect(floor.kf.session(who)).toMatchObject({ state: 3, servicer: 'w-wang' });
    },
  },
  {
    name: 'another button',
    async before(floor, who) {
      await floor.receive('li', 'wang');
      await floor.enters(who, 'vip');
      await floor.writes(who, '一');
      floor.clock.pass(5_000);
    },
    then: ({ kf }, who) => { kf.answers(ACCOUNT, 'w-li', who, '二'); kf.enters(ACCOUNT, who, 'after'); },
    async after(floor, who) {
      expect(await spoken(floor, who)).toEqual(['visitor: 一', 'li: 二']);
      expect(await floor.of(who)).toMatchObject({ state: 'assigned', agent: 'wang', entry: 'after' });
      expect(floor.kf.session(who)).toMatchObject({ state: 3, servicer: 'w-wang' });
    },
  },
  {
    name: 'words, passing on and the end, and a new beginning',
    async before(floor, who) {
      await floor.receive('li', 'wang');
      await floor.writes(who, '一');
      floor.clock.pass(5_000);
    },
    then({ kf, clock }, who) {
      kf.answers(ACCOUNT, 'w-li', who, '二');
      kf.passesOn(ACCOUNT, who, 'w-wang');
      kf.answers(ACCOUNT, 'w-wang', who, '三');
      clock.pass(1_000);
      kf.ends(ACCOUNT, who);
      clock.pass(5_000);
      kf.answers(ACCOUNT, 'w-wang', who, '四');
    },
    async after(floor, who) {
      expect(await spoken(floor, who)).toEqual(['visitor: 一', 'li: 二', 'wang: 三', 'wang: 四']);
      expect(await floor.of(who)).toMatchObject({ state: 'assigned', agent: 'wang' });
      expect(floor.kf.session(who)).toMatchObject({ state: 3, servicer: 'w-wang' });
    },
  },
  {
    name: 'words into a chat that is over, which he ends again at once',
    async before(floor, who) {
      await floor.receive('li', 'wang');
      await floor.writes(who, '一');
      floor.clock.pass(5_000);
      floor.kf.ends(ACCOUNT, who);
      await floor.pull();
      // WeCom tells whole seconds, so that this may have been before the end.
      floor.clock.pass(300);
    },
    then({ kf, clock }, who) {
      kf.answers(ACCOUNT, 'w-li', who, '二');
      clock.pass(300);
      kf.ends(ACCOUNT, who);
    },
    async after(floor, who) {
      expect(await spoken(floor, who)).toEqual(['visitor: 一', 'li: 二']);
      expect(await floor.of(who)).toMatchObject({ state: 'closed' });
    },
    sweepsFirst: true,
  },
];

/** Dies at one call; answers whether the scene has that many. */
async function play(floor: NativeFloor, fuse: Fuse, scene: Scene, at: number): Promise<boolean> {
  const who = `wm${at}`;
  await scene.before(floor, who);
  fuse.left = at;
  scene.then(floor, who);
  await floor.pull().catch(() => undefined);
  await floor.settle().catch(() => undefined);
  const died = fuse.left < 0;
  fuse.left = Infinity;
  await floor.restart();
  for (let n = 0; n < 3; n += 1) {
    floor.clock.pass(16_000);
    await floor.receive();
    if (scene.sweepsFirst === true) await floor.later(0);
    await floor.pull();
    await floor.later(0);
  }
  await scene.after(floor, who);
  for (const one of ['li', 'wang']) expect(await load(floor, one)).toBe((await floor.records.conversations.ofAgent(one)).length);
  return died;
}

describe.each(scenes)('dying in $name', (scene) => {
  test.each([{ after: false, when: 'before' }, { after: true, when: 'after' }])('right $when any one call', async ({ after }) => {
    const fuse: Fuse = { left: Infinity, burnt: 0, after };
    const floor = await openBurning(fuse);
    const failed: string[] = [];
    let at = 0;
    try {
      for (; at < 150; at += 1) {
        const died = await play(floor, fuse, scene, at).catch((error: unknown) => {
          failed.push(`call ${at}: ${error instanceof Error ? error.message : String(error)}`);
          return true;
        });
        if (!died) break;
      }
    } finally {
      fuse.left = Infinity;
      await floor.close();
    }
    expect(failed).toEqual([]);
    expect(at).toBeGreaterThan(5);
  }, 120_000);
});

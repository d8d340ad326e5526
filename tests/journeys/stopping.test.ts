import { createChance } from './chance';
import { startChatter } from './chatter';
import { clean, compareLedger } from './ledger';
import { startServer } from './server-node';
import { startStage, type Stage } from './stage';
import { until } from './until';

const AGENTS = ['li', 'wang', 'chen'];

describe('starting and stopping', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage({ shop: { agents: Object.fromEntries(AGENTS.map((key) => [key, key])), buttons: AGENTS.map((key) => ({ key, ladder: [key] })) } });
    await stage.online(...AGENTS);
  });
  afterAll(() => stage?.end());

  test('a second process on the same data refuses, in words, and leaves the first in peace', async () => {
    await expect(startServer({ ...stage.env, PORT: '0', HOST: '127.0.0.1' })).rejects.toThrow(/Another Zhida process is running on .*REDIS_URL/);
    const visitor = await stage.visitor('小王');
    expect((await visitor.button('li')).state.kind).toBe('available');
  });

  test('production without settings ends at once with the list of what is missing', async () => {
    const blank = Object.fromEntries(Object.keys(stage.env).map((name) => [name, undefined]));
    const refused = startServer({ ...blank, NODE_ENV: 'production' });
    await expect(refused).rejects.toThrow(/WECHAT_APPID, WECHAT_SECRET, WECHAT_TOKEN, WECHAT_AES_KEY: needed in production[\s\S]*SESSION_SECRET: needed in production/);
  });

  test('SIGTERM while everybody talks: it ends by itself, and nothing is lost, doubled or even unsure', async () => {
    const { platform, office, back } = stage;
    const [node] = stage.nodes;
    if (!node) throw new Error('no server');
    const chance = createChance();
    await platform.settings({ wechat: { retrySpacingMs: 700 }, wecom: { retrySpacingMs: 700, perMemberPerMinute: 100_000 } });
    const pairs = await Promise.all(AGENTS.map(async (key) => {
      const visitor = await stage.visitor(key);
      await visitor.tap(key);
      const first = await visitor.say('你好');
      await until('it has begun', async () => (await stage.member(key).reads()).some((text) => text.includes(first.text)));
      return { visitor, member: stage.member(key) };
    }));
    const chatter = startChatter(stage, { pairs, walkIns: [], chance, pace: 1 });
    try {
      for (let round = 0; round < 3; round += 1) {
        const before = back.count('/message/custom/send');
        await until('answers flow', () => back.count('/message/custom/send') >= before + 3);
        expect(await node.stop()).toEqual({ code: 0, signal: null });
        await node.start();
      }
    } finally {
      await chatter.stop();
    }
    await until('every push is over', async () => (await platform.ledger()).open === 0, 20_000);
    await office.idle(20_000);
    const verdict = await compareLedger(platform, await stage.close(), { meantFor: chatter.meantFor });
    expect({ seed: chance.seed, ...verdict }).toMatchObject(clean);
    expect([...verdict.excused].filter(([, why]) => !why.startsWith('held'))).toEqual([]);
  }, 60_000);
});

import { clean, compareLedger } from './ledger';
import { startStage, type Stage } from './stage';
import { until } from './until';

const AGENTS = ['li', 'wang', 'chen', 'zhao', 'qian'];

describe.each([{ how: 'expired' }, { how: 'killed' }] as const)('access tokens are $how while fifty messages flow', ({ how }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage({ shop: { agents: Object.fromEntries(AGENTS.map((key) => [key, key])), buttons: AGENTS.map((key) => ({ key, ladder: [key] })) } });
    await stage.online(...AGENTS);
  });
  afterAll(() => stage?.end());

  test('nothing is lost or doubled, and each platform is asked for one new token', async () => {
    const { platform, back } = stage;
    const pairs = await Promise.all(AGENTS.map(async (key) => {
      const visitor = await stage.visitor(key);
      await visitor.tap(key);
      const asked = await visitor.say('在吗？');
      await until('it has begun', async () => (await stage.member(key).reads()).some((text) => text.includes(asked.text)));
      return { visitor, member: stage.member(key) };
    }));
    const tokens = (): number[] => [back.count('/cgi-bin/stable_token') + back.count('/cgi-bin/token'), back.count('/cgi-bin/gettoken')];
    const before = tokens();

    // Fifty: five pairs, five words each way. The tokens end with the third round on its way.
    const meantFor = new Map<number, string>();
    for (const round of [1, 2, 3, 4, 5]) {
      if (round === 3) await Promise.all([platform.endTokens('wechat', how), platform.endTokens('wecom', how)]);
      await Promise.all(pairs.map(async ({ visitor, member }) => {
        const [, said] = await Promise.all([visitor.say(`第 ${round} 问`), member.say(`第 ${round} 答`)]);
        meantFor.set(said.tag, visitor.openid);
      }));
    }
    await until('all answers are there', async () => {
      const counts = await Promise.all(pairs.map(async ({ visitor }) => (await visitor.reads()).filter((text) => text.includes('答')).length));
      return counts.every((count) => count === 5);
    }, 20_000);
    await stage.office.idle(20_000);

    expect(tokens().map((count, at) => count - (before[at] ?? 0))).toEqual([1, 1]);
    const verdict = await compareLedger(platform, await stage.close(), { meantFor });
    expect(verdict).toMatchObject({ ...clean, delivered: { visitorWords: 30, agentWords: 25 } });
    expect(verdict.excused.size).toBe(0);
  }, 60_000);
});

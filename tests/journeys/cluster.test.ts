import { createChance } from './chance';
import { clean, compareLedger } from './ledger';
import type { Push } from './platform-answers';
import type { Stage } from './stage';
import { runStorm, stormShop } from './storm';
import { describeTwoNodes } from './two-nodes';
import { until } from './until';

describeTwoNodes('two nodes on one PostgreSQL and one Redis', stormShop, (openStage) => {
  let stage: Stage;

  test('D5 G1 the same tap and the same word at once on both nodes make one conversation and one message', async () => {
    stage = await openStage('once');
    const { platform } = stage;
    const target: string[] = [];
    await stage.online('li');
    const visitors = [];
    for (let one = 0; one < 10; one += 1) {
      const visitor = await stage.visitor(`访客 ${one}`);
      visitors.push({ visitor, sessionFrom: await visitor.sessionFrom('li') });
    }
    for (const { visitor, sessionFrom } of visitors) {
      const enter = () => platform.visitorAct(visitor.openid, 'enter', { sessionFrom, wait: true });
      await Promise.all([enter(), enter()]);
      // Each push goes out twice at the same time; the proxy gives one to each node.
      await platform.pushFault({ kind: 'duplicate', platform: 'wechat', copies: 1, together: true });
      const said = await visitor.say('只说一次');
      expect(said.state).toBe('acknowledged');
      target.push(said.text);
    }
    await until('every word is on his phone', async () => {
      const texts = (await stage.member('li').reads()).join('\n');
      return target.every((text) => texts.includes(text));
    });

    const doubled = (await platform.ledger()).entries.filter((entry): entry is Push => entry.type === 'push' && entry.fault === 'duplicate');
    expect(doubled.map(({ attempts }) => attempts.map(({ status }) => status))).toEqual(visitors.map(() => [200, 200]));
    const books = await stage.close();
    expect(books.conversations).toHaveLength(visitors.length);
    const verdict = await compareLedger(platform, books);
    expect(verdict).toMatchObject({ ...clean, delivered: { visitorWords: visitors.length, agentWords: 0 } });
    expect(verdict.excused.size).toBe(0);
  }, 60_000);

  test('either node is killed again and again: nothing is lost, nothing is doubled', async () => {
    stage = await openStage('killed');
    const chance = createChance();
    const { verdict, books, unknown } = await runStorm(stage, { name: 'cluster', kills: 8, chance, pace: 3 });
    expect({ seed: chance.seed, ...verdict }).toMatchObject(clean);
    expect(verdict.delivered.visitorWords).toBeGreaterThan(50);
    for (const [, why] of verdict.excused) expect(why).toMatch(/^(unknown|held)/);
    expect(unknown).toBeGreaterThan(0);
    expect(books.conversations.every(({ state }) => state === 'assigned')).toBe(true);
  }, 150_000);
});

import { createChance } from './chance';
import { clean } from './ledger';
import { startStage, type Stage } from './stage';
import { runStorm, stormShop } from './storm';

describe('the server is killed again and again while everybody goes on talking', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage({ shop: stormShop, env: { DELIVERY_LEASE_MS: '1500' } });
  }, 60_000);
  afterAll(() => stage?.end());

  test('nothing acknowledged is lost, nothing is doubled, what is unsure is listed and not sent again', async () => {
    const chance = createChance();
    const { verdict, books, unknown } = await runStorm(stage, { name: 'killed', kills: 20, chance, pace: 1 });
    expect({ seed: chance.seed, ...verdict }).toMatchObject(clean);
    expect(verdict.delivered.visitorWords).toBeGreaterThan(50);
    expect(verdict.delivered.agentWords).toBeGreaterThan(20);
    // What was cut off on its way is the only thing that may be missing, and ops see each of it.
    for (const [, why] of verdict.excused) expect(why).toMatch(/^(unknown|held)/);
    expect(unknown).toBeGreaterThan(0);
    expect(books.conversations.every(({ state }) => state === 'assigned')).toBe(true);
  }, 150_000);
});

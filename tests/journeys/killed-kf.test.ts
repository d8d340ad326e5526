import { createChance } from './chance';
import { kfStormShop, runKfStorm } from './kf-storm';
import { kfClean } from './kf-verdict';
import { startStage, type Stage } from './stage';

describe('微信客服: the server is killed again and again while customers and servicers go on', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage({ shop: kfStormShop, env: { DELIVERY_LEASE_MS: '1500' } });
  }, 60_000);
  afterAll(() => stage?.end());

  test('every word is kept once and in order, every session stands where the books say, nothing is done or said twice', async () => {
    const chance = createChance();
    const { verdict } = await runKfStorm(stage, { name: 'killed-kf', kills: 20, chance, pace: 1 });
    expect({ seed: chance.seed, ...verdict }).toMatchObject(kfClean);
    expect(verdict.compared.customers).toBeGreaterThan(20);
    expect(verdict.compared.words).toBeGreaterThan(100);
    expect(verdict.compared.moves).toBeGreaterThan(30);
    expect(verdict.compared.ours).toBeGreaterThan(20);
  }, 150_000);
});

import { request } from './ask';
import { clean, compareLedger } from './ledger';
import { startStage, type Stage } from './stage';
import { until } from './until';

describe('the sample shop of a first start', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
  });
  afterAll(() => stage?.end());

  test('the pages that describe the API come with all they load', async () => {
    const page = await request(`${stage.url}/docs`);
    expect(page.status).toBe(200);
    const loaded = [...String(page.body).matchAll(/(?:src|href)="([^"]+)"/g)].flatMap(([, path]) => path ?? []);
    expect(loaded.length).toBeGreaterThan(3);
    for (const path of [...loaded, '/docs/json']) expect([path, (await request(new URL(path, `${stage.url}/docs`).href)).status]).toEqual([path, 200]);
  });

  test('each button reaches its own person, and agents have their menu, without anybody setting anything up', async () => {
    const { platform } = stage;
    const people = { presales: 'li', aftersales: 'wang', vip: 'chen' };
    for (const [key, userid] of Object.entries(people)) {
      const visitor = await stage.visitor(key);
      expect((await visitor.button(key)).state.kind).toBe('available');
      await visitor.tap(key);
      const asked = await visitor.say('在吗？');
      const member = stage.member(userid);
      await until(`${key} reaches ${userid}`, async () => (await member.reads()).some((text) => text.includes(asked.text)));
      const answer = await member.say('在的');
      await until('the answer is there', async () => (await visitor.reads()).includes(answer.text));
      expect(await member.menu('mine')).toBe('acknowledged');
      await until('his list is there', async () => await member.card('我的会话'));
    }
    const verdict = await compareLedger(platform, await stage.close());
    expect(verdict).toMatchObject({ ...clean, delivered: { visitorWords: 3, agentWords: 3 } });
    expect(verdict.excused.size).toBe(0);
  });
});

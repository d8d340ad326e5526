import { clean, compareLedger } from './ledger';
import { startStage, type Stage } from './stage';
import { until } from './until';

describe('an agent arrives while people wait', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage({
      shop: { agents: { li: '李雷' }, buttons: [{ key: 'sales', ladder: ['li'], overflow: { kind: 'queue', maxWaitSeconds: 600 } }], settings: { capacity: 2 } },
      // The sweep alone would be too slow: the events have to do it.
      env: { SWEEP_MS: '600000' },
    });
  });
  afterAll(() => stage?.end());

  test('C1 C6 C7 the queue drains oldest first, up to the limit, and again when one conversation ends', async () => {
    const { platform } = stage;
    const li = stage.member('li');
    const queueUp = async (place: number) => {
      const visitor = await stage.visitor(`第${place}位`);
      await visitor.tap('sales');
      await until(`place ${place}`, async () => (await visitor.reads()).some((text) => text.startsWith(`客服都在忙，您排在第 ${place} 位`)));
      return { visitor, said: await visitor.say(`我等第 ${place}`) };
    };
    const [one, two, three] = [await queueUp(1), await queueUp(2), await queueUp(3)];
    const waiting = [one, two, three];
    const order = async (): Promise<number[]> => (await li.reads()).flatMap((text) => waiting.flatMap(({ said }, at) => (text.includes(said.text) ? [at + 1] : [])));
    expect(await order()).toEqual([]);

    expect(await li.menu('online')).toBe('acknowledged');
    await until('the two oldest reach him', async () => (await order()).length >= 2);
    await until('the second hears it', async () => (await two.visitor.reads()).includes('李雷已接入，为您服务。'));
    expect(await order()).toEqual([1, 2]);
    expect((await three.visitor.reads()).some((text) => text.includes('已接入'))).toBe(false);

    expect(await li.tap('新会话', '结束')).toBe('acknowledged');
    await until('the third reaches him', async () => (await order()).length >= 3);
    expect(await order()).toEqual([1, 2, 3]);

    const verdict = await compareLedger(platform, await stage.close());
    expect(verdict).toMatchObject({ ...clean, delivered: { visitorWords: 3, agentWords: 0 } });
    expect(verdict.excused.size).toBe(0);
  });
});

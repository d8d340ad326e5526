import { clean, compareLedger } from './ledger';
import { startStage, type Stage } from './stage';
import { until } from './until';

describe('the named agent is not there', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage({
      shop: {
        agents: { wang: '王芳', li: '李雷' },
        buttons: [
          { key: 'sales', ladder: ['wang', 'everyone'], overflow: { kind: 'queue', maxWaitSeconds: 2 } },
          { key: 'vip', ladder: ['wang'], overflow: { kind: 'leave-message' } },
        ],
        settings: { capacity: 1 },
      },
    });
    await stage.online('li');
  });
  afterAll(() => stage?.end());

  test('her group stands in, then the queue, then his words are kept; each time he reads why', async () => {
    const { platform } = stage;
    const li = stage.member('li');

    // A5: somebody of her group stands in, and says so.
    const first = await stage.visitor('第一位');
    expect((await first.button('sales')).state).toMatchObject({ kind: 'stand-in', standsInFor: '王芳', agent: { name: '李雷' } });
    await first.tap('sales');
    await until('he reads who stands in', async () => (await first.reads()).includes('您好，王芳现在不在，由李雷为您服务。'));
    const asked = await first.say('请问怎么退货？');
    await until('his words reach the one who stands in', async () => (await li.reads()).some((text) => text.includes(asked.text)));

    // A3: the one who is there is full, so the next waits.
    const second = await stage.visitor('第二位');
    expect((await second.button('sales')).state).toMatchObject({ kind: 'queue', waiting: 0 });
    await second.tap('sales');
    await until('he reads his place', async () => (await second.reads()).some((text) => text.startsWith('客服都在忙，您排在第 1 位')));
    const waited = await second.say('有人吗？');
    await until('he reads that his words are kept', async () => (await second.reads()).includes('让您久等了，客服暂时抽不开身。您的留言已记下，我们会尽快回复。'));

    // A2: a button that does not accept waiting.
    const third = await stage.visitor('第三位');
    expect((await third.button('vip')).state).toMatchObject({ kind: 'leave-message' });
    await third.tap('vip');
    const left = await third.say('请回电 13800000000');
    await until('he is offered to leave a message', async () => (await third.reads()).includes('现在没有客服在线。您可以直接在这里留言，客服上线后会尽快回复您。'));

    // Ops see both, with the words and who is to follow them up.
    const kept = await until('both are kept', async () => {
      const all = await stage.office.leftMessages();
      return all.length === 2 && all;
    });
    expect(kept.map(({ entry, due, followUp, words }) => ({ entry, due, followUp, words })).sort((a, b) => a.entry.localeCompare(b.entry))).toEqual([
      { entry: 'sales', due: { agent: 'wang' }, followUp: 'open', words: waited.text }, { entry: 'vip', due: { agent: 'wang' }, followUp: 'open', words: left.text },
    ]);

    const books = await stage.close();
    const verdict = await compareLedger(platform, books);
    expect(verdict).toMatchObject({ ...clean, delivered: { visitorWords: 1, agentWords: 0 } });
    expect([...verdict.excused]).toEqual([[waited.tag, 'left'], [left.tag, 'left']]);
    expect(books.conversations.map(({ entry, state, agent }) => ({ entry, state, agent })).reverse()).toEqual([
      { entry: 'sales', state: 'assigned', agent: 'li' }, { entry: 'sales', state: 'left', agent: undefined }, { entry: 'vip', state: 'left', agent: undefined },
    ]);
  });
});

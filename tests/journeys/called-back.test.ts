import { clean, compareLedger } from './ledger';
import type { Member, Visitor } from './people';
import { startStage, type Stage } from './stage';
import { until } from './until';

const TEMPLATE = 'reply-template-0001';
const fields = { thing1: '{notice}', name2: '{agent}', number3: '{count}', date4: '{time}' };

describe('a visitor whose replies are used up', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await startStage({ shop: { agents: { li: '李雷' }, buttons: [{ key: 'sales', ladder: ['li'] }], notice: { template: TEMPLATE, fields, afterSeconds: 0 } } });
    await stage.platform.settings({ wechat: { templates: [{ id: TEMPLATE, fields: Object.keys(fields) }], pages: ['pages/home/index', 'pages/entry/index'] } });
    await stage.online('li');
  });
  afterEach(() => stage?.end());

  /** He allowed to be called back `permits` times, wrote, and got five answers; two more are held. */
  async function spent(permits: number): Promise<{ visitor: Visitor; li: Member; answers: string[] }> {
    const [visitor, li] = [await stage.visitor('小王'), stage.member('li')];
    for (let one = 0; one < permits; one += 1) expect(await visitor.allows()).toBe('acknowledged');
    await visitor.tap('sales');
    await until('the greeting has gone', async () => (await visitor.reads()).length === 1);
    const asked = await visitor.say('在吗？');
    await until('his words are on the phone', async () => (await li.reads()).some((text) => text.includes(asked.text)));
    const answers: string[] = [];
    for (let number = 1; number <= 7; number += 1) {
      answers.push((await li.say(`第 ${number} 条`)).text);
      if (number === 5) await until('five have arrived', async () => (await visitor.reads()).length === 6);
    }
    await until('the agent reads that they are kept', async () => (await li.reads()).some((text) => /暂存/.test(text)));
    return { visitor, li, answers };
  }

  test('is called back by one subscribe message; he returns by its page, and what was held arrives once', async () => {
    const { visitor, li, answers } = await spent(1);
    await until('the subscribe message is on his phone', async () => (await visitor.notices()).length === 1);
    expect(await visitor.notices()).toEqual([{
      templateId: TEMPLATE, page: 'pages/entry/index?e=sales',
      thing1: '您有新的客服回复，请点此查看', name2: '李雷', number3: expect.stringMatching(/^[12]$/), date4: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d$/),
    }]);
    await until('the agent reads that he was called', async () => (await li.reads()).some((text) => text.startsWith('已用订阅消息提醒')));
    expect((await visitor.reads()).slice(1)).toEqual(answers.slice(0, 5));
    const held = await stage.office.deliveries('held');
    expect(held).toHaveLength(2);
    const gone = (await stage.office.deliveries('sent')).filter(({ to, what }) => to === 'visitor' && what === 'notice');
    expect(gone).toHaveLength(1);

    await visitor.say('我回来了');
    await until('all seven have arrived', async () => (await visitor.reads()).length === 8);
    expect((await visitor.reads()).slice(1)).toEqual(answers);
    await stage.office.idle();
    expect(await visitor.notices()).toHaveLength(1);
    const verdict = await compareLedger(stage.platform, await stage.close());
    expect(verdict).toMatchObject(clean);
    expect(verdict.excused.size).toBe(0);
  });

  test('who turned it off in WeChat’s own menu is not called; the agent reads why', async () => {
    const [visitor, li] = [await stage.visitor('小李'), stage.member('li')];
    await visitor.allows();
    await stage.platform.visitorAct(visitor.openid, 'unsubscribe', { templateId: TEMPLATE, wait: true });
    await visitor.tap('sales');
    await visitor.say('在吗？');
    await until('he is with an agent', async () => (await li.reads()).some((text) => text.includes('在吗')));
    for (let number = 1; number <= 7; number += 1) await li.say(`第 ${number} 条`);
    await until('the agent reads that nobody can call him', async () => (await li.reads()).some((text) => /暂存.*没有允许订阅消息/.test(text)));
    await stage.office.idle();
    expect(await visitor.notices()).toEqual([]);
  });

  test('WeChat knows of no permit (43101): tried once, the agent reads it, the words still wait', async () => {
    await stage.platform.apiFault({ path: '/cgi-bin/message/subscribe/send', kind: 'errcode', platform: 'wechat', errcode: 43101, count: 1 });
    const { visitor, li, answers } = await spent(2);
    await until('the agent reads that it failed', async () => (await li.reads()).some((text) => text.startsWith('没能用订阅消息提醒')));
    await stage.office.idle();
    expect(await visitor.notices()).toEqual([]);
    await visitor.say('我回来了');
    await until('all seven have arrived', async () => (await visitor.reads()).length === 8);
    expect((await visitor.reads()).slice(1)).toEqual(answers);
  });
});

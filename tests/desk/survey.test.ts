import type { Conversation } from '../../shared/conversation';
import { answer } from './acts';
import { agent, APPID, entry, openFloor, toAgent, type Floor } from './floor';

const DAY = 86_400_000;
let floor: Floor;
beforeEach(async () => {
  floor = await openFloor({ agents: [agent('li'), agent('wang'), agent('chief')], entries: [entry('vip', [toAgent('li')], { channel: 'chat' }), entry('button', [toAgent('li')])] });
  await floor.online('li');
});
afterEach(() => floor.close());

const li = { agent: 'li', supervises: false };
const chief = { agent: 'chief', supervises: true };
let ids = 0;

/** He wrote on our own page and is with Li, who has not answered yet. */
async function asking(): Promise<Conversation> {
  const said = await floor.desk.chat.say({ identity: { provider: 'wechat', account: APPID, subject: 'o1' }, visitor: '' }, { entry: 'vip', clientId: `client-${ids += 1}`, body: { kind: 'text', text: '在吗' } });
  await floor.settle();
  if (said.kind !== 'stored') throw new Error('not stored');
  return floor.conversation(said.conversation.id);
}
const rate = ({ visitor, id }: Conversation, stars = 5, comment?: string) => floor.desk.visitor.rate(visitor, id, { stars, ...(comment !== undefined && { comment }) });
const offered = async ({ id }: Conversation) => (await floor.desk.chat.state(id))?.survey;
const end = async ({ id }: Conversation): Promise<void> => {
  await floor.desk.workbench.end(li, id);
  await floor.settle();
};

test('rated once it is over, if somebody has answered; the last answer counts and his page shows it', async () => {
  const c = await asking();
  expect(await rate(c)).toMatchObject({ kind: 'refused', code: 'survey-too-early' });
  await answer(floor, 'li', c.id, '在的');
  expect([await rate(c), await offered(c)]).toMatchObject([{ code: 'survey-too-early' }, undefined]);
  await end(c);
  expect(await offered(c)).toEqual({});
  expect(await rate(c, 2, ' 慢 ')).toEqual({ kind: 'done', value: { stars: 2, comment: '慢' } });
  expect(await offered(c)).toEqual({ stars: 2, comment: '慢' });
  await rate(c, 5, '  ');
  expect(await offered(c)).toEqual({ stars: 5 });
});

test('nobody answered before the end: nothing to rate', async () => {
  const c = await asking();
  await end(c);
  expect([await rate(c), await offered(c)]).toMatchObject([{ code: 'survey-too-early' }, undefined]);
});

test('until seven days after the end, or as many as ops say', async () => {
  const c = await asking();
  await answer(floor, 'li', c.id, '在的');
  await end(c);
  await floor.later(7 * DAY);
  expect((await rate(c, 4)).kind).toBe('done');
  floor.clock.pass(1);
  expect([await rate(c), await offered(c)]).toMatchObject([{ code: 'survey-over' }, undefined]);
  await floor.publish((config) => { config.settings.surveyDays = 8; });
  expect(await offered(c)).toEqual({ stars: 4 });
});

test('his own only, on whatever road', async () => {
  const c = await floor.say('o2', '在吗');
  await answer(floor, 'li', c.id, '在的');
  await end(c);
  expect(await floor.desk.visitor.rate((await floor.enter('o3', 'button')).visitor, c.id, { stars: 1 })).toMatchObject({ code: 'conversation-unknown' });
  expect(await floor.desk.visitor.rate(c.visitor, 'unknown', { stars: 1 })).toMatchObject({ code: 'conversation-unknown' });
  expect((await rate(c)).kind).toBe('done');
});

describe('the agent asks', () => {
  test('said once in the conversation, and it may be rated while it goes on', async () => {
    const c = await asking();
    expect(await floor.desk.workbench.askSurvey(li, c.id)).toMatchObject({ code: 'survey-too-early' });
    await answer(floor, 'li', c.id, '在的');
    expect(await floor.desk.workbench.askSurvey(li, c.id)).toMatchObject({ kind: 'done', value: { surveyAskedAt: floor.clock.now } });
    await floor.desk.workbench.askSurvey(chief, c.id);
    await floor.settle();
    const read = ((await floor.desk.chat.since(c.id, 0))?.messages ?? []).flatMap(({ body }) => (body.kind === 'text' && body.text.includes('评分') ? [body.text] : []));
    expect(read).toEqual(['LI邀请您为本次服务评分，感谢您的反馈。']);
    expect(await offered(c)).toEqual({});
    expect((await rate(c, 5)).kind).toBe('done');
    expect((await floor.conversation(c.id)).state).toBe('assigned');
  });

  test('only his owner or a supervisor may, not for what is over, and not where the visitor would not see it', async () => {
    const c = await asking();
    await answer(floor, 'li', c.id, '在的');
    expect(await floor.desk.workbench.askSurvey({ agent: 'wang', supervises: false }, c.id)).toMatchObject({ code: 'conversation-unknown' });
    expect((await floor.desk.workbench.askSurvey(chief, c.id)).kind).toBe('done');
    await end(c);
    expect(await floor.desk.workbench.askSurvey(li, c.id)).toMatchObject({ code: 'closed' });
    const byButton = await floor.say('o2', '在吗');
    await answer(floor, 'li', byButton.id, '在的');
    expect(await floor.desk.workbench.askSurvey(li, byButton.id)).toMatchObject({ code: 'survey-not-here' });
  });
});

test('agents, ops and the merchant read what he said', async () => {
  const c = await asking();
  await answer(floor, 'li', c.id, '在的');
  await end(c);
  await rate(c, 3, '还行');
  const survey = { stars: 3, comment: '还行', agent: 'li', at: floor.clock.now };
  expect(await floor.desk.workbench.detail(chief, c.id)).toMatchObject({ value: { survey } });
  expect(await floor.desk.ops.lookUp.transcript(c.id, 0, 10)).toMatchObject({ value: { survey } });
  expect(await floor.desk.merchant.messages({ id: 'key', site: 'shop' }, c.id, 0)).toMatchObject({ value: { survey } });
});

import { allKept } from './kf-ledger';
import { conversationsOf, ownedBy, readsWith, startKfStage } from './kf-room';
import type { Stage } from './stage';

describe('微信客服: entering again and again, and by links that were passed on', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startKfStage([{ key: 'sales', ladder: ['wang'], kf: {} }]);
  });
  afterAll(() => stage?.end());

  test.each(['doc', 'everyEntry'])('nine taps, welcomePolicy %s: one conversation, one greeting', async (welcomePolicy) => {
    await stage.platform.settings({ kf: { welcomePolicy } });
    const customer = await stage.customer(`九次 ${welcomePolicy}`);
    await customer.enter('sales');
    await readsWith(customer, '王芳为您服务');
    for (let tap = 0; tap < 7; tap += 1) await customer.enter('sales');
    await customer.comeBack();
    await customer.say('在吗？');
    const { id } = await ownedBy(stage, customer, 'wang');
    expect(await conversationsOf(stage, customer)).toHaveLength(1);
    expect(await customer.notices('welcome')).toEqual(['您好，王芳为您服务，请直接留下您的问题。']);
    const said = (await stage.office.transcript(id)).filter(({ from, body }) => from === 'system' && body.kind === 'text');
    expect(said).toHaveLength(1);
  });

  test.each(['decoded', 'encoded'])('scene_param comes back %s: he is the visitor of the mini-program; somebody he passed the link to is not', async (sceneParamEcho) => {
    await stage.platform.settings({ kf: { sceneParamEcho } });
    const customer = await stage.customer(`票 ${sceneParamEcho}`);
    const url = await customer.link('sales');
    const [start, ticket = ''] = url.split('scene_param=');
    // A phone may encode what needs no encoding.
    await customer.follow(`${start ?? ''}scene_param=%${ticket.charCodeAt(0).toString(16)}${ticket.slice(1)}`);
    await customer.say('在吗？');
    const { id, visitor } = await ownedBy(stage, customer, 'wang');
    expect(await customer.visitor.conversations()).toEqual([expect.objectContaining({ id, channel: 'kf', entry: 'sales' })]);

    const friend = await stage.customer(`朋友 ${sceneParamEcho}`);
    await friend.follow(url);
    await friend.say('我也想问');
    const other = await ownedBy(stage, friend, 'wang');
    expect(other).toMatchObject({ entry: 'sales' });
    expect(other.visitor).not.toBe(visitor);
    expect(await customer.visitor.conversations()).toHaveLength(1);
    expect(await allKept(stage)).toBeGreaterThan(2);
  });

  test('an edited link tells nothing of him, and his word is answered all the same', async () => {
    const customer = await stage.customer('改过链接');
    expect(await customer.follow(`${await customer.link('sales')}&from=ad`)).toMatchObject({ msgid: null });
    await customer.say('在吗？');
    await ownedBy(stage, customer, 'wang');
    expect(await customer.visitor.conversations()).toEqual([]);
  });
});

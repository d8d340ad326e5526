import { Type } from '@sinclair/typebox';
import { PreviewAnswer } from '../../shared/http/ops-config';
import { EntryView, LoginAnswer } from '../../shared/http/visitor';
import { agent, entry, group, toAgent, toGroup } from '../desk/floor';
import { until } from '../journeys/until';
import { connect, enter, type ChatPage } from './chat-page';
import { bearer, enterXml, read } from './house';
import { merchantSigns } from './merchant-signs';
import { staffOf } from './staff-of';
import { device, openWebShop, ownerFirst, SECRET, type WebShop } from './web-shop';

let shop: WebShop;
let address: string;
beforeEach(async () => {
  const orderTaken = { ladder: [toAgent('li'), toGroup('everyone')], variants: [{ when: { hasOwner: true }, ladder: [ownerFirst, toGroup('everyone')] }] };
  shop = await openWebShop({
    agents: [agent('li'), agent('wang'), agent('zhao')],
    groups: [group('everyone', ['li', 'wang'])],
    entries: [
      entry('button', [ownerFirst, toGroup('everyone')]),
      entry('talk', [ownerFirst, toGroup('everyone')], { channel: 'chat' }),
      entry('order', [], { site: 'page', channel: 'chat', ...orderTaken }),
    ],
  });
  // As in a shop: what a button says is worked out again at most once a second.
  shop.house.floor.desk.ctx.times.entryState = 1000;
  address = await shop.house.side.listen();
});
afterEach(() => shop.house.close());

const floor = () => shop.house.floor;
const label = async (token: string, key: string) => read(EntryView, await shop.house.http.inject({ url: `/api/visitor/entries/${key}`, headers: bearer(token) }));
const bring = async (token: string, signed: object): Promise<boolean> =>
  read(Type.Object({ believed: Type.Boolean() }), await shop.house.http.inject({ method: 'POST', url: '/api/visitor/facts', headers: bearer(token), payload: signed })).believed;
/** Who would get his tap, as ops are told. */
const preview = async (openid: string, key: string) => {
  const visitor = await floor().records.people.visitorKnownAs({ provider: 'wechat', account: 'wx0000000000000001', subject: openid });
  const ops = await staffOf(shop.house, 'ops');
  return read(PreviewAnswer, await ops.send('POST', '/api/ops/preview', { entry: key, visitor, source: 'published' }));
};
/** Signed in by the phone, with what the merchant's page hands on. */
const phone = async (openid: string, facts?: object): Promise<string> =>
  read(LoginAnswer, await shop.house.http.inject({ method: 'POST', url: '/api/visitor/login', payload: { code: `code-${openid}`, ...(facts && { facts: shop.identity(openid, facts) }) } })).token;
/** Taps the contact button with what it was given, as WeChat tells us. */
const tap = async (openid: string, token: string) => {
  const { invitation } = await label(token, 'button');
  if (invitation.kind !== 'contact') throw new Error(`invited by ${invitation.kind}`);
  await shop.house.http.inject(shop.house.wechatPush(enterXml(openid, invitation.sessionFrom, Math.floor(floor().clock.now / 1000))));
  await floor().settle();
  const [open] = await floor().records.conversations.list({ visitor: await floor().records.people.visitorKnownAs({ provider: 'wechat', account: 'wx0000000000000001', subject: openid }) ?? '', limit: 1 });
  return open;
};
const talk = async (token: string): Promise<ChatPage> => {
  const page = await connect(address);
  page.say({ type: 'hello', token });
  await page.next('ready');
  return page;
};
/** Who answers, once somebody does. */
const answering = (page: ChatPage) => until('who answers', () => page.frames.flatMap((frame) => ('state' in frame && frame.state.agent ? [frame.state] : [])).at(-1));

describe('owner of the order, contact', () => {
  test('button, preview and tap name whom the merchant signed', async () => {
    await floor().online('li', 'wang', 'zhao');
    const token = await phone('o1', { orderNo: 'A1', ownerAgent: 'zhao' });
    expect((await label(token, 'button')).state).toMatchObject({ kind: 'available', agent: { name: 'ZHAO' } });
    expect(await preview('o1', 'button')).toMatchObject({ agent: { key: 'zhao' }, state: { kind: 'available', agent: { name: 'ZHAO' } } });
    expect(await tap('o1', token)).toMatchObject({ state: 'assigned', agent: 'zhao' });
  });

  test('another order after login changes all three at once', async () => {
    await floor().online('li', 'wang', 'zhao');
    const token = await phone('o1', { orderNo: 'A1', ownerAgent: 'zhao' });
    await label(token, 'button');
    expect(await bring(token, shop.identity('o1', { orderNo: 'B2', ownerAgent: 'wang' }))).toBe(true);
    expect((await label(token, 'button')).state).toMatchObject({ agent: { name: 'WANG' } });
    expect(await preview('o1', 'button')).toMatchObject({ agent: { key: 'wang' } });
    expect(await tap('o1', token)).toMatchObject({ agent: 'wang' });
  });

  test('forged, old or somebody else’s words change nothing of it', async () => {
    await floor().online('li', 'wang', 'zhao');
    const token = await phone('o1', { ownerAgent: 'zhao' });
    const over = shop.identity('o1', { ownerAgent: 'wang' }, { exp: Math.floor(floor().clock.now / 1000) - 1 });
    const forged = merchantSigns(`${SECRET}?`, { facts: { ownerAgent: 'wang' }, exp: Math.floor(floor().clock.now / 1000) + 60, subject: 'o1' });
    for (const one of [over, forged, shop.identity('o2', { ownerAgent: 'wang' })]) expect(await bring(token, one)).toBe(false);
    await shop.house.http.inject({ method: 'POST', url: '/api/visitor/login', payload: { code: 'code-o1', facts: forged } });
    expect((await label(token, 'button')).state).toMatchObject({ agent: { name: 'ZHAO' } });
    expect(await tap('o1', token)).toMatchObject({ agent: 'zhao' });
  });

  test('one who is away is stood in for, and is named', async () => {
    await floor().online('wang');
    const token = await phone('o1', { ownerAgent: 'zhao' });
    expect((await label(token, 'button')).state).toMatchObject({ kind: 'stand-in', agent: { name: 'WANG' }, standsInFor: 'ZHAO' });
    expect((await preview('o1', 'button')).receipt).toMatchObject({ winner: { agent: 'wang' }, standsInFor: 'zhao' });
    expect(await tap('o1', token)).toMatchObject({ agent: 'wang' });
    expect(floor().phone.map(({ body }) => (body.kind === 'text' ? body.text : ''))).toEqual([expect.stringMatching(/ZHAO.*WANG/)]);
  });

  test('one whom nobody here knows is passed over, and his key is no name', async () => {
    await floor().online('wang');
    const token = await phone('o1', { ownerAgent: 'somebody-else' });
    const { state } = await label(token, 'button');
    expect([state.kind, state.agent?.name, JSON.stringify(state).includes('somebody-else')]).toEqual(['available', 'WANG', false]);
    expect(await tap('o1', token)).toMatchObject({ agent: 'wang' });
    expect(JSON.stringify(floor().phone)).not.toContain('somebody-else');
  });
});

describe('owner of the order, chat', () => {
  test('in the mini-program, as on its button', async () => {
    await floor().online('li', 'wang', 'zhao');
    const token = await phone('o1', { ownerAgent: 'zhao' });
    expect((await label(token, 'talk')).state).toMatchObject({ kind: 'available', agent: { name: 'ZHAO' } });
    const page = await talk(token);
    await enter(page, 'talk');
    expect(await answering(page)).toMatchObject({ state: 'assigned', agent: { name: 'ZHAO' } });
  });

  test('on a web page, for a member in any browser and for nobody else', async () => {
    await floor().online('li', 'wang', 'zhao');
    const member = (await shop.signIn({ device: device('a'), identity: shop.identity('member-1', { ownerAgent: 'zhao' }) })).token;
    const elsewhere = (await shop.signIn({ device: device('b'), identity: shop.identity('member-1', { ownerAgent: 'zhao' }) })).token;
    const stranger = (await shop.signIn({ device: device('a') })).token;
    for (const [token, name] of [[member, 'ZHAO'], [elsewhere, 'ZHAO'], [stranger, 'LI']] as const) {
      expect((await label(token, 'order')).state).toMatchObject({ kind: 'available', agent: { name } });
      const page = await talk(token);
      await enter(page, 'order');
      expect((await answering(page)).agent).toMatchObject({ name });
      page.socket.terminate();
    }
  });

  test('one who is away is stood in for, and is named', async () => {
    await floor().online('wang');
    const { token } = await shop.signIn({ device: device('a'), identity: shop.identity('member-1', { ownerAgent: 'zhao' }) });
    expect((await label(token, 'order')).state).toMatchObject({ kind: 'stand-in', agent: { name: 'WANG' }, standsInFor: 'ZHAO' });
    const page = await talk(token);
    await enter(page, 'order');
    expect(await answering(page)).toMatchObject({ agent: { name: 'WANG' }, standsInFor: 'ZHAO' });
  });

  test('one whom nobody here knows is passed over, and his key is no name', async () => {
    await floor().online('wang');
    const { token } = await shop.signIn({ device: device('a'), identity: shop.identity('member-1', { ownerAgent: 'somebody-else' }) });
    const page = await talk(token);
    await enter(page, 'order');
    expect((await answering(page)).standsInFor).toBeUndefined();
    expect(JSON.stringify(page.frames)).not.toContain('somebody-else');
  });
});

import { agent, APPID, entry, toAgent } from '../desk/floor';
import { until } from '../journeys/until';
import { chatPage, enter, newClientId, speak, type ChatPage } from './chat-page';
import { openHouse, type House } from './house';

const MINUTE = 60_000;
let house: House;
let address: string;
let called: string[];

beforeEach(async () => {
  house = await openHouse({ agents: [agent('li')], entries: [entry('vip', [toAgent('li')], { channel: 'chat' })] }, { sockets: { presenceMs: 20 } });
  address = await house.side.listen();
  const { floor } = house;
  await floor.publish((config) => { for (const site of config.sites) site.notice = { template: 'reply', fields: { thing1: '{notice}' }, afterSeconds: 0 }; });
  await floor.online('li');
  called = [];
  const { contact } = floor.desk.ctx.channels;
  if (!contact) throw new Error('no contact channel');
  contact.notify = async (_, __, ___, data) => {
    called.push(data.thing1 ?? '');
    return { kind: 'sent' };
  };
});
afterEach(() => house.close());

const hereUntil = async (visitor: string): Promise<number> => (await house.floor.records.visits.reach(visitor, APPID)).hereUntil;

/** He has entered and spoken, and Li has him. */
async function asks(): Promise<{ page: ChatPage; conversation: string }> {
  const page = await chatPage(house, address, 'o1');
  const { conversation } = await enter(page, 'vip');
  await speak(page, 'vip', '在吗');
  await house.floor.settle();
  return { page, conversation };
}

test('G9 an open socket says that he is here, its end that he went; then unread answers call him', async () => {
  const { floor } = house;
  const { page, conversation } = await asks();
  const { visitor } = await floor.conversation(conversation);
  await floor.records.people.grantPermit({ key: 'push', visitor, account: APPID, template: 'reply', count: 1, now: floor.clock.now });
  await floor.desk.agent.reply({ agent: 'li', conversation, body: { kind: 'text', text: '在的' }, key: newClientId() });
  await until('he is here', async () => (await hereUntil(visitor)) > floor.clock.now);
  for (let minute = 0; minute < 20; minute += 1) {
    floor.clock.pass(MINUTE);
    await until('he is still here', async () => (await hereUntil(visitor)) > floor.clock.now);
    await floor.later(0);
  }
  expect(called).toEqual([]);
  const tab = await chatPage(house, address, 'o1');
  tab.socket.terminate();
  floor.clock.pass(MINUTE);
  await until('his other page counts', async () => (await hereUntil(visitor)) > floor.clock.now);
  page.socket.terminate();
  await until('he went', async () => (await hereUntil(visitor)) === floor.clock.now);
  await floor.later(10 * MINUTE - 1);
  expect(called).toEqual([]);
  await floor.later(1);
  expect(called).toEqual(['LI: 1 条新回复']);
});

test('what he has read is kept in the records', async () => {
  const { floor } = house;
  const { page, conversation } = await asks();
  const replied = await floor.desk.agent.reply({ agent: 'li', conversation, body: { kind: 'text', text: '在的' }, key: newClientId() });
  expect((await floor.records.visits.unread(conversation)).count).toBe(1);
  page.say({ type: 'read', conversation, seq: replied.kind === 'stored' ? replied.message.seq : 0 });
  await until('it is read', async () => (await floor.records.visits.unread(conversation)).count === 0);
});

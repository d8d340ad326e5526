import { agent, APPID, entry, openFloor, toAgent, type Floor } from './floor';

let floor: Floor;
const heard: unknown[] = [];
const ENTRY = 'vip';

beforeEach(async () => {
  floor = await openFloor({ agents: [agent('li')], groups: [], entries: [entry(ENTRY, [toAgent('li')], { channel: 'chat' })] });
  heard.length = 0;
  await floor.desk.chat.hear({
    changed: ({ words, ...news }) => heard.push({ ...news, ...(words && { upTo: words.seq }) }),
    fresh: ({ seq, message }) => heard.push({ fresh: seq, message: message?.body }),
    sign: () => undefined,
  });
});
afterEach(() => floor.close());

let ids = 0;
const say = async (text: string): Promise<string> => {
  const identity = { provider: 'wechat', account: APPID, subject: 'o1' };
  const { id } = await floor.records.people.visitor(identity, floor.desk.ctx.newId(), floor.clock.now);
  const said = await floor.desk.chat.say({ visitor: id, identity }, { entry: ENTRY, clientId: `client-${ids += 1}`, body: { kind: 'text', text } });
  await floor.settle();
  if (said.kind !== 'stored') throw new Error(`not stored: ${said.kind}`);
  return said.conversation.id;
};
const reply = (conversation: string, text: string, note = false) =>
  floor.desk.agent.reply({ agent: 'li', conversation, key: `key-${ids += 1}`, body: { kind: 'text', text }, note });

test('words of an assigned conversation are handed on here, then told with how far they go', async () => {
  await floor.online('li');
  const conversation = await say('one');
  const { seq } = await floor.conversation(conversation);
  heard.length = 0;
  await say('two');
  await reply(conversation, 'answer');
  await reply(conversation, 'a note', true);
  await floor.settle();
  const body = (text: string) => ({ kind: 'text', text });
  expect(heard.filter((one) => typeof one === 'object' && one !== null && 'fresh' in one)).toEqual([
    { fresh: seq + 1, message: body('two') }, { fresh: seq + 2, message: body('answer') }, { fresh: seq + 3, message: undefined },
  ]);
  expect(heard.filter((one) => typeof one === 'object' && one !== null && 'conversation' in one)).toEqual([1, 2, 3].map((more) => ({ conversation, upTo: seq + more })));
  expect(heard.findIndex((one) => JSON.stringify(one).includes('two'))).toBe(0);
});

test('where more than words may be new, nothing is handed on: it is to be read', async () => {
  const conversation = await say('nobody is here');
  await say('still nobody');
  expect(heard).toEqual(heard.map(() => ({ conversation })));
  expect(heard.length).toBeGreaterThan(1);
});

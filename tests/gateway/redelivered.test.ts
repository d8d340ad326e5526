import { readMemberPush } from '../../server/agent-channels/wecom-app/read-push';
import { readPush } from '../../server/wechat/push';
import { decrypt } from '../../sandbox/crypto';
import { heard, load } from '../desk/acts';
import { agent, entry, toAgent } from '../desk/floor';
import { openHouse, WECOM, type House } from './house';

let house: House;
beforeEach(async () => {
  house = await openHouse(
    { agents: [agent('li')], entries: [entry('vip', [toAgent('li', { ringSeconds: 0 })])] },
    {
      readAgent: (raw) => {
        const push = readPush('wecom', raw);
        return push ? readMemberPush(push, WECOM.corpId, () => house.floor.clock.now) : [];
      },
    },
  );
  // well inside a second: the platform's times are cut to whole ones
  house.floor.clock.pass(640);
});
afterEach(() => house.close());

const seconds = (): number => Math.floor(house.floor.clock.now / 1000);
const about = (): string => `<ToUserName>${WECOM.corpId}</ToUserName><FromUserName>w-li</FromUserName><CreateTime>${seconds()}</CreateTime><AgentID>7</AgentID>`;
const text = (id: string, words: string): string => `<xml>${about()}<MsgType>text</MsgType><Content>${words}</Content><MsgId>${id}</MsgId></xml>`;
const menu = (item: string): string => `<xml>${about()}<MsgType>event</MsgType><Event>click</Event><EventKey>${item}</EventKey></xml>`;
const tap = (key: string): string =>
  `<xml>${about()}<MsgType>event</MsgType><Event>template_card_event</Event><EventKey>${key}</EventKey><TaskId>card-1</TaskId><CardType>button_interaction</CardType></xml>`;

/** What the member reads at once, or the status of a refusal. A delivery again is signed anew and says the same. */
async function push(xml: string): Promise<string | number> {
  const answer = await house.http.inject(house.wecomPush(xml));
  await house.floor.settle();
  if (answer.statusCode !== 200) return answer.statusCode;
  const encrypted = /<Encrypt><!\[CDATA\[(.*?)\]\]><\/Encrypt>/.exec(answer.body)?.[1];
  if (encrypted === undefined) return '';
  const opened = decrypt(WECOM.aesKey, encrypted);
  return opened.ok ? (/<Content><!\[CDATA\[(.*?)\]\]><\/Content>/.exec(opened.message)?.[1] ?? '') : 'sealed';
}

test('a text refused with 503 and pushed again after he chose another goes to whom he meant', async () => {
  const { floor } = house;
  await floor.online('li');
  const [first, second] = [await floor.say('o1', '在吗'), await floor.say('o2', '在吗')];
  await push(tap(`reply|${first.id}`));
  floor.clock.pass(2000);

  const said = text('7000000000000001', '给一');
  const { conversations } = floor.desk.ctx.records;
  const reply = conversations.reply.bind(conversations);
  conversations.reply = () => Promise.reject(new Error('the disk is full'));
  expect(await push(said)).toBe(503);
  conversations.reply = reply;

  floor.clock.pass(2000);
  await push(tap(`reply|${second.id}`));
  floor.clock.pass(3000);
  const echo = await push(said);
  expect(echo).toContain(first.visitor.slice(-4));
  expect(await push(said)).toBe(echo);
  expect([heard(floor, 'o1'), heard(floor, 'o2')]).toEqual([['给一'], []]);
});

test('a text answered with the list stays unsent when it is pushed again, whoever he chose since', async () => {
  const { floor } = house;
  await floor.online('li');
  const [first] = [await floor.say('o1', '在吗'), await floor.say('o2', '在吗')];
  const said = text('7000000000000002', '给谁');
  expect(await push(said)).toBe('');
  await push(tap(`reply|${first.id}`));
  const before = floor.wecom.length;
  expect(await push(said)).toBe('');
  expect([heard(floor, 'o1'), heard(floor, 'o2'), floor.wecom.length]).toEqual([[], [], before]);
});

test('上线 pushed again after 离开 leaves him off duty', async () => {
  const online = menu('online');
  expect(await push(online)).toContain('您已上线');
  house.floor.clock.pass(1000);
  expect(await push(menu('away'))).toContain('您已离开');
  expect(await push(online)).toContain('您已离开');
  expect((await house.floor.records.agents.states(['li']))[0]?.status).toBe('offline');
});

test('take-next pushed three times at once and once more later takes one visitor', async () => {
  const { floor } = house;
  await floor.say('o1', '在吗');
  await floor.say('o2', '在吗');
  const next = tap('take');
  const words = await Promise.all([1, 2, 3].map(() => push(next)));
  floor.clock.pass(3_600_000);
  words.push(await push(next));
  expect(new Set(words)).toEqual(new Set([expect.stringContaining('您已接入')]));
  expect(await load(floor, 'li')).toBe(1);
});

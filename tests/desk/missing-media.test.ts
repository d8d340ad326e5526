import { agent, entry, openFloor, toAgent, type Floor } from './floor';

const HOUR = 3_600_000;
const picture = { bytes: Buffer.from('a picture'), contentType: 'image/png' };
const identity = (openid: string) => ({ provider: 'wechat', account: 'wx0000000000000001', subject: openid });

let floor: Floor;
/** What WeChat and WeCom have, and how often each was asked. */
let kept: Set<string>;
let asked: string[];
beforeEach(async () => {
  floor = await openFloor({ agents: [agent('li', { wecomUserId: 'w-li' })], entries: [entry('vip', [toAgent('li')], { idleMinutes: 10_080 })] });
  kept = new Set();
  asked = [];
  serve(floor.desk);
});
afterEach(() => floor.close());

function serve({ ctx }: Floor['desk']): void {
  const fetchMedia = async (mediaId: string) => {
    asked.push(mediaId);
    return kept.has(mediaId) ? picture : undefined;
  };
  if (ctx.channels.contact) ctx.channels.contact.fetchMedia = fetchMedia;
  if (ctx.agentChannel) ctx.agentChannel.fetchMedia = fetchMedia;
}

async function show(mediaId: string): Promise<string> {
  const received = await floor.desk.visitor.takeIn('contact', {
    kind: 'said', key: `m:${mediaId}`, identity: identity('o1'), at: floor.clock.now, body: { kind: 'image', mediaId },
  });
  await floor.settle();
  if (!('conversation' in received)) throw new Error('nothing was stored');
  return received.conversation.id;
}
const bodyOf = async (conversation: string) => {
  const all = await floor.records.conversations.since(conversation, 0, 50);
  return all.find(({ body }) => body.kind === 'image')?.body;
};

test('a picture that could not be fetched at first is fetched by the sweep, and then no more', async () => {
  const id = await show('p1');
  expect(asked).toEqual(['p1']);
  await floor.later(20_000);
  expect(asked).toEqual(['p1', 'p1']);
  kept.add('p1');
  await floor.later(60_000);
  expect(await bodyOf(id)).toMatchObject({ kind: 'image', file: expect.any(String) });
  const times = asked.length;
  await floor.later(2 * HOUR);
  expect(asked).toHaveLength(times);
});

test('it is asked for less and less often', async () => {
  await show('p1');
  for (let minute = 0; minute < 60; minute += 1) await floor.later(60_000);
  expect(asked.length).toBeGreaterThan(4);
  expect(asked.length).toBeLessThan(12);
});

test('bytes that were removed for somebody else just before this message named them are stored again', async () => {
  const { files, records } = floor.desk.ctx;
  const { keepFile } = records.conversations;
  records.conversations.keepFile = async (...args) => {
    await files.remove(args[2]);
    return keepFile(...args);
  };
  kept.add('p1');
  const id = await show('p1');
  records.conversations.keepFile = keepFile;
  expect(await bodyOf(id)).toMatchObject({ file: files.hashOf(picture.bytes) });
  expect(await files.get(files.hashOf(picture.bytes))).toBeDefined();
});

test('while the same bytes are being removed the message waits, and gets them later', async () => {
  const { files, records } = floor.desk.ctx;
  const { keepFile } = records.conversations;
  records.conversations.keepFile = async () => false;
  kept.add('p1');
  const id = await show('p1');
  records.conversations.keepFile = keepFile;
  expect(await bodyOf(id)).toEqual({ kind: 'image', mediaId: 'p1' });
  await floor.later(20_000);
  expect(await bodyOf(id)).toMatchObject({ file: files.hashOf(picture.bytes) });
});

test('after three days the message says that it is gone', async () => {
  const id = await show('p1');
  await floor.later(71 * HOUR);
  expect(await bodyOf(id)).toEqual({ kind: 'image', mediaId: 'p1' });
  kept.add('p1');
  await floor.later(2 * HOUR);
  expect(await bodyOf(id)).toEqual({ kind: 'image', mediaId: 'p1', gone: true });
  const times = asked.length;
  await floor.later(24 * HOUR);
  expect(asked).toHaveLength(times);
});

test('of two nodes one asks, and a node that was not there yet goes on where another ended', async () => {
  const id = await show('p1');
  const other = await floor.another();
  serve(other);
  floor.clock.pass(20_000);
  await Promise.all([floor.desk.loops.sweep(), other.loops.sweep()]);
  await floor.settle();
  expect(asked).toEqual(['p1', 'p1']);
  kept.add('p1');
  floor.clock.pass(60_000);
  await other.loops.sweep();
  await floor.settle();
  expect(await bodyOf(id)).toMatchObject({ file: expect.any(String) });
});

test('a picture of who is erased while it is fetched is kept nowhere', async () => {
  const id = await show('p1');
  const { desk } = floor;
  const { files } = desk.ctx;
  const { visitor } = await floor.conversation(id);
  const put = files.put.bind(files);
  files.put = async (...args) => {
    files.put = put;
    await desk.ops.eraseVisitor({ by: 'admin', role: 'admin' }, visitor);
    return put(...args);
  };
  kept.add('p1');
  await floor.later(20_000);
  await floor.later(20_000);
  expect(files.put).toBe(put);
  expect(await files.get(files.hashOf(picture.bytes))).toBeUndefined();
});

test('a picture an agent sends is fetched when it is stored, not when it can be sent', async () => {
  await floor.online('li');
  const { id } = await floor.enter('o1', 'vip');
  await floor.say('o1', '在吗');
  const { visitor, account } = await floor.conversation(id);
  while ((await floor.records.people.allowance(visitor, account))?.left) {
    await floor.desk.agent.reply({ conversation: id, key: `r${floor.clock.now}`, agent: 'li', body: { kind: 'text', text: '在' } });
    floor.clock.pass(1);
    await floor.settle();
  }
  kept.add('agents-own');
  await floor.desk.agent.reply({ conversation: id, key: 'picture', agent: 'li', body: { kind: 'image', mediaId: 'agents-own' } });
  await floor.settle();
  expect(floor.phone.filter(({ body }) => body.kind === 'image')).toEqual([]);
  expect(await bodyOf(id)).toMatchObject({ kind: 'image', file: expect.any(String) });
});

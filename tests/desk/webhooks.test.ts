import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createWebhookSender } from '../../server/webhooks/post-webhook';
import type { Actor } from '../../server/desk/actor';
import { agent, entry, openFloor, toAgent, type Floor } from './floor';

const SECRET = 'a secret of the tests';
const actor: Actor = { by: 'boss', role: 'admin' };
const ALL = ['conversation.opened', 'conversation.assigned', 'conversation.closed', 'message.created', 'message.left'] as const;

interface Post {
  headers: IncomingHttpHeaders;
  body: string;
  event: string;
  id: string;
  conversation?: { id: string; state: string };
  message?: { seq: number; body: { text?: string } };
}

/** A merchant's own server. Answers what stands in `statuses`, then 200. */
async function openReceiver() {
  const posts: Post[] = [];
  const statuses: number[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => { body += part; }).on('end', () => {
      const { event, eventId, conversation, message } = JSON.parse(body);
      posts.push({ headers: request.headers, body, event, id: eventId, conversation, message });
      response.writeHead(statuses.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    posts, statuses, url: `http://127.0.0.1:${port}/hook`,
    close: () => new Promise<void>((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }),
  };
}

let floor: Floor;
let receiver: Awaited<ReturnType<typeof openReceiver>>;
beforeEach(async () => {
  receiver = await openReceiver();
  floor = await openFloor({
    agents: [agent('li')],
    entries: [entry('vip', [toAgent('li')]), entry('night', [toAgent('li')], { overflow: { kind: 'leave-message' } })],
    webhookSender: createWebhookSender({ now: () => floor.clock.now, allowInside: true }),
  });
});
afterEach(async () => {
  await floor.close();
  await receiver.close();
});

async function hook(events: readonly (typeof ALL)[number][] = ALL): Promise<string> {
  const made = await floor.desk.ops.webhooks.create(actor, { site: 'shop', url: receiver.url, events: [...events], disabled: false }, SECRET);
  if (made.kind !== 'done') throw new Error(made.code);
  return made.value.id;
}
const answer = async (conversation: string, key: string, text: string): Promise<void> => {
  await floor.desk.agent.reply({ conversation, key, agent: 'li', body: { kind: 'text', text } });
  await floor.settle();
};
/** Enough for every waiting repetition to become due. */
async function untilQuiet(): Promise<void> {
  for (let i = 0; i < 8; i += 1) await floor.later(30_000);
}

test('a conversation is told from its opening to its end, in order, signed', async () => {
  await hook();
  await floor.online('li');
  await floor.enter('o1', 'vip');
  const { id } = await floor.say('o1', '在吗');
  await answer(id, 'r1', '在的');
  await floor.desk.agent.close({ conversation: id, reason: 'ended-by-agent', by: 'li' });
  await floor.settle();
  const told = receiver.posts.map((post) => `${post.event}${post.message ? ` ${post.message.body.text ?? ''}` : ''}`);
  expect(told).toEqual(['conversation.opened', 'conversation.assigned', 'message.created 在吗', 'message.created 在的', 'conversation.closed']);
  expect(new Set(receiver.posts.map((post) => post.id)).size).toBe(5);
  for (const { headers, body, id: event } of receiver.posts) {
    const signature = createHmac('sha256', SECRET).update(`${String(headers['x-zhida-timestamp'])}.${body}`).digest('hex');
    expect([headers['x-zhida-signature'], headers['x-zhida-event-id']]).toEqual([signature, event]);
  }
});

test('words left when nobody is there are told as left', async () => {
  await hook();
  await floor.enter('o1', 'night');
  await floor.say('o1', '请回电');
  expect(receiver.posts.map((post) => post.event)).toEqual(['conversation.opened', 'message.created', 'message.left']);
  expect(receiver.posts.at(-1)?.conversation?.state).toBe('left');
});

test('G8 webhook delivery fails 2 times: retried with the same event id, order per conversation kept', async () => {
  await hook(['message.created']);
  await floor.online('li');
  receiver.statuses.push(500, 503);
  const first = await floor.say('o1', 'one');
  await floor.say('o1', 'two');
  await answer(first.id, 'r1', 'three');
  expect(receiver.posts.map((post) => post.message?.body.text)).toEqual(['one']);
  await untilQuiet();
  const texts = receiver.posts.map((post) => post.message?.body.text);
  expect(texts).toEqual(['one', 'one', 'one', 'two', 'three']);
  expect(new Set(receiver.posts.slice(0, 3).map((post) => post.id)).size).toBe(1);
  const once = [...new Map(receiver.posts.map((post) => [post.headers['x-zhida-event-id'], post])).values()];
  expect(once.map((post) => post.message?.body.text)).toEqual(['one', 'two', 'three']);
  expect(once.map((post) => post.message?.seq)).toEqual([...once.map((post) => post.message?.seq ?? 0)].sort((a, b) => a - b));
});

test('one conversation that cannot be told holds no other up', async () => {
  await hook(['message.created']);
  receiver.statuses.push(500);
  await floor.say('o1', 'held up');
  await floor.say('o2', 'goes on');
  expect(receiver.posts.map((post) => post.message?.body.text)).toEqual(['held up', 'goes on']);
  await untilQuiet();
  expect(receiver.posts.map((post) => post.message?.body.text)).toEqual(['held up', 'goes on', 'held up']);
});

test('a receiver that is away is tried again; one that says never (410) is not', async () => {
  const id = await hook(['message.created']);
  await floor.desk.ops.webhooks.update(actor, id, { site: 'shop', url: 'http://127.0.0.1:1/away', events: ['message.created'], disabled: false });
  await floor.say('o1', 'one');
  await floor.desk.ops.webhooks.update(actor, id, { site: 'shop', url: receiver.url, events: ['message.created'], disabled: false });
  await untilQuiet();
  expect(receiver.posts.map((post) => post.message?.body.text)).toEqual(['one']);
  receiver.statuses.push(410);
  await floor.say('o1', 'two');
  await untilQuiet();
  expect(receiver.posts).toHaveLength(2);
  expect(await floor.desk.ops.lookUp.deliveries({ states: ['failed'], limit: 10 })).toMatchObject([{ to: 'webhook', name: id, why: 'http-410' }]);
});

test('only the events and the site asked for are told; one switched off hears nothing', async () => {
  const id = await hook(['conversation.closed']);
  const { id: conversation } = await floor.say('o1', 'one');
  expect(receiver.posts).toEqual([]);
  await floor.desk.agent.close({ conversation, reason: 'ended-by-agent', by: 'li' });
  await floor.settle();
  expect(receiver.posts.map((post) => post.event)).toEqual(['conversation.closed']);
  await floor.desk.ops.webhooks.update(actor, id, { site: 'shop', url: receiver.url, events: ['message.created'], disabled: true });
  await floor.say('o1', 'two');
  expect(receiver.posts).toHaveLength(1);
});

test('an address inside the network is neither saved nor put in the place of another', async () => {
  const id = await hook();
  floor.desk.ctx.webhookSender = createWebhookSender({ now: () => floor.clock.now, allowInside: false });
  const terms = { site: 'shop', url: receiver.url, events: ['message.created' as const], disabled: false };
  expect(await floor.desk.ops.webhooks.create(actor, terms, SECRET)).toMatchObject({ kind: 'refused', code: 'address-inside' });
  expect(await floor.desk.ops.webhooks.update(actor, id, terms)).toMatchObject({ kind: 'refused', code: 'address-inside' });
  expect(await floor.desk.ops.webhooks.update(actor, id, { ...terms, url: 'https://1.1.1.1/hook' })).toMatchObject({ kind: 'done' });
  expect(await floor.desk.ops.webhooks.list()).toHaveLength(1);
});

test('a receiver that never answers holds up neither messages nor another receiver', async () => {
  const slow = await hook(['message.created']);
  const quick = await hook(['message.created']);
  const told: string[] = [];
  let release = (): void => undefined;
  const away = new Promise<void>((resolve) => { release = resolve; });
  floor.desk.ctx.webhookSender = {
    allows: async () => true,
    async post({ secret }) {
      if (secret === 'slow') await away;
      else told.push(secret);
      return { kind: 'sent' };
    },
  };
  await floor.desk.ops.webhooks.renewSecret(actor, slow, 'slow');
  await floor.desk.ops.webhooks.renewSecret(actor, quick, 'quick');
  await floor.online('li');
  const visitors = Array.from({ length: 100 }, (_, n) => `visitor-${n}`);
  const identity = (subject: string) => ({ provider: 'wechat', account: 'wx0000000000000001', subject });
  let first = '';
  for (const visitor of visitors) {
    const received = await floor.desk.visitor.takeIn('contact', {
      kind: 'said', key: visitor, identity: identity(visitor), at: floor.clock.now, body: { kind: 'text', text: '在吗' },
    });
    if ('conversation' in received) first ||= received.conversation.id;
  }
  await floor.desk.agent.reply({ conversation: first, key: 'r1', agent: 'li', body: { kind: 'text', text: '在的' } });
  const deadline = Date.now() + 10_000;
  while ((told.length < 101 || !floor.phone.some(({ body }) => body.kind === 'text' && body.text === '在的')) && Date.now() < deadline) {
    await floor.desk.loops.deliverDue();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const taken = await floor.records.outbox.list({ states: ['taken'], limit: 100 });
  release();
  expect(told).toHaveLength(101);
  expect(floor.phone.map(({ body }) => (body.kind === 'text' ? body.text : ''))).toContain('在的');
  expect(taken.filter(({ target }) => target.to === 'webhook' && target.webhook === slow)).toHaveLength(4);
  await floor.settle();
});

import type { Conversation } from '../../../shared/conversation';
import type { Receipt } from '../../../shared/receipt';
import type { Records } from '../../../server/stores/records';
import type { Entered, Entering, Inbound, Received, Terms } from '../../../server/stores/records/arrivals';
import type { Claim, Claimed } from '../../../server/stores/records/ownership';
import type { Replied, Reply } from '../../../server/stores/records/replies';
import type { TakenDelivery } from '../../../server/stores/records/delivery';

/** An empty store; `open` gives one more connection to it. */
export interface Store {
  open(): Promise<Records>;
  remove(): Promise<void>;
}
export type NewStore = () => Promise<Store>;

export const START = 1_800_000_000_000;
export const MESSAGE_ALLOWANCE = { count: 5, seconds: 172_800 };

export const terms = (over: Partial<Terms> = {}): Terms => ({
  entry: 'vip', channel: 'contact', account: 'wx-app', priority: 0, ageingSeconds: 120, silentSeconds: 120, idleMinutes: 60, ...over,
});

export const receipt = (over: Partial<Receipt> = {}): Receipt => ({ at: START, entry: 'vip', outcome: 'assigned', cause: 'entered', steps: [], ...over });

/** One store with short ways to do what a desk does; ids and time are counted, never taken from outside. */
export interface World {
  records: Records;
  /** One more connection to the same store. */
  another(): Promise<Records>;
  now: number;
  id(prefix: string): string;
  entering(visitor: string, over?: Partial<Entering>): Entering;
  enter(visitor: string, over?: Partial<Entering>): Promise<Entered>;
  inbound(visitor: string, text: string, over?: Partial<Inbound>): Inbound;
  say(visitor: string, text: string, over?: Partial<Inbound>): Promise<Received>;
  claiming(conversation: Conversation, agent: string, over?: Partial<Claim>): Claim;
  claim(conversation: Conversation, agent: string, over?: Partial<Claim>): Promise<Claimed>;
  /** Entered, spoken and claimed: an ordinary open conversation. */
  assigned(visitor: string, agent: string, over?: Partial<Claim>): Promise<Conversation>;
  replying(conversation: Conversation, agent: string, text: string, over?: Partial<Reply>): Reply;
  reply(conversation: Conversation, agent: string, text: string, over?: Partial<Reply>): Promise<Replied>;
  get(conversation: { id: string }): Promise<Conversation>;
  load(agent: string): Promise<number>;
  take(over?: { now?: number; limit?: number; leaseMs?: number; node?: string; perMinute?: number }): Promise<TakenDelivery[]>;
  /** Takes and settles as sent until nothing is due; answers all that went. */
  sendAll(): Promise<TakenDelivery[]>;
}

const counter = (): ((prefix: string) => string) => {
  let count = 0;
  return (prefix) => `${prefix}-${(count += 1)}`;
};

/** `another` is only for worlds whose store has more than one connection. */
export const worldOf = (records: Records, another: () => Promise<Records> = () => Promise.resolve(records)): World => {
  const id = counter();
  const identity = (subject: string): Entering['identity'] => ({ provider: 'wechat', account: 'wx-app', subject });
  const world: World = {
    records, another, now: START, id,
    entering: (visitor, over = {}) => ({
      key: id('enter'), identity: identity(visitor), newVisitor: id('visitor'), newConversation: id('conversation'), newMessage: id('message'),
      newDelivery: id('delivery'), terms: terms(), scope: 'account', at: world.now, now: world.now, ...over,
    }),
    enter: (visitor, over) => records.conversations.enter(world.entering(visitor, over)),
    inbound: (visitor, text, over = {}) => ({
      key: id('key'), identity: identity(visitor), newVisitor: id('visitor'), newConversation: id('conversation'), newMessage: id('message'),
      newDelivery: id('delivery'), body: { kind: 'text', text }, scope: 'account', channel: 'contact', at: world.now, now: world.now, ...over,
    }),
    say: (visitor, text, over) => records.conversations.receive(world.inbound(visitor, text, over)),
    claiming: (conversation, agent, over = {}) => ({
      conversation: conversation.id, version: conversation.version, agent, ringSeconds: 60, now: world.now, cause: 'entered', receipt: receipt({ at: world.now, entry: conversation.entry }),
      tell: true, newDelivery: id('delivery'), ...over,
    }),
    claim: (conversation, agent, over) => records.conversations.claim(world.claiming(conversation, agent, over)),
    async assigned(visitor, agent, over) {
      await world.enter(visitor);
      const { conversation } = stored(await world.say(visitor, 'hello', { allowance: MESSAGE_ALLOWANCE }));
      return claimed(await world.claim(conversation, agent, over));
    },
    replying: (conversation, agent, text, over = {}) => ({
      key: id('send'), conversation: conversation.id, agent, from: 'agent', newMessage: id('message'), body: { kind: 'text', text }, now: world.now,
      deliveries: [{ id: id('delivery'), target: { to: 'visitor', seq: 0 } }], ...over,
    }),
    reply: (conversation, agent, text, over) => records.conversations.reply(world.replying(conversation, agent, text, over)),
    async get(conversation) {
      const found = await records.conversations.get(conversation.id);
      if (found === undefined) throw new Error('the conversation is gone');
      return found;
    },
    load: async (agent) => (await records.agents.states([agent]))[0]?.load ?? 0,
    take: async (over = {}) => (await records.outbox.take({ now: world.now, limit: 100, leaseMs: 30_000, node: 'one', ...over })).taken,
    async sendAll() {
      const all: TakenDelivery[] = [];
      for (;;) {
        const taken = await world.take();
        if (taken.length === 0) return all;
        all.push(...taken);
        await records.outbox.settle(taken.map((d) => ({ id: d.id, attempts: d.attempts, merged: d.merged.map((one) => one.id), settlement: { state: 'sent' }, at: world.now })));
      }
    },
  };
  return world;
};

/** A test in a store of its own, closed and removed whatever happens. */
export const inWorld = (newStore: NewStore, test: (world: World) => Promise<void>) => async (): Promise<void> => {
  const store = await newStore();
  const opened: Records[] = [];
  const open = async (): Promise<Records> => {
    const records = await store.open();
    opened.push(records);
    return records;
  };
  try {
    await test(worldOf(await open(), open));
  } finally {
    await Promise.all(opened.map((records) => records.close()));
    await store.remove();
  }
};

/** What a message that must have been stored brought. */
export const stored = (received: Received): Extract<Received, { kind: 'stored' }> => {
  if (received.kind !== 'stored') throw new Error(`not stored but ${received.kind}`);
  return received;
};

/** The conversation of a claim that must have won. */
export const claimed = (result: Claimed): Conversation => {
  if (result.kind !== 'claimed') throw new Error(`not claimed but ${result.kind}`);
  return result.conversation;
};

/** Number of each kind, for races. */
export const kinds = (results: readonly { kind: string }[]): Record<string, number> => {
  const count: Record<string, number> = {};
  for (const { kind } of results) count[kind] = (count[kind] ?? 0) + 1;
  return count;
};

/** What an agent's deliveries say, in short. */
export const newsKinds = (deliveries: readonly TakenDelivery[]): string[] =>
  deliveries.map(({ target }) => (target.to === 'agent' ? target.news.kind : target.to));

export interface Payload {
  event: string;
  eventId: string;
  at: number;
  conversation: Record<string, unknown>;
  message?: { seq: number };
}

/** What a webhook delivery carries. */
export const payloadOf = (delivery: TakenDelivery | undefined): Payload => {
  if (delivery?.target.to !== 'webhook') throw new Error('not a webhook delivery');
  const payload: Payload = JSON.parse(delivery.target.payload);
  return payload;
};

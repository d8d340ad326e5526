import fc from 'fast-check';
import type { ChatState, ToVisitor } from '../../shared/frames/visitor';
import { createFollowing, type Following } from '../../server/gateway/sockets/following';
import { until } from '../journeys/until';

const ID = 'c'.repeat(32);
const AGAIN = 3;

type Chat = Parameters<typeof createFollowing>[0]['chat'];

/** A conversation as the records would have it; its words are their own numbers, a multiple of ten is a colleague's note. */
function talk() {
  let seq = 0;
  let version = 1;
  let waits = 0;
  const reads: number[] = [];
  const state = (): ChatState => ({ conversation: ID, entry: 'vip', state: 'assigned', agent: { name: `v${version}` } });
  const message = (at: number) => ({ seq: at, at, from: 'visitor' as const, body: { kind: 'text' as const, text: String(at) } });
  const shown = (at: number) => (at % 10 === 0 ? undefined : message(at));
  const later = async (): Promise<void> => {
    for (let turns = waits; turns > 0; turns -= 1) await new Promise((turn) => setImmediate(turn));
  };
  const chat: Pick<Chat, 'since' | 'heads'> = {
    async since(_, after) {
      reads.push(after);
      await later();
      const last = Math.min(seq, after + AGAIN);
      const numbers = Array.from({ length: Math.max(0, last - after) }, (__, at) => after + 1 + at);
      const found = { messages: numbers.flatMap((at) => shown(at) ?? []), seq: Math.max(after, last), more: last < seq, state: state(), standing: String(version) };
      await later();
      return found;
    },
    async heads() {
      await later();
      return [{ conversation: ID, seq, standing: String(version) }];
    },
  };
  return {
    chat, reads,
    slow(turns: number) { waits = turns; },
    said() {
      seq += 1;
      const words = { seq, standing: String(version) };
      const one = shown(seq);
      return { fresh: { conversation: ID, ...words, ...(one && { message: one }) }, news: { conversation: ID, words } };
    },
    moved() {
      version += 1;
      return { conversation: ID };
    },
    all: (after: number) => Array.from({ length: Math.max(0, seq - after) }, (_, at) => after + 1 + at).filter((at) => at % 10 !== 0),
    seq: () => seq,
    name: () => `v${version}`,
  };
}
type Talk = ReturnType<typeof talk>;

const open = ({ chat }: Talk): Following => createFollowing({ chat: chat as Chat }, (error) => { throw error; });

/** A page that checks that nothing is missing and nothing comes twice. */
function page(following: Following, after: number) {
  const words: number[] = [];
  let known = after;
  let name = '';
  let namedWith = '';
  const stop = following.follow(ID, after, (frame: ToVisitor) => {
    if (frame.type === 'messages') {
      if (frame.after !== known) throw new Error(`after ${known} came what is after ${frame.after}`);
      known = frame.seq;
      words.push(...frame.messages.map((one) => one.seq));
      namedWith = frame.state.agent?.name ?? '';
    }
    if ('state' in frame) name = frame.state.agent?.name ?? '';
  });
  return { words, after, stop, name: () => name, namedWith: () => namedWith };
}
const has = (of: Talk, one: ReturnType<typeof page>): Promise<boolean> =>
  until('all words and how it stands', () => one.words.join() === of.all(one.after).join() && one.name() === of.name());

test('words of this node are handed on without reading, in any number, notes left out', async () => {
  const conversation = talk();
  const following = open(conversation);
  const one = page(following, 0);
  await has(conversation, one);
  const before = conversation.reads.length;
  for (let count = 0; count < 25; count += 1) {
    const { fresh, news } = conversation.said();
    following.fresh(fresh);
    following.changed(news);
  }
  await has(conversation, one);
  expect(one.words).toHaveLength(23);
  expect(conversation.reads).toHaveLength(before);
  await following.lookAfterPart(1);
  expect(conversation.reads).toHaveLength(before);
});

test.each([
  ['words of another node, of which only the news comes', (following: Following, of: Talk) => following.changed(of.said().news)],
  ['words whose predecessors are not known here', (following: Following, of: Talk) => {
    of.said();
    const { fresh, news } = of.said();
    following.fresh(fresh);
    following.changed(news);
  }],
  ['words in the wrong order', (following: Following, of: Talk) => {
    const both = [of.said(), of.said()].reverse();
    for (const { fresh } of both) following.fresh(fresh);
    for (const { news } of both) following.changed(news);
  }],
  ['words after somebody else took over', (following: Following, of: Talk) => {
    of.moved();
    const { fresh, news } = of.said();
    following.fresh(fresh);
    following.changed(news);
  }],
  ['another owner and no words', (following: Following, of: Talk) => following.changed(of.moved())],
])('%s are read', async (_, act) => {
  const conversation = talk();
  const following = open(conversation);
  const one = page(following, 0);
  await has(conversation, one);
  const before = conversation.reads.length;
  act(following, conversation);
  await has(conversation, one);
  expect(conversation.reads.length).toBeGreaterThan(before);
  // the last words were never shown as said to somebody else
  if (one.words.length > 0) expect(one.namedWith()).toBe(conversation.name());
});

test('news that is lost is made up for by the net, in parts that together are all', async () => {
  const conversation = talk();
  const following = open(conversation);
  const one = page(following, 0);
  await has(conversation, one);
  conversation.said();
  for (let part = 0; part < 4; part += 1) await following.lookAfterPart(4);
  await has(conversation, one);
});

type Step = { do: 'say'; fresh: boolean; news: boolean; node: 0 | 1 } | { do: 'move'; news: boolean } | { do: 'join'; node: 0 | 1; back: number } | { do: 'turn' } | { do: 'slow'; turns: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('say' as const), fresh: fc.boolean(), news: fc.boolean(), node: fc.constantFrom(0 as const, 1 as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('move' as const), news: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('join' as const), node: fc.constantFrom(0 as const, 1 as const), back: fc.nat(5) }) },
  { weight: 3, arbitrary: fc.constant({ do: 'turn' as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('slow' as const), turns: fc.nat(3) }) },
);

test('whatever is lost, late or out of order, on two nodes: every page has every word once and in order', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.boolean(), async (steps, isReversed) => {
    const conversation = talk();
    const nodes = [open(conversation), open(conversation)] as const;
    const pages = nodes.map((node) => page(node, 0));
    let held: (() => void)[] = [];
    const act = (one: Step): void => {
      switch (one.do) {
        case 'say': {
          const { fresh, news } = conversation.said();
          if (one.fresh) held.push(() => nodes[one.node].fresh(fresh));
          if (one.news) for (const node of nodes) held.push(() => node.changed(news));
          return;
        }
        case 'move': {
          const news = conversation.moved();
          if (one.news) for (const node of nodes) held.push(() => node.changed(news));
          return;
        }
        case 'join':
          pages.push(page(nodes[one.node], Math.max(0, conversation.seq() - one.back)));
          return;
        case 'slow':
          return conversation.slow(one.turns);
        case 'turn':
      }
    };
    for (const one of steps) {
      act(one);
      if (one.do !== 'turn') continue;
      for (const tell of isReversed ? held.reverse() : held) tell();
      held = [];
      await new Promise((turn) => setImmediate(turn));
    }
    for (const node of nodes) await node.lookAfterPart(1);
    for (const one of pages) await has(conversation, one);
    for (const { stop } of pages) stop();
  }), { numRuns: 150 });
}, 60_000);

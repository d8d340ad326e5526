import type { Records } from '../../../server/stores/records';
import type { Inbound, Received } from '../../../server/stores/records/arrivals';
import { describeWith, findPostgres } from '../../servers/program';
import { START, terms, worldOf, type World } from '../records-contract/world';
import { sharedServer } from './shared-server';
import { dice, openTwin, prepare, seen, sent, VISITORS } from './twin-stores';

const inbounds = (w: World, roll: (sides: number) => number, count: number): Inbound[] => {
  const made: Inbound[] = [];
  for (let n = 0; n < count; n += 1) {
    const repeated = made[roll(made.length + 1)];
    if (repeated !== undefined && roll(6) === 0) {
      made.push({ ...repeated, newMessage: w.id('message'), newDelivery: w.id('delivery') });
      continue;
    }
    const at = START + 10_000 + n;
    made.push(w.inbound(`visitor-${roll(VISITORS)}`, `"words" 你好\\ ${n}`, {
      at, now: at,
      ...(roll(3) === 0 ? { terms: terms() } : {}),
      ...(roll(2) === 0 ? { allowance: { count: 1 + roll(5), seconds: 1 + roll(3) * 1_000 } } : {}),
      ...(roll(4) === 0 ? { announce: { webhooks: ['hook-b', 'hook-a'].slice(roll(2)) } } : {}),
      ...(roll(5) === 0 ? { body: { kind: 'event', event: 'typing' } } : roll(5) === 0 ? { body: { kind: 'image', file: `file-${n}` } } : {}),
    }));
  }
  return made;
};

/** A repetition shows the conversation as it is by then, which may be later. */
const outlined = (answer: Received): unknown => (answer.kind === 'duplicate' ? { ...answer, conversation: answer.conversation.id } : answer);

describeWith(findPostgres())('messages that arrive together in PostgreSQL', () => {
  const { database, open, ends } = sharedServer();
  const postgres = async (): Promise<Records> => open(await database());

  test.each([1, 2, 3, 4, 5, 6])('end as if they had come one after the other (seed %i)', async (seed) => {
    const [together, after] = [worldOf(await postgres()), worldOf(await openTwin(ends))];
    await prepare(together);
    await prepare(after);
    const [all, same] = [inbounds(together, dice(seed), 150), inbounds(after, dice(seed), 150)];
    expect(all).toEqual(same);
    const answers = await Promise.all(all.map((i) => together.records.conversations.receive(i)));
    const expected: Received[] = [];
    for (const i of same) expected.push(await after.records.conversations.receive(i));
    expect(answers.map(outlined)).toEqual(expected.map(outlined));
    const ids = [...new Set(answers.flatMap((answer) => ('conversation' in answer ? [answer.conversation.id] : [])))];
    expect(await seen(together.records, ids)).toEqual(await seen(after.records, ids));
    together.now = after.now = START + 20_000;
    expect(await sent(together)).toEqual(await sent(after));
  });

  test('one that cannot be stored fails alone', async () => {
    const w = worldOf(await postgres());
    for (let v = 0; v < 10; v += 1) await w.enter(`visitor-${v}`);
    // PostgreSQL: text cannot hold the character zero
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, (_, v) => w.say(`visitor-${v}`, 'hello', v === 4 ? { key: 'a\u0000b' } : {})));
    expect(outcomes.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, (_, v) => (v === 4 ? 'rejected' : 'fulfilled')));
    expect(await w.say('visitor-4', 'again')).toMatchObject({ kind: 'stored', message: { seq: 2 } });
  });

  test('one visitor\'s words keep the order in which they came', async () => {
    const w = worldOf(await postgres());
    const { conversation } = await w.enter('anna');
    const texts = Array.from({ length: 300 }, (_, n) => `word ${n}`);
    const sayings: Promise<Received>[] = [];
    for (const text of texts) {
      sayings.push(w.say('anna', text));
      if (sayings.length % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    await Promise.all(sayings);
    const messages = await w.records.conversations.since(conversation.id, 1, 1_000);
    expect(messages.map(({ body }) => (body.kind === 'text' ? body.text : ''))).toEqual(texts);
    expect(messages.map(({ seq }) => seq)).toEqual(texts.map((_, n) => n + 2));
  });
});

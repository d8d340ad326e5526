import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Records } from '../../../server/stores/records';
import type { Inbound, Received } from '../../../server/stores/records/arrivals';
import { openSqliteRecords } from '../../../server/stores/sqlite/open';
import { describeWith, findPostgres } from '../../servers/program';
import { START, terms, worldOf, type World } from '../records-contract/world';
import { sharedServer } from './shared-server';

/** Always the same numbers from the same seed (mulberry32), so that a failure can be repeated. */
const dice = (seed: number) => (sides: number): number => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) % sides;
};

const VISITORS = 12;

/** Conversations in every state, with and without words, allowance and somebody to tell. */
const prepare = async (w: World): Promise<void> => {
  for (let v = 0; v < VISITORS; v += 1) {
    const visitor = `visitor-${v}`;
    if (v === 0) continue;
    const { conversation } = await w.enter(visitor);
    if (v === 1) continue;
    if (v % 3 === 0) await w.say(visitor, 'first');
    const current = await w.get(conversation);
    if (v === 5 || v === 6) {
      await w.records.conversations.leave({ conversation: current.id, version: current.version, now: w.now, due: {}, cause: 'nobody' });
    } else if (v === 7) {
      await w.records.conversations.finish({ conversation: current.id, now: w.now, reason: 'done', newDelivery: w.id('delivery') });
    } else {
      await w.claim(current, `agent-${v % 2}`, { tell: v !== 8, ringSeconds: v === 9 ? 0 : 60 });
    }
    if (v === 10 || v === 11) {
      // more than his allowance: held until his next word
      const mine = await w.get(current);
      await w.reply(mine, mine.agent ?? '', 'are you there?');
      await w.take({ now: w.now });
    }
  }
};

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

/** All that can be seen of a store, except the order between lanes. */
const seen = async (records: Records, ids: readonly string[]): Promise<unknown> => {
  const byId = <T extends { id: string }>(all: readonly T[]): T[] => [...all].sort((a, b) => (a.id < b.id ? -1 : 1));
  const conversations = byId(await records.conversations.find([...ids]));
  const words = await Promise.all(ids.map((id) => records.conversations.since(id, 0, 1_000)));
  const allowances = await Promise.all(conversations.map((c) => records.people.allowance(c.visitor, c.account)));
  const deliveries = await records.outbox.list({ states: ['pending', 'held', 'taken', 'dropped', 'unknown', 'failed'], limit: 5_000 });
  const overdue = await records.conversations.overdue(START + 1e9, 1, 1_000);
  return {
    conversations, words, allowances, deliveries: byId(deliveries),
    overdue: overdue.map(({ conversation, why }) => `${conversation.id} ${why}`).sort(), waiting: await records.conversations.waitingCounts(),
  };
};

/** What is sent for one conversation, in the order in which it is sent. */
const sent = async (w: World): Promise<Record<string, string[]>> => {
  const byConversation: Record<string, string[]> = {};
  for (const d of await w.sendAll()) {
    const ids = [d.id, ...d.merged.map(({ id }) => id)];
    (byConversation[`${d.lane} ${d.conversation}`] ??= []).push(...ids);
  }
  return byConversation;
};

describeWith(findPostgres())('messages that arrive together in PostgreSQL', () => {
  const { database, open, ends } = sharedServer();
  const postgres = async (): Promise<Records> => open(await database());
  const sqlite = async (): Promise<Records> => {
    const dataDir = mkdtempSync(join(tmpdir(), 'zhida-receiving-'));
    const records = await openSqliteRecords({ dataDir });
    ends.push(() => rmSync(dataDir, { recursive: true, force: true }), () => records.close());
    return records;
  };

  test.each([1, 2, 3, 4, 5, 6])('end as if they had come one after the other (seed %i)', async (seed) => {
    const [together, after] = [worldOf(await postgres()), worldOf(await sqlite())];
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

import type { Records } from '../../../server/stores/records';
import type { Replied, Reply } from '../../../server/stores/records/replies';
import { describeWith, findPostgres } from '../../servers/program';
import { START, worldOf, type World } from '../records-contract/world';
import { sharedServer } from './shared-server';
import { dice, openTwin, prepare, seen, sent } from './twin-stores';

interface Whose {
  id: string;
  agent?: string;
}

/** The owners' own answers, read where they are stored. */
const plain = (w: World, roll: (sides: number) => number, all: readonly Whose[], count: number): Reply[] => {
  const owned = all.filter(({ agent }) => agent !== undefined);
  return Array.from({ length: count }, (_, n) => {
    const { id, agent } = owned[roll(owned.length)] ?? { id: 'unknown', agent: 'nobody' };
    const now = START + 10_000 + n;
    return {
      key: `reply-${n - (n % 9 === 8 ? 1 : 0)}`, conversation: id, from: 'agent', ...(agent !== undefined && { agent }), newMessage: w.id('message'), body: { kind: 'text', text: `你好 ${n}` }, now,
      deliveries: [], arrived: true, ...(roll(2) === 0 && { lookAt: now + 600_000 + roll(1_000) }), ...(roll(3) === 0 && { announce: { webhooks: ['hook-b', 'hook-a'].slice(roll(2)) } }),
    };
  });
};

/** Answers of owners and others, plain and not, in conversations of every state. */
const mixed = (w: World, roll: (sides: number) => number, all: readonly Whose[], count: number): Reply[] => {
  const made: Reply[] = [];
  for (let n = 0; n < count; n += 1) {
    const repeated = made[roll(made.length + 1)];
    if (repeated !== undefined && roll(6) === 0) {
      made.push({ ...repeated, newMessage: w.id('message'), deliveries: [] });
      continue;
    }
    const now = START + 10_000 + n;
    const from = roll(8) === 0 ? 'note' : roll(12) === 0 ? 'system' : 'agent';
    const isRead = roll(4) > 0;
    made.push({
      key: `reply-${n}`, conversation: all[roll(all.length)]?.id ?? 'unknown', from, ...(from !== 'system' && { agent: `agent-${roll(3)}` }), newMessage: w.id('message'),
      body: roll(5) === 0 ? { kind: 'image', file: `file-${n}` } : { kind: 'text', text: `"words" 你好\\ ${n}` }, now,
      ...(isRead ? { deliveries: [], arrived: true } : { deliveries: from === 'note' ? [] : [{ id: w.id('delivery'), target: { to: 'visitor', seq: 0 }, parts: 1 }] }),
      ...(roll(2) === 0 && { lookAt: now + 600_000 + roll(1_000) }),
      ...(roll(3) === 0 && { announce: { webhooks: ['hook-b', 'hook-a'].slice(roll(2)) } }),
      ...(roll(9) === 0 && { anyOwner: true }),
      ...(roll(15) === 0 && { saidThere: true }),
    });
  }
  return made;
};

/** A repetition shows the conversation as it is by then, which may be later. */
const outlined = (answer: Replied): unknown => (answer.kind === 'duplicate' ? { ...answer, conversation: answer.conversation.id } : answer);

const allOf = async (w: World): Promise<Whose[]> => (await w.records.conversations.list({ limit: 100 })).sort((a, b) => (a.id < b.id ? -1 : 1));

describeWith(findPostgres())('answers that are given together in PostgreSQL', () => {
  const { database, open, ends } = sharedServer();
  const postgres = async (): Promise<Records> => open(await database());

  const made = { plain, mixed };
  test.each([1, 2, 3, 4].flatMap((seed) => (['plain', 'mixed'] as const).map((kind) => [kind, seed] as const)))('end as if they had been given one after the other (%s, seed %i)', async (kind, seed) => {
    const [together, after] = [worldOf(await postgres()), worldOf(await openTwin(ends))];
    for (const w of [together, after]) {
      await prepare(w);
      if (seed % 2 === 0) await w.records.agents.setStatus({ agent: 'agent-1', status: 'offline', by: 'ops', forced: true, now: w.now });
    }
    const them = await allOf(together);
    const ids = them.map(({ id }) => id);
    const [all, same] = [made[kind](together, dice(seed), them, 150), made[kind](after, dice(seed), await allOf(after), 150)];
    expect(all).toEqual(same);
    const answers = await Promise.all(all.map((one) => together.records.conversations.reply(one)));
    const expected: Replied[] = [];
    for (const one of same) expected.push(await after.records.conversations.reply(one));
    expect(answers.map(outlined)).toEqual(expected.map(outlined));
    expect(new Set(answers.map((answer) => answer.kind)).size).toBeGreaterThan(1);
    expect(await seen(together.records, ids)).toEqual(await seen(after.records, ids));
    together.now = after.now = START + 20_000;
    expect(await sent(together)).toEqual(await sent(after));
  });

  test('answers in one conversation keep the order in which they were given, whoever waits for a transaction of its own', async () => {
    const w = worldOf(await postgres());
    const { conversation: { id } } = await w.enter('anna');
    await w.say('anna', 'hello');
    const [waiting] = await w.records.conversations.find([id]);
    expect(waiting && (await w.claim(waiting, 'li')).kind).toBe('claimed');
    const texts = Array.from({ length: 200 }, (_, n) => `word ${n}`);
    const given: Promise<Replied>[] = [];
    for (const [n, text] of texts.entries()) {
      given.push(w.records.conversations.reply({
        key: text, conversation: id, agent: 'li', from: 'agent', newMessage: w.id('message'), body: { kind: 'text', text }, now: w.now, deliveries: [], arrived: true,
        ...(n % 7 === 0 && { saidThere: true }),
      }));
      if (n % 40 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(new Set((await Promise.all(given)).map(({ kind }) => kind))).toEqual(new Set(['stored']));
    const messages = await w.records.conversations.since(id, 0, 1_000);
    expect(messages.flatMap(({ from, body }) => (from === 'agent' && body.kind === 'text' ? [body.text] : []))).toEqual(texts);
  });
});

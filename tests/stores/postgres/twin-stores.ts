import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Records } from '../../../server/stores/records';
import { openSqliteRecords } from '../../../server/stores/sqlite/open';
import { START, type World } from '../records-contract/world';

/** Always the same numbers from the same seed (mulberry32), so that a failure can be repeated. */
export const dice = (seed: number) => (sides: number): number => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) % sides;
};

export const VISITORS = 12;

/** Conversations in every state, with and without words, allowance and somebody to tell. */
export const prepare = async (w: World): Promise<void> => {
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

/** All that can be seen of a store, except the order between lanes. */
export const seen = async (records: Records, ids: readonly string[]): Promise<unknown> => {
  const byId = <T extends { id: string }>(all: readonly T[]): T[] => [...all].sort((a, b) => (a.id < b.id ? -1 : 1));
  const conversations = byId(await records.conversations.find([...ids]));
  const words = await Promise.all(ids.map((id) => records.conversations.since(id, 0, 1_000)));
  const lastAgents = await Promise.all(conversations.map((c) => records.conversations.lastAgent(c.visitor)));
  const unread = await records.visits.due(START + 1e9, 1_000);
  const allowances = await Promise.all(conversations.map((c) => records.people.allowance(c.visitor, c.account)));
  const deliveries = await records.outbox.list({ states: ['pending', 'held', 'taken', 'dropped', 'unknown', 'failed'], limit: 5_000 });
  const overdue = await records.conversations.overdue(START + 1e9, 1, 1_000);
  return {
    conversations, words, lastAgents, unread, allowances, deliveries: byId(deliveries),
    overdue: overdue.map(({ conversation, why }) => `${conversation.id} ${why}`).sort(), waiting: await records.conversations.waitingCounts(),
  };
};

/** What is sent for one conversation, in the order in which it is sent. */
export const sent = async (w: World): Promise<Record<string, string[]>> => {
  const byConversation: Record<string, string[]> = {};
  for (const d of await w.sendAll()) {
    const ids = [d.id, ...d.merged.map(({ id }) => id)];
    (byConversation[`${d.lane} ${d.conversation}`] ??= []).push(...ids);
  }
  return byConversation;
};

/** The other store, where each write is done by itself; `ends` is called when the tests are over. */
export const openTwin = async (ends: (() => unknown)[]): Promise<Records> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'zhida-twin-'));
  const records = await openSqliteRecords({ dataDir });
  ends.push(() => rmSync(dataDir, { recursive: true, force: true }), () => records.close());
  return records;
};

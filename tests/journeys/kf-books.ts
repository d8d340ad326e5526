import type { Conversation } from '../../shared/conversation';
import { withRecords, type Place } from './books';
import type { Platform } from './platform';
import { kfAccount } from './shop';
import { until } from './until';
import { tagsIn } from './words';

/** What the server holds about one customer of 微信客服. */
export interface KfFile {
  /** The oldest first. */
  conversations: Conversation[];
  /** Words of both ends in order, by their numbers. */
  words: number[];
  /** Text nobody typed → how often it stands in his transcripts. */
  ours: Map<string, number>;
  /** Such a text → how often its delivery is believed sent. */
  sent: Map<string, number>;
  /** Servicer → how often he was chosen, whoever chose. */
  chosen: Map<string, number>;
}

export interface KfBooks {
  customers: ReadonlyMap<string, KfFile>;
  /** Deliveries to customers of which nobody knows. */
  unknown: number;
}

const MANY = 100_000;
export const count = (into: Map<string, number>, key: string): void => void into.set(key, (into.get(key) ?? 0) + 1);

export const readKfBooks = (place: Place): Promise<KfBooks> => withRecords(place, async ({ conversations, outbox, people }) => {
  const customers = new Map<string, KfFile>();
  const lines = new Map<string, { file: KfFile; text: string }>();
  for (const conversation of (await conversations.list({ accounts: [kfAccount], limit: MANY })).reverse()) {
    const identity = (await people.identities(conversation.visitor)).find(({ account }) => account === kfAccount);
    if (!identity) throw new Error(`conversation ${conversation.id} is nobody’s`);
    const file: KfFile = customers.get(identity.subject) ?? { conversations: [], words: [], ours: new Map(), sent: new Map(), chosen: new Map() };
    customers.set(identity.subject, file);
    file.conversations.push(conversation);
    for (const { from, seq, body } of await conversations.since(conversation.id, 0, MANY)) {
      if (from === 'visitor' || from === 'agent') file.words.push(...tagsIn(body));
      if (from !== 'system' || body.kind !== 'text') continue;
      count(file.ours, body.text);
      lines.set(`${conversation.id} ${seq}`, { file, text: body.text });
    }
    for (const { winner, outcome } of await conversations.receipts({ conversation: conversation.id, limit: MANY })) {
      if (winner && outcome !== 'moved') count(file.chosen, winner.agent);
    }
  }
  let unknown = 0;
  for (const { conversation, target, state } of await outbox.list({ states: ['sent', 'unknown'], limit: MANY })) {
    const line = target.to === 'visitor' ? lines.get(`${conversation} ${target.seq}`) : undefined;
    if (line && state === 'sent') count(line.file.sent, line.text);
    if (line && state === 'unknown') unknown += 1;
  }
  return { customers, unknown };
});

/** When something happened last (ms since 1970). */
export const lastItemAt = async ({ ledger }: Platform): Promise<number> =>
  (await ledger()).entries.reduce((at, entry) => (entry.type === 'item' ? Math.max(at, entry.at) : at), 0);

/** Waits until all that happened up to `since` is asked for and acted on, and all that was decided is told. */
export const untilAtRest = (place: Place, since: number, deadlineMs: number): Promise<true> => withRecords(place, async ({ native }) => {
  const left = async (): Promise<object | undefined> => {
    const asked = (await native.cursor(kfAccount))?.at ?? 0;
    const [items, untold] = [await native.todo(kfAccount, 3), await native.unseated(3)];
    return asked > since && items.length + untold.length === 0 ? undefined : { behind: since - asked, items, untold };
  };
  return until('everything is told, acted on and brought in line', async () => (await left()) === undefined, deadlineMs).catch(async (error: unknown) => {
    throw new Error(`not at rest: ${JSON.stringify(await left())}`, { cause: error });
  });
});

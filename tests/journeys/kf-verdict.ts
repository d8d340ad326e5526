import { count, type KfBooks, type KfFile } from './kf-books';
import type { Platform } from './platform';
import type { Accepted, Item, KfSession, Trans } from './platform-answers';
import { tagsIn } from './words';

/** What must be empty after every journey of 微信客服. */
export interface KfVerdict {
  /** Customers whose words, or their agents’, are missing, doubled or in another order. */
  words: string[];
  /** Sessions that do not stand where the books say. */
  seats: string[];
  /** Changes of a session nobody decided, or made twice. */
  moves: string[];
  /** On a customer's phone more often than said, or believed sent and not there. */
  phones: string[];
  /** To see that something was compared at all. */
  compared: { customers: number; words: number; moves: number; ours: number };
}

export const kfClean = { words: [], seats: [], moves: [], phones: [] };

/** Compares the sandbox's ledger and sessions with the books, when all is at rest. */
export async function compareKf({ kf, ledger }: Platform, { customers }: KfBooks): Promise<KfVerdict> {
  const verdict: KfVerdict = { words: [], seats: [], moves: [], phones: [], compared: { customers: 0, words: 0, moves: 0, ours: 0 } };
  const { entries } = await ledger();
  for (const id of await kf.customers()) {
    const items = entries.filter((entry): entry is Item => entry.type === 'item' && entry.who === id);
    if (items.length === 0) continue;
    const file = customers.get(id);
    if (!file) {
      verdict.words.push(`${id} is not known`);
      continue;
    }
    verdict.compared.customers += 1;
    const said = items.filter(({ origin }) => origin !== 4).flatMap(({ content }) => tagsIn(content));
    verdict.compared.words += said.length;
    if (said.join() !== file.words.join()) verdict.words.push(`${id}: said ${said.join()}, stored ${file.words.join()}`);
    const seat = wrongSeat(file, await kf.session(id));
    if (seat !== undefined) verdict.seats.push(`${id}: ${seat}`);
    verdict.moves.push(...wrongMoves(file, entries.filter((entry): entry is Item | Trans => (entry.type === 'item' || entry.type === 'trans') && entry.who === id), verdict.compared).map((what) => `${id}: ${what}`));
    verdict.phones.push(...wrongPhone(file, entries.filter((entry): entry is Accepted => entry.type === 'accepted' && entry.to === id && entry.api.startsWith('kf/')), verdict.compared).map((what) => `${id}: ${what}`));
  }
  return verdict;
}

function wrongSeat({ conversations }: KfFile, { state, servicer }: KfSession): string | undefined {
  const last = conversations[conversations.length - 1];
  const there = servicer === null ? String(state) : `${state} with ${servicer}`;
  const may = {
    assigned: [`3 with ${last?.agent}`],
    // Whom an agent had cannot be given back to us.
    waiting: last?.lastVisitorAt === undefined ? ['4'] : ['1', ...[...new Set(['li', 'wang', 'chen'])].map((one) => `3 with ${one}`)],
    // Who writes in the moment his chat is ended stays in state new: his words are among the left messages.
    left: ['0', '1', '4'],
    closed: ['4'],
  }[last?.state ?? 'closed'];
  return may.includes(there) ? undefined : `${last?.state} (${last?.agent}, ${last?.closeReason}), in WeCom ${there}`;
}

/** Each change of ours is to somebody who was chosen, and not oftener, but for those whose chat an agent ended and who wrote again before we heard of it. */
function wrongMoves({ chosen, conversations }: KfFile, entries: readonly (Item | Trans)[], compared: KfVerdict['compared']): string[] {
  const wrong: string[] = [];
  const changed = new Map<string, number>();
  let ended = 0;
  const trail: string[] = [];
  let held: string | undefined;
  for (const entry of entries) {
    if (entry.type === 'item') {
      if (entry.kind !== 'event:session_status_change') continue;
      const former = held ?? '';
      held = newServicer(entry.content);
      if (held === undefined) ended += 1;
      trail.push(`${former} → ${held ?? 'nobody'}`);
      continue;
    }
    const { from, to, servicer, errcode } = entry;
    trail.push(`${from} → ${to} ${servicer} ${errcode === 0 ? '' : errcode}`);
    if (errcode !== 0) continue;
    compared.moves += 1;
    if (to === 3 && !chosen.has(servicer)) wrong.push(`given to ${servicer}, who was not chosen`);
    if (to === 3 && (from !== 3 || held !== servicer)) count(changed, servicer);
    if (to === 2 || (to === 4 && !conversations.some(({ state }) => state === 'closed' || state === 'left'))) wrong.push(`moved to ${to}`);
    held = to === 3 ? servicer : undefined;
  }
  for (const [servicer, times] of changed) {
    if (times > (chosen.get(servicer) ?? 0) + ended) wrong.push(`given to ${servicer} ${times} times, chosen ${chosen.get(servicer)}: ${trail.join('; ')}`);
  }
  return wrong;
}

function newServicer(event: unknown): string | undefined {
  const servicer = typeof event === 'object' && event !== null && 'new_servicer_userid' in event ? event.new_servicer_userid : undefined;
  return typeof servicer === 'string' ? servicer : undefined;
}

function wrongPhone({ ours, sent }: KfFile, accepted: readonly Accepted[], compared: KfVerdict['compared']): string[] {
  const there = new Map<string, number>();
  for (const { content } of accepted) {
    compared.ours += 1;
    const text = typeof content === 'object' && content !== null && 'content' in content ? content.content : content;
    count(there, String(text));
  }
  return [
    ...[...there].filter(([text, times]) => times > (ours.get(text) ?? 0)).map(([text, times]) => `${times} times on the phone, said ${ours.get(text) ?? 0}: ${text}`),
    ...[...sent].filter(([text, times]) => times > (there.get(text) ?? 0)).map(([text]) => `believed sent: ${text}`),
  ];
}

import type { NewDelivery, NoticePlan, Outbox, Settlement } from '../records/delivery';
import { readConversation } from './conversation-store';
import { laneOf, lockLanes, wakeLanes, type Whose } from './lanes';
import { addDelivery } from './outbox-add';
import { hold, type Calling } from './outbox-hold';
import { settlePermit } from './outbox-notice';
import { int, list, text } from './row';
import { ENDED, mark } from './send-window';
import { ask, change, type Operation, type Row } from './statement';

type Result = Parameters<Outbox['settle']>[0][number];

const LATER = "UPDATE deliveries SET state = 'pending', due_at = ?, why = ?, progress = ?, spent = 0, lease_until = NULL, unsure_at = CASE WHEN ? = 1 THEN unsure_at END WHERE id = ?";
const REFUND = 'UPDATE lanes SET left_count = left_count + ? WHERE lane = ?';
const EXHAUST = 'UPDATE lanes SET left_count = 0 WHERE lane = ?';
const END = 'UPDATE deliveries SET state = ?, why = ?, progress = ?, spent = 0, lease_until = NULL WHERE id = ?';

/** What an attempt did not use goes back. */
const refundOf = (row: Row, progress: number): number => Math.max(0, int(row.spent) - Math.max(0, progress - int(row.progress)));

/** Answers whether a subscribe message calls the visitor back, if his words are held now and there is one. */
function* settleOne(row: Row, settlement: Exclude<Settlement, { state: 'sent' }>, main: boolean, calling: Calling): Operation<boolean | undefined> {
  const id = text(row.id);
  const progress = 'progress' in settlement && settlement.progress !== undefined && main ? Math.max(int(row.progress), settlement.progress) : int(row.progress);
  if (settlement.state === 'failed' || settlement.state === 'unknown' || (settlement.state === 'held' && row.kind !== 'visitor')) {
    yield change(END, settlement.state === 'held' ? 'failed' : settlement.state, settlement.why, progress, id);
    // What the platform refused was not counted there; what may have arrived was.
    if (settlement.state === 'failed' && refundOf(row, progress) > 0) yield change(REFUND, refundOf(row, progress), text(row.lane));
    if (settlement.state !== 'unknown' && row.kind === 'notice') yield* settlePermit(id, settlement.why);
    return undefined;
  }
  yield change(LATER, settlement.state === 'later' ? settlement.dueAt : int(row.due_at), settlement.why, progress, settlement.state === 'later' && settlement.unsure === true ? 1 : 0, id);
  const refund = refundOf(row, progress);
  if (settlement.state === 'later' && refund > 0) yield change(REFUND, refund, text(row.lane));
  if (settlement.state !== 'held' || !main) return undefined;
  yield change(EXHAUST, text(row.lane));
  return (yield* hold(text(row.lane), settlement.why, id, calling))[0]?.notice;
}

/** Whoever wrote what is held now also hears whether his visitor is called back. */
const withNotice = (d: NewDelivery, notice: boolean | undefined): NewDelivery =>
  notice === undefined || d.target.to !== 'agent' || d.target.news.kind !== 'delivery' ? d : { ...d, target: { ...d.target, news: { ...d.target.news, notice } } };

interface Following {
  result: Result;
  d: NewDelivery;
  whose: Whose | undefined;
  lane: string;
}

/** The news that follow these results, with the lanes they go into. */
function* following(results: readonly Result[], rows: readonly Row[]): Operation<Following[]> {
  const conversations = new Map(rows.map((row) => [text(row.id), row.conversation]));
  const all: Following[] = [];
  for (const result of results) {
    if (result.news === undefined || result.news.length === 0) continue;
    const conversation = conversations.get(result.id);
    const whose = typeof conversation === 'string' ? yield* readConversation(conversation) : undefined;
    for (const d of result.news) all.push({ result, d, whose, lane: laneOf(d.target, whose) });
  }
  return all;
}

/** Each once: what is not taken any more, or taken again by another, is left alone, and so is the news about it. */
export function* settle(results: Result[], notices?: readonly NoticePlan[]): Operation<void> {
  if (results.length === 0) return;
  const all = list(results.flatMap((result) => [result.id, ...result.merged]));
  const places = (yield ask(`SELECT id, lane, conversation FROM deliveries WHERE id IN (${all.marks})`, ...all.values)).rows;
  const news = yield* following(results, places);
  yield* lockLanes([...places.map((row) => text(row.lane)), ...news.map(({ lane }) => lane)]);
  const { rows } = yield ask(
    `SELECT id, lane, kind, conversation, due_at, progress, spent, attempts FROM deliveries WHERE id IN (${all.marks}) AND state = 'taken'`, ...all.values,
  );
  const open = new Map(rows.map((row) => [text(row.id), row]));
  const ours = results.filter(({ id, attempts }) => open.get(id)?.attempts === attempts);
  const sent: string[] = [];
  const called = new Map<string, boolean | undefined>();
  for (const { id, merged, settlement, at } of ours) {
    for (const one of [id, ...merged]) {
      const row = open.get(one);
      if (row === undefined) continue;
      if (settlement.state === 'sent') sent.push(one);
      else called.set(one, yield* settleOne(row, settlement, one === id, { now: at, notices }));
    }
  }
  if (sent.length > 0) {
    const { marks, values } = list(sent);
    yield change(`UPDATE deliveries SET state = 'sent', why = NULL, lease_until = NULL, progress = parts WHERE id IN (${marks})`, ...values);
  }
  const lanes = [...new Set(ours.flatMap(({ id }) => { const row = open.get(id); return row === undefined ? [] : [text(row.lane)]; }))];
  const freed = list(lanes);
  const ended = mark(Math.max(...results.map(({ at }) => at)));
  if (lanes.length > 0) yield change(`UPDATE lanes SET busy = 0, recent = ${ENDED} WHERE lane IN (${freed.marks})`, ended, ...freed.values);
  yield* wakeLanes(lanes);
  for (const { result, d, whose } of news) if (ours.includes(result)) yield* addDelivery(withNotice(d, called.get(result.id)), whose, result.at);
  // last, since every node counts here and waits for whoever counted before
  if (sent.length > 0) yield change("UPDATE marks SET value = value + ? WHERE name = 'sent'", sent.length);
}

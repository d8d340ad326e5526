import type { DeliveryTarget, NoticePlan } from '../records/delivery';
import { UNSETTLED } from './delivery-row';
import { enterLane, lockLanes, noticeLane, visitorLane, wakeLanes } from './lanes';
import { first, int, json, list, text } from './row';
import { ask, change, type Operation, type Row } from './statement';

const SPEND = 'UPDATE permits SET count = count - 1 WHERE visitor = ? AND account = ? AND template = ? AND count > 0';
/** What he has withdrawn meanwhile, or was erased with him, does not come back. */
const GIVE_BACK = 'UPDATE permits SET count = count + 1 WHERE visitor = ? AND account = ? AND template = ?';
const FORGET = 'DELETE FROM permits WHERE visitor = ? AND account = ? AND template = ?';
const NOTICED = 'UPDATE lanes SET noticed = 1 WHERE lane = ?';
const INSERT = `INSERT INTO deliveries (id, lane, kind, conversation, visitor, metered, content, state, parts, progress, attempts, spent, system, due_at, created_at)
  VALUES (?, ?, 'notice', ?, ?, 0, ?, 'pending', 1, 0, 0, 0, 0, ?, ?)`;
const WHOSE = 'SELECT id, visitor, account FROM conversations WHERE id = ?';

export function* spendPermit(visitor: string, account: string, template: string): Operation<boolean> {
  return (yield change(SPEND, visitor, account, template)).count > 0;
}

interface Notice { conversation: string; visitor: string; account: string; template: string; id: string; dueAt: number; now: number }

/** Queues a subscribe message and pays with the visitor's permit; false without one. */
export function* queueNotice({ conversation, visitor, account, template, id, dueAt, now }: Notice): Operation<boolean> {
  const lane = noticeLane(visitorLane(visitor, account));
  // Before the permit, as whoever settles a notice and gives one back.
  yield* lockLanes([lane]);
  if (!(yield* spendPermit(visitor, account, template))) return false;
  yield* enterLane(lane, dueAt);
  const target: DeliveryTarget = { to: 'notice', template };
  yield change(INSERT, id, lane, conversation, visitor, JSON.stringify(target), dueAt, now);
  return true;
}

/** The same for a visitor whose lane (locked by us) is held. */
function* callBack(notice: Notice): Operation<boolean> {
  const queued = yield* queueNotice(notice);
  if (queued) yield change(NOTICED, visitorLane(notice.visitor, notice.account));
  return queued;
}

/** For a lane that becomes held now with this delivery first; undefined where the account has no subscribe message to send. */
export function* noticeFor(head: { id: string; conversation: string }, plans: readonly NoticePlan[], now: number): Operation<boolean | undefined> {
  if (plans.length === 0) return undefined;
  const whose = first((yield ask(WHOSE, head.conversation)).rows);
  if (whose === undefined) return undefined;
  const account = text(whose.account);
  const plan = plans.find((one) => one.account === account) ?? plans.find((one) => one.account === undefined);
  if (plan?.template === undefined) return undefined;
  const { template, afterMs } = plan;
  return yield* callBack({ conversation: head.conversation, visitor: text(whose.visitor), account, template, id: `${head.id}-notice-${now}`, dueAt: now + afterMs, now });
}

const WAITS = 'SELECT held, noticed FROM lanes WHERE lane = ?';
const HELD = `SELECT conversation FROM deliveries WHERE lane = ? AND ${UNSETTLED} AND state = 'held' ORDER BY n LIMIT 1`;

/** He granted a permit while words wait for him of which he was not told yet; both his lanes are locked by us. */
export function* noticeAfterGrant({ visitor, account, ...rest }: Omit<Notice, 'conversation'>): Operation<void> {
  const lane = visitorLane(visitor, account);
  const row = first((yield ask(WAITS, lane)).rows);
  if (row === undefined || int(row.held) === 0 || int(row.noticed) === 1) return;
  const head = first((yield ask(HELD, lane)).rows);
  if (typeof head?.conversation === 'string') yield* callBack({ conversation: head.conversation, visitor, account, ...rest });
}

const OF = 'SELECT d.visitor, d.content, c.account FROM deliveries d JOIN conversations c ON c.id = d.conversation';

function* returned(rows: readonly Row[], sql: string): Operation<void> {
  for (const row of rows) {
    const target = json<DeliveryTarget>(row.content);
    if (target.to === 'notice') yield change(sql, text(row.visitor), text(row.account), target.template);
  }
}

/**
 * A subscribe message that surely was not sent leaves its permit; when WeChat says that there is none (43101), our count
 * was wrong and all are forgotten.
 */
export function* settlePermit(id: string, why: string): Operation<void> {
  yield* returned((yield ask(`${OF} WHERE d.id = ?`, id)).rows, why.startsWith('permit-spent') ? FORGET : GIVE_BACK);
}

/** Of these lanes what has not gone yet and answers the condition; its permit is the visitor's again. Answers the conversations it was about. */
function* callOff(lanes: readonly string[], condition: string, ...params: string[]): Operation<string[]> {
  yield* lockLanes(lanes);
  const { marks, values } = list(lanes);
  const pending = `d.lane IN (${marks}) AND d.${UNSETTLED} AND d.state = 'pending' AND d.kind = 'notice'`;
  const { rows } = yield ask(`SELECT d.id, d.conversation FROM deliveries d WHERE ${pending} AND ${condition}`, ...values, ...params);
  if (rows.length === 0) return [];
  const off = list(rows.map((row) => text(row.id)));
  yield* returned((yield ask(`${OF} WHERE d.id IN (${off.marks})`, ...off.values)).rows, GIVE_BACK);
  yield change(`UPDATE deliveries SET state = 'dropped', why = 'came-back' WHERE id IN (${off.marks})`, ...off.values);
  yield* wakeLanes(lanes);
  return rows.map((row) => text(row.conversation));
}

/** What calls somebody back to our own page goes on calling him there. */
const NOT_OURS = 'NOT EXISTS (SELECT 1 FROM readings r WHERE r.conversation = d.conversation)';

/** These visitors spoke where words were held for them (their lanes are locked by us), and need not be called any more. */
export function* callOffNotices(visitorsLanes: readonly string[]): Operation<void> {
  if (visitorsLanes.length === 0) return;
  const known = list(visitorsLanes);
  yield change(`UPDATE lanes SET noticed = 0 WHERE lane IN (${known.marks})`, ...known.values);
  yield* callOff(visitorsLanes.map(noticeLane), NOT_OURS);
}

/** The same for visitors who are back on our own page: answers those of the conversations of which they are not told any more. */
export function* callOffCalls(called: readonly { conversation: string; visitor: string; account: string }[]): Operation<string[]> {
  const { marks, values } = list(called.map(({ conversation }) => conversation));
  const lanes = called.map(({ visitor, account }) => noticeLane(visitorLane(visitor, account)));
  return yield* callOff([...new Set(lanes)], `d.conversation IN (${marks})`, ...values);
}

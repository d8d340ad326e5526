import { MOST_REPORT_DAYS, type ReportAnswer, type ReportBy, type ReportCounts, type ReportQuery, type ReportRow } from '../../shared/http/figures';
import { dayOf, dayOfDate } from '../routing/day';
import type { ToldConversation } from '../stores/records/figures';
import type { DeskContext } from './desk-context';
import { deskZone } from './desk-zone';
import { createRecent } from './recent';
import { done, refused, type Done } from './refused';
import { createRemembered } from './remembered';
import { agentShares, factsOf, stepShares, wholeShare, type StepKey } from './report-shares';
import { createTallies, createTally } from './report-tally';

/** Read in pieces of this many, so that nobody else waits long. */
const PIECE = 500;
/** Shown reports are at most this old. */
const FRESH = 20_000;
const MOST_KEPT = 8;

type ReportContext = Pick<DeskContext, 'records' | 'now' | 'view'>;
type Line = Omit<ReportRow, keyof ReportCounts>;

/** All lines of a stretch of time, counted in one reading. */
interface Counted {
  at: number;
  all: ReportCounts;
  days: ReportAnswer['days'];
  rows: Record<ReportBy, [Line, ReportCounts][]>;
}

/** How it went, by entry, agent or ladder step, of the conversations that began on these days of the desk's clock. */
export function createReports(ctx: ReportContext): (query: ReportQuery) => Promise<Done<ReportAnswer>> {
  const recent = createRecent<string, () => Promise<Counted>>(MOST_KEPT);

  async function count(from: number, to: number): Promise<Counted> {
    const { zone } = deskZone(ctx);
    const at = ctx.now();
    const all = createTally();
    const days = createTallies<string>();
    const entries = createTallies<string>();
    const agents = createTallies<string>();
    const steps = createTallies<string>();
    for (let day = dayOf(zone, from); day.from < to; day = dayOf(zone, day.to)) days.add(day.date, {});
    const lines = new Map<string, { key: string; step: StepKey }>();
    for await (const told of toldBetween(ctx, from, to)) {
      const facts = factsOf(told);
      const whole = wholeShare(facts);
      all.add(whole);
      days.add(dayOf(zone, told.openedAt).date, whole);
      entries.add(told.entry, whole);
      for (const [agent, share] of agentShares(facts)) agents.add(agent, share);
      for (const [step, share] of stepShares(facts)) {
        const key = JSON.stringify([told.entry, step]);
        lines.set(key, { key: told.entry, step });
        steps.add(key, share);
      }
    }
    const keyed = (rows: [string, ReportCounts][]): [Line, ReportCounts][] => rows.map(([key, counts]) => [{ key }, counts]);
    return {
      at, all: all.counts(), days: days.all().map(([date, counts]) => ({ date, ...counts })),
      rows: { entry: keyed(entries.all()), agent: keyed(agents.all()), step: steps.all().map(([key, counts]) => [lines.get(key) ?? { key }, counts]) },
    };
  }

  return async (query) => {
    const { name: timeZone, zone } = deskZone(ctx);
    const from = dayOfDate(zone, query.from);
    const to = dayOfDate(zone, query.to);
    if (!from || !to) return refused('bad-request', { at: from ? 'query/to' : 'query/from', fault: 'no such day' });
    if (to.from < from.from) return refused('bad-request', { at: 'query/to', fault: 'before the first day' });
    if (dayOf(zone, to.from, MOST_REPORT_DAYS - 1).from > from.from) return refused('bad-request', { at: 'query/from', fault: `more than ${MOST_REPORT_DAYS} days` });
    const key = `${timeZone}|${query.from}|${query.to}`;
    const counted = recent.get(key) ?? createRemembered(ctx.now, FRESH, () => count(from.from, to.to));
    recent.set(key, counted);
    const { at, all, days, rows } = await counted();
    return done({ at, timeZone, by: query.by, all, days, rows: rows[query.by].map(([line, counts]) => ({ ...line, ...named(ctx, query.by, line), ...counts })).sort(inOrder(ctx, query.by)) });
  };
}

async function* toldBetween(ctx: ReportContext, from: number, to: number): AsyncGenerator<ToldConversation> {
  let after: { openedAt: number; id: string } | undefined;
  for (;;) {
    const piece: ToldConversation[] = await ctx.records.figures.told({ from, to, limit: PIECE, ...(after && { after }) });
    yield* piece;
    const last = piece.at(-1);
    if (piece.length < PIECE || !last) return;
    after = { openedAt: last.openedAt, id: last.id };
  }
}

/** As it is called today; who was removed is known by his key. */
function named(ctx: ReportContext, by: ReportBy, { key, step }: Line): Pick<ReportRow, 'name' | 'target'> {
  const view = ctx.view();
  if (by === 'agent') {
    const agent = view.agent(key);
    return agent ? { name: { zh: agent.name } } : {};
  }
  const entry = view.entry(key);
  const target = typeof step === 'number' ? entry?.ladder[step]?.target : undefined;
  return { ...(entry && { name: entry.label }), ...(target && { target }) };
}

const placeOf = (step: ReportRow['step']): number => (typeof step === 'number' ? step : step === 'by-hand' ? 1000 : 1001);

/** As ops have put them in order; those that are not configured any more come last. */
function inOrder(ctx: ReportContext, by: ReportBy): (a: ReportRow, b: ReportRow) => number {
  const { agents, entries } = ctx.view().config;
  const places = new Map((by === 'agent' ? agents : entries).map(({ key }, i) => [key, i]));
  const place = (key: string): number => places.get(key) ?? places.size;
  return (a, b) => place(a.key) - place(b.key) || (a.key === b.key ? 0 : a.key < b.key ? -1 : 1) || placeOf(a.step) - placeOf(b.step);
}

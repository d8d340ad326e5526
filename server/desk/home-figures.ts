import type { FigureDay, HomeAnswer } from '../../shared/http/figures';
import { dayBefore, dayOf, type Day } from '../routing/day';
import type { PeriodFigures } from '../stores/records/figures';
import { agentsHere } from './agents-here';
import { HEADS_EVERY } from './count-heads';
import type { DeskContext } from './desk-context';
import { deskZone } from './desk-zone';
import { createRecent } from './recent';
import { createRemembered } from './remembered';

/** Shown figures are at most this old. */
const FRESH = 5_000;
/** Days that are over change only by what began late and ended after midnight. */
const OVER_FRESH = 600_000;
const DAYS = 7;
/** A count this old still stands for the moment asked for. */
const NEAR = 3 * HEADS_EVERY;

const meanMs = ({ served, servedMs }: PeriodFigures): number | undefined => (served === 0 ? undefined : Math.round(servedMs / served));

/** The numbers of the home page: now, a day ago at this time, and seven days. Read once in a few seconds, however many look. */
export function createHomeFigures(ctx: DeskContext): () => Promise<HomeAnswer> {
  const { figures } = ctx.records;
  const over = createRecent<number, { at: number; figures: PeriodFigures }>(4 * DAYS);

  async function ofDay(day: Day, now: number): Promise<PeriodFigures> {
    const known = over.get(day.from);
    if (known && now - known.at < OVER_FRESH) return known.figures;
    const found = await figures.period({ from: day.from, to: day.to, until: now });
    if (day.to <= now) over.set(day.from, { at: now, figures: found });
    return found;
  }

  return createRemembered(ctx.now, FRESH, async () => {
    const now = ctx.now();
    const { name, zone } = deskZone(ctx);
    const sameTime = dayBefore(zone, now);
    const yesterday = dayOf(zone, now, 1);
    const days: FigureDay[] = [];
    let today: PeriodFigures | undefined;
    for (let back = DAYS - 1; back >= 0; back -= 1) {
      const day = dayOf(zone, now, back);
      today = await ofDay(day, now);
      const serviceMs = meanMs(today);
      days.push({
        date: day.date, from: day.from, visitors: today.visitors, conversations: today.conversations,
        ...(serviceMs !== undefined && { serviceMs }), ...(today.mostAgents !== undefined && { agents: today.mostAgents }),
      });
    }
    const [before, heads, agents, visitors] = await Promise.all([
      figures.period({ from: yesterday.from, to: sameTime, until: sameTime }), figures.headCount(sameTime, sameTime - NEAR), agentsHere(ctx), figures.openVisitors(),
    ]);
    const service = { now: today && meanMs(today), before: meanMs(before) };
    return {
      at: now, timeZone: name,
      agentsOnline: { now: agents, ...(heads && { before: heads.agents }) },
      visitorsNow: { now: visitors, ...(heads && { before: heads.visitors }) },
      visitors: { now: today?.visitors ?? 0, before: before.visitors },
      conversations: { now: today?.conversations ?? 0, before: before.conversations },
      serviceMs: { ...(service.now !== undefined && { now: service.now }), ...(service.before !== undefined && { before: service.before }) },
      days,
    };
  });
}

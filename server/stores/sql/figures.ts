import type { FigureRecords, HeadCount, PeriodFigures } from '../records/figures';
import type { ReadsOf, Table, WritesOf } from './operations';
import { first, int } from './row';
import { told } from './told-conversations';
import { ask, change, type Operation } from './statement';

/** By silence it was over with its last word. */
const END = `CASE WHEN close_reason IN ('idle', 'unanswered') AND last_visitor_at > last_agent_at THEN last_visitor_at
  WHEN close_reason IN ('idle', 'unanswered') THEN last_agent_at ELSE closed_at END`;
const SERVED = 'first_reply_at IS NOT NULL AND closed_at < ?';
const PERIOD = `SELECT COUNT(DISTINCT visitor) AS visitors, COUNT(last_visitor_at) AS conversations,
    COUNT(CASE WHEN ${SERVED} THEN 1 END) AS served, CAST(COALESCE(SUM(CASE WHEN ${SERVED} THEN ${END} - first_reply_at END), 0) AS BIGINT) AS served_ms
  FROM conversations WHERE opened_at >= ? AND opened_at < ?`;
const MOST = 'SELECT MAX(agents) AS agents FROM head_counts WHERE at >= ? AND at < ?';

function* period({ from, to, until }: Parameters<FigureRecords['period']>[0]): Operation<PeriodFigures> {
  const found = first((yield ask(PERIOD, until, until, from, to)).rows);
  const most = first((yield ask(MOST, from, to)).rows)?.agents;
  return {
    visitors: int(found?.visitors), conversations: int(found?.conversations), served: int(found?.served), servedMs: int(found?.served_ms),
    ...(typeof most === 'number' && { mostAgents: most }),
  };
}

const OPEN = `SELECT COUNT(DISTINCT o.visitor) AS visitors FROM
  (SELECT visitor FROM conversations WHERE state = 'waiting' UNION ALL SELECT visitor FROM conversations WHERE state = 'assigned') o`;

function* openVisitors(): Operation<number> {
  return int(first((yield ask(OPEN)).rows)?.visitors);
}

function* headCount(at: number, since: number): Operation<HeadCount | undefined> {
  const row = first((yield ask('SELECT agents, visitors FROM head_counts WHERE at <= ? AND at >= ? ORDER BY at DESC LIMIT 1', at, since)).rows);
  return row && { agents: int(row.agents), visitors: int(row.visitors) };
}

function* keepHeadCount({ at, agents, visitors, forget }: Parameters<FigureRecords['keepHeadCount']>[0]): Operation<void> {
  yield change('INSERT INTO head_counts (at, agents, visitors) VALUES (?, ?, ?) ON CONFLICT (at) DO NOTHING', at, agents, visitors);
  yield change('DELETE FROM head_counts WHERE at < ?', forget);
}

export const figureReads: Table<ReadsOf<'figures'>> = { 'figures.period': period, 'figures.told': told, 'figures.openVisitors': openVisitors, 'figures.headCount': headCount };
export const figureWrites: Table<WritesOf<'figures'>> = { 'figures.keepHeadCount': keepHeadCount };

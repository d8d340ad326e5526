import type { AgentState, Card } from '../records/agents';
import { actOf } from './acts';
import { agentColumns, agentOf } from './agent-row';
import type { ReadsOf, Table } from './operations';
import { first, int, list, text, textOrNull } from './row';
import { ask, type Operation, type Row } from './statement';
import { where } from './where';

/** Only those the store has seen; who is missing never chose a status and owns nothing. */
function* states(agents: string[]): Operation<AgentState[]> {
  if (agents.length === 0) return [];
  const { marks, values } = list(agents);
  return (yield ask(`SELECT ${agentColumns} FROM agents WHERE agent IN (${marks})`, ...values)).rows.map(agentOf);
}

/** Those paused come last, or fifty of them would hide everybody else. */
function* leastLoaded(statuses: string[], limit: number): Operation<AgentState[]> {
  const found: AgentState[] = [];
  for (const status of statuses) {
    const { rows } = yield ask(`SELECT ${agentColumns} FROM agents WHERE status = ? ORDER BY paused, load, agent LIMIT ?`, status, limit);
    found.push(...rows.map(agentOf));
  }
  const paused = (state: AgentState): number => (state.paused === undefined ? 0 : 1);
  return found.sort((a, b) => paused(a) - paused(b) || a.load - b.load || (a.agent < b.agent ? -1 : 1)).slice(0, limit);
}

function* loaded(limit: number): Operation<AgentState[]> {
  return (yield ask(`SELECT ${agentColumns} FROM agents WHERE load > 0 ORDER BY load DESC, agent LIMIT ?`, limit)).rows.map(agentOf);
}

function* all(limit: number, after?: string): Operation<AgentState[]> {
  return (yield ask(`SELECT ${agentColumns} FROM agents WHERE agent > ? ORDER BY agent LIMIT ?`, after ?? '', limit)).rows.map(agentOf);
}

function* turn(group: string): Operation<{ last?: string; count: number }> {
  const row = first((yield ask('SELECT last, count FROM turns WHERE team = ?', group)).rows);
  return row === undefined ? { count: 0 } : { last: text(row.last), count: int(row.count) };
}

const isKind = (value: string): value is Card['kind'] => ['assigned', 'waiting', 'status', 'list'].includes(value);

const cardOf = (row: Row): Card => {
  const kind = text(row.kind);
  if (!isKind(kind)) throw new Error('a card of unknown kind');
  const card: Card = { id: text(row.id), agent: text(row.agent), kind, at: int(row.at) };
  const conversation = textOrNull(row.conversation);
  const responseCode = textOrNull(row.response_code);
  if (conversation !== null) card.conversation = conversation;
  if (responseCode !== null) card.responseCode = responseCode;
  return card;
};

function* cards(filter: { conversation?: string; agent?: string; kind?: string }): Operation<Card[]> {
  const { sql, params } = where([['conversation = ?', filter.conversation], ['agent = ?', filter.agent], ['kind = ?', filter.kind]]);
  return (yield ask(`SELECT id, agent, kind, conversation, response_code, at FROM cards${sql} ORDER BY at, id LIMIT 1000`, ...params)).rows.map(cardOf);
}

function* dutyOver(now: number): Operation<string[]> {
  return (yield ask('SELECT agent FROM agents WHERE duty_until IS NOT NULL AND duty_until <= ? ORDER BY agent', now)).rows.map((row) => text(row.agent));
}

function* toldWaiting(): Operation<{ agent: string; count: number }[]> {
  const { rows } = yield ask('SELECT agent, waiting_told FROM agents WHERE waiting_told > 0 ORDER BY agent');
  return rows.map((row) => ({ agent: text(row.agent), count: int(row.waiting_told) }));
}

export const agentReads: Table<ReadsOf<'agents'>> = {
  'agents.states': states,
  'agents.actOf': actOf,
  'agents.leastLoaded': leastLoaded,
  'agents.loaded': loaded,
  'agents.all': all,
  'agents.turn': turn,
  'agents.cards': cards,
  'agents.dutyOver': dutyOver,
  'agents.toldWaiting': toldWaiting,
};

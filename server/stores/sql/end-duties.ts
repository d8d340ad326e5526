import type { AgentRecords, AgentState } from '../records/agents';
import type { News } from '../records/delivery';
import { agentColumns, agentOf } from './agent-row';
import { addDeliveries, newsFor } from './outbox-add';
import { list } from './row';
import { ask, change, type Operation } from './statement';

type Request = Parameters<AgentRecords['endDuties']>[0];

const OVER = 'SELECT agent FROM agents WHERE duty_until IS NOT NULL AND duty_until <= ? ORDER BY agent LIMIT 500 FOR UPDATE SKIP LOCKED';
const SOON = `SELECT agent FROM agents WHERE duty_until IS NOT NULL AND duty_until > ? AND duty_until <= ? AND duty_warned = 0
  ORDER BY agent LIMIT 500 FOR UPDATE SKIP LOCKED`;
const END = 'duty_until = NULL, duty_act_at = NULL, duty_warned = 0';
const END_OFFLINE = `status = 'offline', status_since = ?, forced_by = NULL, ${END}`;

function* found(sql: string, ...params: number[]): Operation<string[]> {
  return (yield ask(sql, ...params)).rows.map((row) => String(row.agent));
}

function* marked(agents: readonly string[], sql: string, ...before: number[]): Operation<AgentState[]> {
  if (agents.length === 0) return [];
  const { marks, values } = list(agents);
  yield change(`UPDATE agents SET ${sql}, version = version + 1 WHERE agent IN (${marks})`, ...before, ...values);
  const { rows } = yield ask(`SELECT ${agentColumns} FROM agents WHERE agent IN (${marks}) ORDER BY agent`, ...values);
  return rows.map(agentOf);
}

const newsOf = ({ status, dutyUntil }: AgentState, cause: 'duty-ending' | 'duty-ended'): News =>
  ({ kind: 'status', status, cause, ...(dutyUntil !== undefined && { until: dutyUntil }) });

/** Those another node has locked are left to it. */
export function* endDuties({ now, warnMs, here, newDelivery }: Request): Operation<{ warn: AgentState[]; ended: AgentState[] }> {
  const over = yield* found(OVER, now);
  const staying = new Set(here);
  const ended = [
    ...(yield* marked(over.filter((agent) => !staying.has(agent)), END_OFFLINE, now)),
    ...(yield* marked(over.filter((agent) => staying.has(agent)), END)),
  ];
  const warn = yield* marked(yield* found(SOON, now, now + warnMs), 'duty_warned = 1');
  yield* addDeliveries([
    ...ended.map((state, i) => newsFor(`${newDelivery}-ended-${i}`, state.agent, newsOf(state, 'duty-ended'))),
    ...warn.map((state, i) => newsFor(`${newDelivery}-ending-${i}`, state.agent, newsOf(state, 'duty-ending'))),
  ], undefined, now);
  return { warn, ended };
}

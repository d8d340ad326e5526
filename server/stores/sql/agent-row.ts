import type { AgentState, Choice } from '../records/agents';
import { first, int, intOrNull, json, text, textOrNull } from './row';
import { ask, change, type Operation, type Row } from './statement';

export const agentColumns = `agent, status, status_since, paused_reason, paused, paused_since, forced_by, duty_until, duty_act_at, load, misses,
  last_assigned_at, current_conversation, current_until, current_chosen_at, chose_before, status_set_at, version`;

export const agentOf = (row: Row): AgentState => {
  const out: AgentState = {
    agent: text(row.agent), status: text(row.status), statusSince: int(row.status_since), load: int(row.load), misses: int(row.misses), version: int(row.version),
  };
  const forcedBy = textOrNull(row.forced_by);
  const dutyUntil = intOrNull(row.duty_until);
  const dutyActAt = intOrNull(row.duty_act_at);
  const lastAssignedAt = intOrNull(row.last_assigned_at);
  const conversation = textOrNull(row.current_conversation);
  if (int(row.paused) === 1) out.paused = { reason: textOrNull(row.paused_reason) ?? '', since: intOrNull(row.paused_since) ?? 0 };
  if (row.status_set_at === null) out.unchosen = true;
  if (forcedBy !== null) out.forcedBy = forcedBy;
  if (dutyUntil !== null) out.dutyUntil = dutyUntil;
  if (dutyActAt !== null) out.dutyActAt = dutyActAt;
  if (lastAssignedAt !== null) out.lastAssignedAt = lastAssignedAt;
  if (conversation !== null) out.current = { conversation, chosenAt: intOrNull(row.current_chosen_at) ?? 0, until: intOrNull(row.current_until) ?? 0 };
  if (row.chose_before !== null) out.choseBefore = json<Choice>(row.chose_before);
  return out;
};

const NEW = `INSERT INTO agents (agent, status, status_since, paused, duty_warned, load, misses, version)
  VALUES (?, 'offline', ?, 0, 0, 0, 0, 0) ON CONFLICT (agent) DO NOTHING`;

/** The agent's row, ours alone until the transaction ends; made when he was never seen. */
export function* lockAgent(agent: string, now: number): Operation<AgentState> {
  const sql = `SELECT ${agentColumns} FROM agents WHERE agent = ? FOR UPDATE`;
  let row = first((yield ask(sql, agent)).rows);
  if (row === undefined) {
    yield change(NEW, agent, now);
    row = first((yield ask(sql, agent)).rows);
  }
  if (row === undefined) throw new Error('an agent that was just written cannot be found');
  return agentOf(row);
}

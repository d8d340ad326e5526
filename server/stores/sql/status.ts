import type { Act, AgentRecords, AgentState } from '../records/agents';
import { lockAgent } from './agent-row';
import { first, intOrNull } from './row';
import { ask, change, type Operation } from './statement';

type StatusChange = Parameters<AgentRecords['setStatus']>[0];

const SET = `UPDATE agents SET status = ?, status_since = ?, status_act_at = ?, status_set_at = ?, forced_by = ?, duty_until = ?, duty_act_at = ?,
  duty_warned = 0, version = version + 1 WHERE agent = ?`;

/** The platform's times are whole seconds, cut off: what happened in the same second was not before. */
const isBefore = (act: Act, at: number): boolean => act.at < at - (at % 1000);

/** What he did himself is compared by the clock of the platform he did it on; what changed by itself or elsewhere, by ours. */
function* saidOtherwiseSince(act: Act, { statusSince }: AgentState): Operation<boolean> {
  const row = first((yield ask('SELECT status_act_at, status_set_at FROM agents WHERE agent = ?', act.agent)).rows);
  const setAt = intOrNull(row?.status_set_at);
  if (setAt === null) return false;
  return isBefore(act, statusSince > setAt ? statusSince : (intOrNull(row?.status_act_at) ?? setAt));
}

/** A duty that is running goes on when he says `online` again; away and offline end it. */
export function* setStatus(s: StatusChange): Operation<AgentState> {
  const before = yield* lockAgent(s.agent, s.now);
  if (s.act !== undefined && (yield* saidOtherwiseSince(s.act, before))) return before;
  const since = before.status === s.status && before.version > 0 ? before.statusSince : s.now;
  const running = s.status === 'online' ? before : undefined;
  const dutyActAt = s.dutyUntil === undefined ? running?.dutyActAt : s.now;
  yield change(
    SET, s.status, since, s.act?.at ?? null, s.now, s.forced === true ? s.by : null, s.dutyUntil ?? running?.dutyUntil ?? null, dutyActAt ?? null, s.agent,
  );
  return s.resume === true && before.paused !== undefined ? yield* resume(s.agent, s.now, s.act) : yield* lockAgent(s.agent, s.now);
}

export function* pause(agent: string, reason: string, now: number): Operation<AgentState> {
  yield* lockAgent(agent, now);
  yield change('UPDATE agents SET paused = 1, paused_reason = ?, paused_since = ?, version = version + 1 WHERE agent = ?', reason, now, agent);
  return yield* lockAgent(agent, now);
}

/** Missed rings are forgiven with it, else the next one would pause him again. */
export function* resume(agent: string, now: number, act?: Act): Operation<AgentState> {
  const before = yield* lockAgent(agent, now);
  if (act !== undefined && before.paused !== undefined && isBefore(act, before.paused.since)) return before;
  yield change('UPDATE agents SET paused = 0, paused_reason = NULL, paused_since = NULL, misses = 0, version = version + 1 WHERE agent = ?', agent);
  return yield* lockAgent(agent, now);
}

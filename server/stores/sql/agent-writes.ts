import type { AgentRecords, AgentState, Card } from '../records/agents';
import { signed } from './audit-store';
import { lockAgent } from './agent-row';
import { endDuties } from './end-duties';
import type { Table, WritesOf } from './operations';
import { change, type Operation } from './statement';
import { tellWaiting } from './tell-waiting';

type StatusChange = Parameters<AgentRecords['setStatus']>[0];

const SET = `UPDATE agents SET status = ?, status_since = ?, forced_by = ?, duty_until = ?, duty_act_at = ?, duty_warned = 0, version = version + 1
  WHERE agent = ?`;

/** A duty that is running goes on when he says `online` again; away and offline end it. */
function* setStatus(s: StatusChange): Operation<AgentState> {
  const before = yield* lockAgent(s.agent, s.now);
  const since = before.status === s.status && before.version > 0 ? before.statusSince : s.now;
  const running = s.status === 'online' ? before : undefined;
  const dutyActAt = s.dutyUntil === undefined ? running?.dutyActAt : s.now;
  yield change(SET, s.status, since, s.forced === true ? s.by : null, s.dutyUntil ?? running?.dutyUntil ?? null, dutyActAt ?? null, s.agent);
  return yield* lockAgent(s.agent, s.now);
}

function* pause(agent: string, reason: string, now: number): Operation<AgentState> {
  yield* lockAgent(agent, now);
  yield change('UPDATE agents SET paused = 1, paused_reason = ?, paused_since = ?, version = version + 1 WHERE agent = ?', reason, now, agent);
  return yield* lockAgent(agent, now);
}

/** Missed rings are forgiven with it, else the next one would pause him again. */
function* resume(agent: string, now: number): Operation<AgentState> {
  yield* lockAgent(agent, now);
  yield change('UPDATE agents SET paused = 0, paused_reason = NULL, paused_since = NULL, misses = 0, version = version + 1 WHERE agent = ?', agent);
  return yield* lockAgent(agent, now);
}

/** A duty that is over is not brought back by a late act; one never gets shorter by acting. */
function* acted(agent: string, now: number, dutyUntil: number): Operation<void> {
  yield change(
    `UPDATE agents SET duty_act_at = ?, duty_warned = CASE WHEN duty_until < ? THEN 0 ELSE duty_warned END,
       duty_until = CASE WHEN duty_until < ? THEN ? ELSE duty_until END
     WHERE agent = ? AND duty_until > ?`, now, dutyUntil, dutyUntil, dutyUntil, agent, now,
  );
}

function* setCurrent(agent: string, current?: { conversation: string; until: number }): Operation<void> {
  if (current === undefined) {
    yield change('UPDATE agents SET current_conversation = NULL, current_until = NULL WHERE agent = ?', agent);
    return;
  }
  yield* lockAgent(agent, 0);
  yield change('UPDATE agents SET current_conversation = ?, current_until = ? WHERE agent = ?', current.conversation, current.until, agent);
}

function* keepCard(card: Card): Operation<void> {
  yield change(
    `INSERT INTO cards (id, agent, kind, conversation, response_code, at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET response_code = excluded.response_code, at = excluded.at`,
    card.id, card.agent, card.kind, card.conversation ?? null, card.responseCode ?? null, card.at,
  );
}

function* dropCard(id: string): Operation<void> {
  yield change('DELETE FROM cards WHERE id = ?', id);
}

const always = (): boolean => true;

export const agentWrites: Table<WritesOf<'agents'>> = {
  'agents.setStatus': (request) => signed(setStatus(request), request.audit, always),
  'agents.pause': pause,
  'agents.resume': (agent, now, row) => signed(resume(agent, now), row, always),
  'agents.acted': acted,
  'agents.setCurrent': setCurrent,
  'agents.endDuties': endDuties,
  'agents.tellWaiting': tellWaiting,
  'agents.keepCard': keepCard,
  'agents.dropCard': dropCard,
};

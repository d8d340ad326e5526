import type { Card } from '../records/agents';
import { keepAct, once } from './acts';
import { signed } from './audit-store';
import { lockAgent } from './agent-row';
import { choiceOf, choose } from './current-choice';
import { endDuties } from './end-duties';
import type { Table, WritesOf } from './operations';
import { change, type Operation } from './statement';
import { pause, resume, setStatus } from './status';
import { tellWaiting } from './tell-waiting';

/** A duty that is over is not brought back by a late act; one never gets shorter by acting. */
function* acted(agent: string, now: number, dutyUntil: number): Operation<void> {
  yield change(
    `UPDATE agents SET duty_act_at = ?, duty_warned = CASE WHEN duty_until < ? THEN 0 ELSE duty_warned END,
       duty_until = CASE WHEN duty_until < ? THEN ? ELSE duty_until END
     WHERE agent = ? AND duty_until > ?`, now, dutyUntil, dutyUntil, dutyUntil, agent, now,
  );
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
  'agents.setStatus': (request) =>
    once(signed(setStatus(request), request.audit, always), { act: request.act, did: always, known: () => lockAgent(request.agent, request.now) }),
  'agents.pause': pause,
  'agents.resume': (agent, now, by) =>
    once(signed(resume(agent, now, by?.act), by?.audit, always), { act: by?.act, did: always, known: () => lockAgent(agent, now) }),
  'agents.acted': acted,
  'agents.choose': (agent, choice, act) =>
    once(choose(agent, choice), { act, conversation: choice.conversation, did: always, known: () => choiceOf(agent, choice) }),
  'agents.keepAct': keepAct,
  'agents.endDuties': endDuties,
  'agents.tellWaiting': tellWaiting,
  'agents.keepCard': keepCard,
  'agents.dropCard': dropCard,
};

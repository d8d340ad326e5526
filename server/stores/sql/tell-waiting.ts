import type { AgentRecords } from '../records/agents';
import { lockAgent } from './agent-row';
import { UNSETTLED } from './delivery-row';
import { agentLane, lockLanes, wakeLanes } from './lanes';
import { addDelivery, newsFor } from './outbox-add';
import { change, type Operation } from './statement';

type Request = Parameters<AgentRecords['tellWaiting']>[0];

const TELL = 'UPDATE agents SET waiting_told = ? WHERE agent = ? AND waiting_told = ?';
const DROP = `UPDATE deliveries SET state = 'dropped', why = 'moved' WHERE lane = ? AND ${UNSETTLED} AND state = 'pending' AND merge_key = ?`;

/** The number he was told and the card that tells it are one transaction: no crash and no second node can double or lose it. */
export function* tellWaiting({ agent, before, conversations, oldestAt, newDelivery, now }: Request): Operation<boolean> {
  yield* lockAgent(agent, now);
  const { length: count } = conversations;
  if ((yield change(TELL, count, agent, before)).count === 0) return false;
  const lane = agentLane(agent);
  const mergeKey = `waiting:${agent}`;
  yield* lockLanes([lane]);
  if ((yield change(DROP, lane, mergeKey)).count > 0) yield* wakeLanes([lane]);
  if (count > 0) yield* addDelivery({ ...newsFor(newDelivery, agent, { kind: 'waiting', count, oldestAt, conversations }), mergeKey }, undefined, now);
  return true;
}

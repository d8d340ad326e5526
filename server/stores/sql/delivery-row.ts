import type { Delivery, DeliveryTarget, News } from '../records/delivery';
import { isDeliveryState } from './message-store';
import { int, json, text, textOrNull } from './row';
import type { Row } from './statement';

export const deliveryColumns = ['n', 'id', 'lane', 'kind', 'conversation', 'seq', 'visitor', 'agent', 'metered', 'content', 'state', 'parts', 'progress',
  'attempts', 'system', 'due_at', 'created_at', 'why'].map((column) => `d.${column}`).join(', ');

/**
 * Stands beside every condition on the deliveries of a lane: SQLite uses the index of those not settled only where its own
 * condition is repeated word for word, and without it reads all that was ever sent.
 */
export const UNSETTLED = "state IN ('pending', 'held', 'taken')";

const targetOf = (row: Row): DeliveryTarget => {
  switch (row.kind) {
    case 'visitor': return { to: 'visitor', seq: int(row.seq) };
    case 'words': return { to: 'agent', agent: text(row.agent), news: { kind: 'words', seq: int(row.seq) } };
    case 'news': return { to: 'agent', agent: text(row.agent), news: json<News>(row.content) };
    case 'webhook':
    case 'notice': return json<DeliveryTarget>(row.content);
    default: throw new Error('a delivery of unknown kind');
  }
};

export const deliveryOf = (row: Row): Delivery => {
  const state = text(row.state);
  if (!isDeliveryState(state)) throw new Error('a delivery in an unknown state');
  const out: Delivery = {
    id: text(row.id), lane: text(row.lane), target: targetOf(row), state, parts: int(row.parts), progress: int(row.progress),
    attempts: int(row.attempts), dueAt: int(row.due_at), createdAt: int(row.created_at),
  };
  const conversation = textOrNull(row.conversation);
  const why = textOrNull(row.why);
  if (conversation !== null) out.conversation = conversation;
  if (why !== null) out.why = why;
  return out;
};

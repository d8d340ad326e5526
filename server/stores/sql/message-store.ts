import type { DeliveryState, Message, MessageBody, MessageFrom } from '../../../shared/message';
import { int, intOrNull, json, text, textOrNull } from './row';
import { change, type Operation, type Row } from './statement';

export interface NewMessage {
  id: string;
  conversation: string;
  seq: number;
  at: number;
  from: MessageFrom;
  agent?: string | undefined;
  body: MessageBody;
  /** It needs no delivery. */
  arrived?: boolean | undefined;
  /** Once-only key, already scoped; none for messages that follow from another keyed change. */
  key?: string;
}

const INSERT = `INSERT INTO messages (conversation, seq, id, at, sender, agent, body, file, once_key, arrived) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (once_key) DO NOTHING`;

export const fileOf = (body: MessageBody): string | null => ((body.kind === 'image' || body.kind === 'file') && body.file !== undefined ? body.file : null);

/** False when the key is known already: then nothing was written. */
export function* insertMessage(m: NewMessage): Operation<boolean> {
  const { count } = yield change(
    INSERT, m.conversation, m.seq, m.id, m.at, m.from, m.agent ?? null, JSON.stringify(m.body), fileOf(m.body), m.key ?? null, m.arrived === true ? 1 : null,
  );
  return count > 0;
}

export const messageFrom = (m: NewMessage): Message => {
  const out: Message = { id: m.id, conversation: m.conversation, seq: m.seq, at: m.at, from: m.from, body: m.body };
  if (m.agent !== undefined) out.agent = m.agent;
  if (m.arrived === true) out.delivery = { state: 'sent' };
  return out;
};

export const isFrom = (value: string): value is MessageFrom => value === 'visitor' || value === 'agent' || value === 'system' || value === 'note';

export const isDeliveryState = (value: string): value is DeliveryState =>
  ['pending', 'taken', 'held', 'sent', 'failed', 'unknown', 'dropped'].includes(value);

/** With `delivery_state` and `delivery_why` where the statement joined them. */
export const messageOf = (row: Row): Message => {
  const from = text(row.sender);
  if (!isFrom(from)) throw new Error('a message from an unknown side');
  const out: Message = {
    id: text(row.id), conversation: text(row.conversation), seq: int(row.seq), at: int(row.at), from, body: json<MessageBody>(row.body),
  };
  const agent = textOrNull(row.agent);
  if (agent !== null) out.agent = agent;
  const recalledAt = intOrNull(row.recalled_at);
  if (recalledAt !== null) out.recalledAt = recalledAt;
  const state = textOrNull(row.delivery_state);
  if (state !== null && isDeliveryState(state)) {
    const why = textOrNull(row.delivery_why);
    out.delivery = why === null ? { state } : { state, why };
  }
  return out;
};

/** `FROM` and columns for messages with their delivery to the visitor; `m` and `d` are their names. */
export const MESSAGES = `SELECT m.conversation, m.seq, m.id, m.at, m.sender, m.agent, m.body, m.recalled_at,
    CASE WHEN m.arrived = 1 THEN 'sent' ELSE d.state END AS delivery_state, d.why AS delivery_why
  FROM messages m LEFT JOIN deliveries d ON d.conversation = m.conversation AND d.seq = m.seq AND d.kind = 'visitor'`;

/** An agent's send is his wherever it went: a retry after the conversation moved must not say it to somebody else. */
export const agentKey = (agent: string | undefined, key: string): string => `agent ${agent ?? ''}|${key}`;

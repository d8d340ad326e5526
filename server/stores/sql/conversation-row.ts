import type { ChannelKind } from '../../../shared/config/entry';
import type { Conversation } from '../../../shared/conversation';
import { int, intOrNull, json, text, textOrNull } from './row';
import type { Row } from './statement';

/** A conversation as it is kept: what the desk sees and what later steps need. */
export interface Kept {
  id: string; visitor: string; channel: ChannelKind; account: string; entry: string;
  state: Conversation['state']; version: number; agent: string | null; step: number | null; priority: number;
  ageing_ms: number; silent_ms: number; idle_ms: number;
  opened_at: number;
  /** The platform's time of the visitor's last entering. */
  entered_at: number;
  waiting_since: number | null; wait_until: number | null; assigned_at: number | null; closed_at: number | null;
  seq: number; last_visitor_at: number | null; last_agent_at: number | null; last_agent: string | null; first_reply_at: number | null;
  /** Number of the visitor's first message nobody has answered yet. */
  asked_from: number | null;
  ring_ms: number; ring_at: number | null;
  /** 1: the ring of this assignment has started or was answered; it starts only once. */
  rung: number;
  /** 1: the owner is told where he is reached outside the workbench. */
  tell: number;
  /** The `assigned` news that waits for a silent visitor's first word. */
  card: string | null;
  missed: string;
  previous: string | null; close_reason: string | null; survey_asked_at: number | null;
  /** As JSON. */
  tags: string | null;
  /** Unique among the open: what there may be only one of. */
  open_key: string | null;
}

export const columns = [
  'id', 'visitor', 'channel', 'account', 'entry', 'state', 'version', 'agent', 'step', 'priority', 'ageing_ms', 'silent_ms', 'idle_ms',
  'opened_at', 'entered_at', 'waiting_since', 'wait_until', 'assigned_at', 'closed_at', 'seq', 'last_visitor_at', 'last_agent_at',
  'last_agent', 'first_reply_at', 'asked_from', 'ring_ms', 'ring_at', 'rung', 'tell', 'card', 'missed', 'previous', 'close_reason', 'open_key',
  'survey_asked_at', 'tags',
] as const satisfies readonly (keyof Kept)[];

/** The columns for a SELECT from `conversations c`. */
export const selected = columns.map((column) => `c.${column}`).join(', ');

const isChannel = (value: string): value is ChannelKind => value === 'contact' || value === 'kf' || value === 'chat';
const isState = (value: string): value is Conversation['state'] =>
  value === 'waiting' || value === 'assigned' || value === 'closed' || value === 'left';

export const kept = (row: Row): Kept => {
  const channel = text(row.channel);
  const state = text(row.state);
  if (!isChannel(channel) || !isState(state)) throw new Error('a conversation of unknown channel or state');
  return {
    id: text(row.id), visitor: text(row.visitor), channel, account: text(row.account), entry: text(row.entry),
    state, version: int(row.version), agent: textOrNull(row.agent), step: intOrNull(row.step), priority: int(row.priority),
    ageing_ms: int(row.ageing_ms), silent_ms: int(row.silent_ms), idle_ms: int(row.idle_ms),
    opened_at: int(row.opened_at), entered_at: int(row.entered_at),
    waiting_since: intOrNull(row.waiting_since), wait_until: intOrNull(row.wait_until),
    assigned_at: intOrNull(row.assigned_at), closed_at: intOrNull(row.closed_at),
    seq: int(row.seq), last_visitor_at: intOrNull(row.last_visitor_at), last_agent_at: intOrNull(row.last_agent_at),
    last_agent: textOrNull(row.last_agent), first_reply_at: intOrNull(row.first_reply_at), asked_from: intOrNull(row.asked_from),
    ring_ms: int(row.ring_ms), ring_at: intOrNull(row.ring_at), rung: int(row.rung), tell: int(row.tell), card: textOrNull(row.card),
    missed: text(row.missed), previous: textOrNull(row.previous), close_reason: textOrNull(row.close_reason), open_key: textOrNull(row.open_key),
    survey_asked_at: intOrNull(row.survey_asked_at), tags: textOrNull(row.tags),
  };
};

/** What the desk sees. */
export const shown = (c: Kept): Conversation => {
  const out: Conversation = {
    id: c.id, visitor: c.visitor, channel: c.channel, account: c.account, entry: c.entry, state: c.state, version: c.version,
    priority: c.priority, openedAt: c.opened_at, seq: c.seq, missed: c.missed === '[]' ? [] : json<string[]>(c.missed),
  };
  if (c.agent !== null) out.agent = c.agent;
  if (c.step !== null) out.step = c.step;
  if (c.waiting_since !== null && c.state === 'waiting') out.waitingSince = c.waiting_since;
  if (c.wait_until !== null) out.waitUntil = c.wait_until;
  if (c.assigned_at !== null) out.assignedAt = c.assigned_at;
  if (c.closed_at !== null) out.closedAt = c.closed_at;
  if (c.last_visitor_at !== null) out.lastVisitorAt = c.last_visitor_at;
  if (c.last_agent_at !== null) out.lastAgentAt = c.last_agent_at;
  if (c.first_reply_at !== null) out.firstReplyAt = c.first_reply_at;
  if (c.ring_at !== null) out.ringAt = c.ring_at;
  if (c.survey_asked_at !== null) out.surveyAskedAt = c.survey_asked_at;
  if (c.tags !== null) out.tags = json<string[]>(c.tags);
  if (c.previous !== null) out.previous = c.previous;
  if (c.close_reason !== null) out.closeReason = c.close_reason;
  return out;
};

/** The desk's view straight from a row. */
export const conversationOf = (row: Row): Conversation => shown(kept(row));

import { columns, type Kept } from './conversation-row';
import { json } from './row';
import type { SqlValue } from './statement';

/**
 * All columns of a conversation `c` as one: for the statement of every visitor's word, since a driver takes longer to hand over
 * so many values one by one than the database to write them as a text.
 */
export const packed = `CAST(JSON_ROW(${columns.map((column) => `c.${column}`).join(', ')}) AS TEXT) AS packed`;

type InOrder<Names extends readonly (keyof Kept)[]> = { [Place in keyof Names]: Kept[Names[Place]] };

/** The column `packed` of a row. */
export const unpacked = (value: SqlValue | undefined): Kept => {
  const [
    id, visitor, channel, account, entry, state, version, agent, step, priority, ageing_ms, silent_ms, idle_ms,
    opened_at, entered_at, waiting_since, wait_until, assigned_at, closed_at, seq, last_visitor_at, last_agent_at,
    last_agent, first_reply_at, asked_from, ring_ms, ring_at, rung, tell, card, missed, previous, close_reason, open_key, survey_asked_at, tags,
  ] = json<InOrder<typeof columns>>(value);
  return {
    id, visitor, channel, account, entry, state, version, agent, step, priority, ageing_ms, silent_ms, idle_ms,
    opened_at, entered_at, waiting_since, wait_until, assigned_at, closed_at, seq, last_visitor_at, last_agent_at,
    last_agent, first_reply_at, asked_from, ring_ms, ring_at, rung, tell, card, missed, previous, close_reason, open_key, survey_asked_at, tags,
  };
};

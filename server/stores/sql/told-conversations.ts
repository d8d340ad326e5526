import type { FigureRecords, ToldConversation, ToldDecision } from '../records/figures';
import { given, int, intOrNull, list, text, textOrNull } from './row';
import { ask, type Operation, type Row } from './statement';

/** Found at the beginning of the conversation, however much was said. */
const FIRST_WORD = `(SELECT m.at FROM messages m WHERE m.conversation = c.id AND m.sender = 'visitor' AND m.body NOT LIKE '%"kind":"event"%' ORDER BY m.seq LIMIT 1)`;
const TOLD = `SELECT c.id, c.opened_at, c.entry, c.state, c.first_reply_at, ${FIRST_WORD} AS first_word_at, l.left_at, s.stars, s.agent AS rated
  FROM conversations c LEFT JOIN left_messages l ON l.conversation = c.id LEFT JOIN surveys s ON s.conversation = c.id
  WHERE c.opened_at >= ? AND c.opened_at < ? AND (c.opened_at > ? OR c.id COLLATE "C" > ?) AND c.last_visitor_at IS NOT NULL
  ORDER BY c.opened_at, c.id COLLATE "C" LIMIT ?`;

function* decisionsOf(conversations: readonly string[]): Operation<Map<string, ToldDecision[]>> {
  const { marks, values } = list(conversations);
  const { rows } = yield ask(`SELECT conversation, at, entry, outcome, cause, agent, former, named, step FROM receipts WHERE conversation IN (${marks}) ORDER BY n`, ...values);
  const found = new Map<string, ToldDecision[]>();
  // A node of the version before, still at work while others had begun with this one, wrote neither outcome nor cause.
  for (const row of rows) {
    const id = text(row.conversation);
    const decisions = found.get(id) ?? [];
    decisions.push({
      at: int(row.at), entry: text(row.entry), outcome: textOrNull(row.outcome) ?? '', cause: textOrNull(row.cause) ?? '',
      ...given({ agent: textOrNull(row.agent), former: textOrNull(row.former), named: textOrNull(row.named), step: intOrNull(row.step) }),
    });
    found.set(id, decisions);
  }
  return found;
}

const toldOf = (row: Row, decisions: ToldDecision[]): ToldConversation => {
  const stars = intOrNull(row.stars);
  return {
    id: text(row.id), openedAt: int(row.opened_at), entry: text(row.entry), closed: row.state === 'closed', left: row.left_at !== null, decisions,
    ...given({ firstWordAt: intOrNull(row.first_word_at), firstReplyAt: intOrNull(row.first_reply_at) }),
    ...(stars !== null && { survey: { stars, ...given({ agent: textOrNull(row.rated) }) } }),
  };
};

export function* told({ from, to, after, limit }: Parameters<FigureRecords['told']>[0]): Operation<ToldConversation[]> {
  const { rows } = yield ask(TOLD, after?.openedAt ?? from, to, after?.openedAt ?? from, after?.id ?? '', limit);
  if (rows.length === 0) return [];
  const decisions = yield* decisionsOf(rows.map((row) => text(row.id)));
  return rows.map((row) => toldOf(row, decisions.get(text(row.id)) ?? []));
}

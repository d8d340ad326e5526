import type { MessageBody } from '../../../shared/message';
import type { OwnConversation } from '../records/visits';
import { kept, selected, shown } from './conversation-row';
import { isFrom } from './message-store';
import { int, intOrNull, json, textOrNull } from './row';
import { ask, type Operation, type Row } from './statement';

/** Inside JSON the quotes of what people wrote are escaped, so that no text can look like a field. */
const OWN = `SELECT ${selected}, m.at AS last_at, m.sender AS last_sender, m.body AS last_body,
    CASE WHEN c.channel = 'chat' THEN (SELECT COUNT(*) FROM messages u WHERE u.conversation = c.id AND u.seq > COALESCE(r.read_seq, 0) AND u.sender = 'agent' AND u.recalled_at IS NULL) END AS unread
  FROM conversations c
  LEFT JOIN readings r ON r.conversation = c.id
  LEFT JOIN messages m ON m.conversation = c.id AND m.seq = (SELECT n.seq FROM messages n
    WHERE n.conversation = c.id AND n.sender <> 'note' AND n.recalled_at IS NULL AND n.body NOT LIKE '%"kind":"event"%' ORDER BY n.seq DESC LIMIT 1)
  WHERE c.visitor = ? ORDER BY c.opened_at DESC, c.id DESC LIMIT ?`;

export function* own(visitor: string, limit: number): Operation<OwnConversation[]> {
  return (yield ask(OWN, visitor, limit)).rows.map(ownOf);
}

function ownOf(row: Row): OwnConversation {
  const c = kept(row);
  const from = textOrNull(row.last_sender);
  const unread = intOrNull(row.unread);
  return {
    conversation: shown(c),
    ...(c.last_agent !== null && { answeredBy: c.last_agent }),
    ...(from !== null && isFrom(from) && { last: { at: int(row.last_at), from, body: json<MessageBody>(row.last_body) } }),
    ...(unread !== null && { unread }),
  };
}

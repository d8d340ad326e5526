import type { ChannelKind } from '../../../shared/config/entry';
import type { VisitorEvent } from '../../../shared/http/visitor-log';
import { given, int, text, textOrNull } from './row';
import { ask, type Operation, type Row } from './statement';

/** More than one visitor's things that can happen in one moment: a page never ends inside a moment. */
const TIES = 20;

/** One kind of thing: found newest first before a moment, `?` being the visitor, the moment and how many. */
interface Source {
  sql: string;
  read(row: Row): VisitorEvent;
}

const common = (row: Row): { at: number; conversation: string; entry: string } => ({ at: int(row.at), conversation: text(row.conversation), entry: text(row.entry) });
const isChannel = (value: string): value is ChannelKind => value === 'contact' || value === 'kf' || value === 'chat';
const channelOf = (row: Row): ChannelKind => {
  const channel = text(row.channel);
  if (!isChannel(channel)) throw new Error('a conversation of an unknown channel');
  return channel;
};

/** In the order in which they follow one another inside one moment. */
const sources: readonly Source[] = [
  {
    sql: 'SELECT at, region FROM visits WHERE visitor = ? AND at < ? ORDER BY at DESC LIMIT ?',
    read: (row) => ({ kind: 'visited', at: int(row.at), ...given({ region: textOrNull(row.region) }) }),
  },
  {
    sql: 'SELECT e.at, e.conversation, c.entry FROM conversations c JOIN enters e ON e.conversation = c.id WHERE c.visitor = ? AND e.at < ? ORDER BY e.at DESC LIMIT ?',
    read: (row) => ({ kind: 'tapped', ...common(row) }),
  },
  {
    sql: 'SELECT opened_at AS at, id AS conversation, entry, channel FROM conversations WHERE visitor = ? AND opened_at < ? ORDER BY opened_at DESC LIMIT ?',
    read: (row) => ({ kind: 'opened', ...common(row), channel: channelOf(row) }),
  },
  {
    sql: 'SELECT r.at, r.conversation, r.entry, r.agent, r.outcome, r.cause FROM conversations c JOIN receipts r ON r.conversation = c.id WHERE c.visitor = ? AND r.at < ? ORDER BY r.at DESC, r.n DESC LIMIT ?',
    read: (row) => {
      const agent = textOrNull(row.agent);
      // A node of the version before, still at work while others had begun with this one, wrote neither.
      const cause = textOrNull(row.cause) ?? '';
      return agent === null ? { kind: 'waited', ...common(row), outcome: textOrNull(row.outcome) ?? '', cause } : { kind: 'received', ...common(row), agent, cause };
    },
  },
  {
    sql: 'SELECT left_at AS at, l.conversation, l.entry FROM conversations c JOIN left_messages l ON l.conversation = c.id WHERE c.visitor = ? AND l.left_at < ? ORDER BY l.left_at DESC LIMIT ?',
    read: (row) => ({ kind: 'left', ...common(row) }),
  },
  {
    sql: 'SELECT closed_at AS at, id AS conversation, entry, close_reason FROM conversations WHERE visitor = ? AND closed_at < ? ORDER BY closed_at DESC LIMIT ?',
    read: (row) => ({ kind: 'closed', ...common(row), reason: textOrNull(row.close_reason) ?? '' }),
  },
  {
    sql: 'SELECT at, conversation, entry, stars, comment, agent FROM surveys WHERE visitor = ? AND at < ? ORDER BY at DESC LIMIT ?',
    read: (row) => ({ kind: 'rated', ...common(row), stars: int(row.stars), ...given({ comment: textOrNull(row.comment), agent: textOrNull(row.agent) }) }),
  },
];

/** Newest first; what happened in one moment comes on one page. */
export function* visitorLog(visitor: string, { before = Number.MAX_SAFE_INTEGER, limit }: { before?: number; limit: number }): Operation<VisitorEvent[]> {
  const found: VisitorEvent[] = [];
  for (const { sql, read } of [...sources].reverse()) found.push(...(yield ask(sql, visitor, before, limit + TIES)).rows.map(read));
  found.sort((a, b) => b.at - a.at);
  const last = found[limit - 1];
  return last === undefined ? found : found.filter(({ at }) => at >= last.at);
}

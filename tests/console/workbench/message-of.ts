import type { ConversationLine } from '../../../shared/http/agent';
import type { Message } from '../../../shared/message';

/** A text of conversation `c`, a second after the one before. */
export const messageOf = (seq: number, more: Partial<Message> = {}): Message =>
  ({ id: `m${seq}`, conversation: 'c', seq, at: Date.UTC(2026, 0, 7, 4) + seq * 1000, from: 'visitor', body: { kind: 'text', text: `words ${seq}` }, ...more });

/** A conversation in a list. */
export function lineOf(id: string, { conversation = {}, ...more }: Partial<Omit<ConversationLine, 'conversation'>> & { conversation?: Partial<ConversationLine['conversation']> } = {}): ConversationLine {
  return {
    conversation: { id, visitor: 'v', channel: 'chat', account: 'web', entry: 'e', state: 'assigned', version: 1, agent: 'li', priority: 0, openedAt: 1_000, seq: 1, missed: [], ...conversation },
    visitor: { id: 'v', name: '访客 0001' }, label: { zh: '售前' }, unread: 0, ...more,
  };
}

import type { Told, ToAgent } from '../../../shared/frames/agent';
import type { ConversationLine } from '../../../shared/http/agent';

/** Something an agent must notice. */
export interface Call {
  /** The same in every tab. */
  readonly key: string;
  readonly conversation?: string;
  /** A visitor's new words, or what the server says in both languages. */
  readonly says: { readonly line: ConversationLine } | { readonly words: Told['words'] };
}

/** Told things that need his eye at once; the rest stands on the page. Who became his calls by what he says: some say nothing at all. */
const urgent: readonly Told['kind'][] = ['moved', 'asked', 'paused', 'forced-offline', 'delivery'];

/** Finds what an agent must notice in what the line tells. What was unread when the page opened calls nobody. */
export function createCalls(): (frame: ToAgent) => Call[] {
  let unread: Map<string, number> | undefined;

  function ofLine(line: ConversationLine): Call[] {
    const { id } = line.conversation;
    const before = unread?.get(id) ?? 0;
    unread?.set(id, line.unread);
    return unread !== undefined && line.unread > before && line.last?.from === 'visitor' ? [{ key: `said ${id} ${line.last.seq}`, conversation: id, says: { line } }] : [];
  }

  return (frame) => {
    switch (frame.type) {
      case 'mine': {
        const calls = frame.conversations.flatMap(ofLine);
        unread = new Map(frame.conversations.map((line) => [line.conversation.id, line.unread]));
        return calls;
      }
      case 'line':
        return frame.list === 'mine' ? ofLine(frame.line) : [];
      case 'gone':
        if (frame.list === 'mine') unread?.delete(frame.conversation);
        return [];
      case 'told': {
        if (!urgent.includes(frame.kind)) return [];
        const conversation = 'conversation' in frame ? frame.conversation : undefined;
        return [{ key: `${frame.kind} ${conversation ?? ''}`, says: { words: frame.words }, ...(conversation !== undefined && { conversation }) }];
      }
      default:
        return [];
    }
  };
}

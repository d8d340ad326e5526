import type { ConversationLine } from '../../../shared/http/agent';
import { withSigns } from '../../../shared/emoji';
import type { Say } from '../../frame/language';
import type { listsWords } from './lists-words';

/** The last words of a conversation in one line, and whose they are. */
export function lastWords({ last }: ConversationLine, say: Say<typeof listsWords>): string {
  if (!last) return say('nothingSaid');
  const whose = last.from === 'agent' ? say('answered') : '';
  switch (last.kind) {
    case 'text': return whose + withSigns(last.text);
    case 'image': return whose + say('image');
    case 'file': return whose + say('file', { name: last.text });
    case 'card': return whose + say('card', { name: last.text });
    default: return whose + say('other');
  }
}

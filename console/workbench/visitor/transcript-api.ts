import type { MessagesAnswer } from '../../../shared/http/visitor';
import type { Message } from '../../../shared/message';
import type { Answer } from '../../frame/api/answer';
import type { Send } from '../../frame/api/send';

/** More than anybody reads of one conversation; each turn of the server's is 200. */
const MOST_TURNS = 10;

/** All words of a conversation that somebody else goes on with, or nobody. */
export const transcriptApi = (send: Send) => ({
  async whole(conversation: string): Promise<Answer<Message[]>> {
    const messages: Message[] = [];
    for (let turn = 0; turn < MOST_TURNS; turn += 1) {
      const after = messages.at(-1)?.seq ?? 0;
      const answer = await send<MessagesAnswer>('GET', `/api/agent/conversations/${encodeURIComponent(conversation)}/messages`, { query: { after } });
      if (!answer.ok) return answer;
      messages.push(...answer.value.messages);
      if (answer.value.messages.length === 0 || answer.value.seq <= after) break;
    }
    return { ok: true, value: messages };
  },
});

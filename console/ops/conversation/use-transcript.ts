import type { Answer } from '../../frame/api/answer';
import { useSend } from '../../frame/api/use-send';
import { useLoad, type Load } from '../../frame/load';
import { useRefreshing } from '../../frame/refreshing';
import { conversationsApi, TRANSCRIPT_MESSAGES, type Transcript } from '../api/conversations';

/** More than this is no conversation somebody reads. */
export const MOST_MESSAGES = 2_000;
const EVERY_MS = 4_000;

/** All that was said in a conversation; while it is open, what is said anew comes by itself. */
export function useTranscript(id: string): Load<Transcript> {
  const api = conversationsApi(useSend());

  async function whole(): Promise<Answer<Transcript>> {
    let said: Transcript['messages'] = [];
    for (;;) {
      const answer = await api.transcript(id, said.at(-1)?.seq ?? 0);
      if (!answer.ok) return answer;
      said = [...said, ...answer.value.messages];
      if (answer.value.messages.length < TRANSCRIPT_MESSAGES || said.length >= MOST_MESSAGES) return { ok: true, value: { ...answer.value, messages: said } };
    }
  }
  const transcript = useLoad(whole);

  async function follow(): Promise<void> {
    const { value: known } = transcript.value;
    if (known === undefined || known.conversation.state === 'closed' || known.messages.length >= MOST_MESSAGES) return;
    const answer = await api.transcript(id, known.messages.at(-1)?.seq ?? 0);
    // Whoever has read all of it meanwhile knows more.
    if (answer.ok && transcript.value.value === known) transcript.value.value = { ...answer.value, messages: [...known.messages, ...answer.value.messages] };
  }
  useRefreshing(follow, EVERY_MS);
  return transcript;
}

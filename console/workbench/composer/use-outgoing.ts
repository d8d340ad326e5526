import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { useSend } from '../../frame/api/use-send';
import { useSession } from '../../frame/session';
import { useLine } from '../line/use-line';
import { talkApi, type ReplyBody } from '../talk/talk-api';
import { useTalks } from '../talk/use-talks';
import { newId, storage, timers } from '../this-browser';
import { afterFailure, keptOutgoing, nextOf, type Outgoing } from './outgoing';

/** Tries again so soon when the server is there but could not take it. */
const AGAIN_MS = 5_000;

/**
 * What he said and the server has not taken yet: one at a time in each conversation, so that they arrive in order, kept in the
 * browser until then, and always under the same id, so that nothing arrives twice.
 */
export const useOutgoing = defineStore('outgoing', () => {
  const api = talkApi(useSend());
  const line = useLine();
  const talks = useTalks();
  const key = `unsent.${useSession().me?.agent ?? ''}`;
  const all = shallowRef(keptOutgoing(storage, key, timers.now()));
  /** What became of each: number of the message in its conversation → the id it was said by. */
  const names = new Map<string, string>();
  let callOff = (): void => undefined;

  function change(next: readonly Outgoing[]): void {
    all.value = next;
    if (next.length === 0) storage.remove(key);
    else storage.write(key, next);
  }
  const put = (id: string, part: (one: Outgoing) => Outgoing): void => change(all.value.map((one) => (one.id === id ? part(one) : one)));
  const drop = (id: string): void => change(all.value.filter((one) => one.id !== id));

  async function goOn(conversation: string): Promise<void> {
    const next = nextOf(all.value, conversation);
    if (!next) return;
    put(next.id, (one) => ({ ...one, state: 'sending' }));
    const answer = next.isNote && next.body.kind === 'text' ? await api.note(conversation, next.body.text, next.id) : await api.reply(conversation, next.body, next.id);
    if (answer.ok) {
      const { message } = answer.value;
      names.set(`${message.conversation} ${message.seq}`, next.id);
      talks.stored(message);
      drop(next.id);
    } else {
      put(next.id, (one) => afterFailure(one, answer.failure, timers.now()));
      if (all.value.some(({ id, state }) => id === next.id && state === 'waiting')) return tryLater();
    }
    return goOn(conversation);
  }
  function goOnAll(): void {
    for (const conversation of new Set(all.value.map((one) => one.conversation))) void goOn(conversation);
  }
  function tryLater(): void {
    callOff();
    callOff = timers.after(AGAIN_MS, goOnAll);
  }
  line.hear((frame) => {
    if (frame.type === 'ready') goOnAll();
  });

  return {
    all,
    nameOf: (conversation: string, seq: number): string | undefined => names.get(`${conversation} ${seq}`),
    say(conversation: string, body: ReplyBody, isNote = false): void {
      const afterSeq = talks.talkOf(conversation)?.said?.messages.at(-1)?.seq ?? 0;
      change([...all.value, { id: newId(), conversation, body, isNote, at: timers.now(), afterSeq, state: 'waiting' }]);
      void goOn(conversation);
    },
    again(id: string): void {
      const found = all.value.find((one) => one.id === id);
      if (!found || found.state === 'sending') return;
      // Among the last ones, as he says it now.
      change([...all.value.filter((one) => one !== found), { ...found, at: timers.now(), state: 'waiting', failure: undefined }]);
      void goOn(found.conversation);
    },
    drop,
  };
});

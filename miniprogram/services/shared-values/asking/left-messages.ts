import type { LeaveAnswer } from '../../../../shared/http/visitor';
import { isLeaveAnswer } from './answers';
import type { Failure } from './failure';
import type { Send } from './ask';
import type { Storage } from './storage';

/** Words for one entry; `contact` is empty when the visitor gave none. */
export interface Draft {
  readonly entry: string;
  readonly text: string;
  readonly contact: string;
}

export type LeaveResult = { readonly ok: true; readonly words: LeaveAnswer['words'] } | ({ readonly ok: false } & Failure);

export interface LeftMessages {
  /** What was written for this entry and never acknowledged, also by an earlier run of the program. */
  unsent(entry: string): Draft | undefined;
  leave(draft: Draft): Promise<LeaveResult>;
}

type Pending = Draft & { readonly clientId: string };

const isPending = (value: unknown): value is Pending =>
  typeof value === 'object' && value !== null &&
  'entry' in value && typeof value.entry === 'string' &&
  'text' in value && typeof value.text === 'string' &&
  'contact' in value && typeof value.contact === 'string' &&
  'clientId' in value && typeof value.clientId === 'string';

const keyFor = (entry: string): string => `zhida.leave.${entry}`;

/**
 * Leaves words, at most once: the client id stays with the words until the server has acknowledged them, so a retry after a lost answer
 * is answered with the first result. Changed words get a new id, or they would be taken for the old ones and lost.
 */
export const createLeftMessages = ({ send, storage, newId }: { send: Send; storage: Storage; newId: () => string }): LeftMessages => {
  const pending = (entry: string): Pending | undefined => {
    const value = storage.read(keyFor(entry));
    return isPending(value) && value.entry === entry ? value : undefined;
  };

  return {
    unsent: pending,
    async leave({ entry, text, contact }) {
      const earlier = pending(entry);
      const same = earlier !== undefined && earlier.text === text && earlier.contact === contact;
      const clientId = same ? earlier.clientId : newId();
      storage.write(keyFor(entry), { entry, text, contact, clientId });
      const body = { entry, text, clientId, ...(contact === '' ? {} : { contact }) };
      const answer = await send({ method: 'POST', path: '/api/visitor/left-messages', body });
      if (!answer.ok) return answer;
      if (!isLeaveAnswer(answer.data)) return { ok: false, code: 'bad-answer', retryAfterMs: 0 };
      storage.remove(keyFor(entry));
      return { ok: true, words: answer.data.words };
    },
  };
};

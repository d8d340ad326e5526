import type { Storage } from '../../../shared/asking/storage';

/** What he has begun to write in one conversation. */
export interface Draft {
  readonly text: string;
  readonly isNote: boolean;
}

const empty: Draft = { text: '', isNote: false };
const isDraft = (value: unknown): value is Draft => typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string' && 'isNote' in value && typeof value.isNote === 'boolean';

/** Kept in the browser, apart for each who signs in there. */
export const createDrafts = (storage: Storage, agent: string) => {
  const key = (conversation: string): string => `draft.${agent}.${conversation}`;
  return {
    read(conversation: string): Draft {
      const kept = storage.read(key(conversation));
      return isDraft(kept) ? kept : empty;
    },
    write(conversation: string, draft: Draft): void {
      if (draft.text === '') storage.remove(key(conversation));
      else storage.write(key(conversation), draft);
    },
  };
};

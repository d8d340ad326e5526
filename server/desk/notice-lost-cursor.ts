/** So many different hints in a row that nothing came of. Who asks before a hint arrives makes one empty, seldom two. */
const HINTS = 3;

/** Notices a place in the platform's list that the platform no longer knows and does not complain about. */
export interface LostCursor {
  something(account: string): void;
  /** A hint was followed from a kept place and there was nothing. Answers whether that place is lost. */
  nothing(account: string, token: string): boolean;
}

/** WeCom: after a change of the operating mode an old cursor is answered with an empty list for ever, without an error. */
export function createLostCursor(): LostCursor {
  const empty = new Map<string, Set<string>>();
  return {
    something: (account) => void empty.delete(account),
    nothing(account, token) {
      const tokens = (empty.get(account) ?? new Set<string>()).add(token);
      empty.set(account, tokens);
      if (tokens.size < HINTS) return false;
      empty.delete(account);
      return true;
    },
  };
}

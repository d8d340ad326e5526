import type { CannedReply } from '../../../shared/http/canned-replies';

/**
 * Replies for what was typed after `/`, the best first: the very shortcut, then shortcuts that begin so, then titles and categories,
 * then texts. Several words must all be found. Equal ones stay in the order of the server.
 */
export function findCanned(replies: readonly CannedReply[], query: string): CannedReply[] {
  const words = query.trim().toLowerCase().split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return [...replies];
  return replies
    .map((reply) => ({ reply, rank: Math.max(...words.map((word) => rankOf(reply, word))) }))
    .filter(({ rank }) => rank < NOT_FOUND)
    .sort((a, b) => a.rank - b.rank)
    .map(({ reply }) => reply);
}

const NOT_FOUND = 4;

function rankOf({ shortcut, title, category, text }: CannedReply, word: string): number {
  const key = shortcut?.toLowerCase();
  if (key === word) return 0;
  if (key?.startsWith(word)) return 1;
  if (title.toLowerCase().includes(word) || category.toLowerCase().includes(word)) return 2;
  return text.toLowerCase().includes(word) ? 3 : NOT_FOUND;
}

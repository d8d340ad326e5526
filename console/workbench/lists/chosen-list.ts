import type { ConversationLine } from '../../../shared/http/agent';

export type ListName = 'mine' | 'queue' | 'others';

const has = (lines: readonly ConversationLine[], id: string): boolean => lines.some(({ conversation }) => conversation.id === id);

/** The list that should be seen when `id` is shown: the one it stands in, else the one that is seen already. */
export function chosenList(seen: ListName, id: string | undefined, { mine, queue }: { mine: readonly ConversationLine[]; queue: readonly ConversationLine[] }): ListName {
  if (id === undefined) return seen;
  if (has(mine, id)) return 'mine';
  return has(queue, id) ? 'queue' : seen;
}

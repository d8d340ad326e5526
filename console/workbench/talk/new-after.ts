import type { Message } from '../../../shared/message';

/** The number after which the last `unread` words of the visitor stand; undefined when none are unread. */
export function newAfter(messages: readonly Message[], unread: number): number | undefined {
  if (unread === 0) return undefined;
  const said = messages.filter(({ from }) => from === 'visitor');
  const first = said[Math.max(0, said.length - unread)];
  return first && first.seq - 1;
}

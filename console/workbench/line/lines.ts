import type { ConversationLine } from '../../../shared/http/agent';

type Lines = readonly ConversationLine[];

const idOf = (line: ConversationLine): string => line.conversation.id;

/** A new line stands at the end, a known one where it stood. */
export function withLine(lines: Lines, line: ConversationLine): Lines {
  return lines.some((one) => idOf(one) === idOf(line)) ? lines.map((one) => (idOf(one) === idOf(line) ? line : one)) : [...lines, line];
}

export const withoutLine = (lines: Lines, conversation: string): Lines => lines.filter((line) => idOf(line) !== conversation);

const lastMoved = ({ last, conversation }: ConversationLine): number => Math.max(last?.at ?? 0, conversation.assignedAt ?? conversation.openedAt);

/** Where something happened last stands first. */
export const byNews = (lines: Lines): Lines => [...lines].sort((one, other) => lastMoved(other) - lastMoved(one));

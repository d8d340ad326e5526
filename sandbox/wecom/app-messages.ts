import type { Clock } from '../clock';
import type { Ids } from '../ids';
import type { Card } from './card';
import type { Member } from './members';

/** Everything the application sent that can still be recalled or updated. */
export interface AppMessages {
  /** Whether the app used this task id before (42014). */
  hasTask(taskId: string): boolean;
  claimTask(taskId: string): void;
  /** A code that lets the app update the card with this task id once, within 72 h. */
  newResponseCode(taskId: string): string;
  /** The task id the code stands for, using it up; undefined when unknown, used or too old. */
  redeem(responseCode: string): string | undefined;
  remember(msgid: string): void;
  /** Whether the message may be recalled: known and younger than 24 h. */
  recallable(msgid: string): boolean;
  /** False when the same content went to the same member within the interval (enable_duplicate_check). */
  isNew(key: string, intervalMs: number): boolean;
  reset(): void;
}

const RESPONSE_CODE_MS = 72 * 3_600_000;
const RECALL_MS = 24 * 3_600_000;

export function createAppMessages(clock: Clock, ids: Ids): AppMessages {
  const tasks = new Set<string>();
  const codes = new Map<string, { taskId: string; until: number }>();
  const sentAt = new Map<string, number>();
  const lastSame = new Map<string, number>();
  return {
    hasTask: (taskId) => tasks.has(taskId),
    claimTask: (taskId) => void tasks.add(taskId),
    newResponseCode(taskId) {
      const code = ids.opaque(32);
      codes.set(code, { taskId, until: clock.now() + RESPONSE_CODE_MS });
      return code;
    },
    redeem(responseCode) {
      const found = codes.get(responseCode);
      codes.delete(responseCode);
      return found && clock.now() < found.until ? found.taskId : undefined;
    },
    remember: (msgid) => void sentAt.set(msgid, clock.now()),
    recallable: (msgid) => clock.now() < (sentAt.get(msgid) ?? -Infinity) + RECALL_MS,
    isNew(key, intervalMs) {
      const before = lastSame.get(key) ?? -Infinity;
      if (clock.now() < before + intervalMs) return false;
      lastSame.set(key, clock.now());
      return true;
    },
    reset() {
      for (const part of [tasks, codes, sentAt, lastSame]) part.clear();
    },
  };
}

/** The member's cards with this task id. */
export function cardsOf(member: Member, taskId: string): Card[] {
  return member.lines.flatMap(({ card, recalled }) => (card && !recalled && card.taskId === taskId ? [card] : []));
}

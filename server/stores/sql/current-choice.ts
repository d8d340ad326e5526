import type { AgentState, Choice } from '../records/agents';
import { lockAgent } from './agent-row';
import { change, type Operation } from './statement';

/**
 * The choice in force and the one before it after an agent chose once more. Choices may arrive late: an older one than
 * that in force was over when it came. The same one again holds longer, and from the first time on if it held all along.
 */
function chosen({ current, choseBefore }: Pick<AgentState, 'current' | 'choseBefore'>, next: Choice): { current: Choice; before: Choice | undefined } {
  if (current === undefined) return { current: next, before: choseBefore };
  if (next.chosenAt < current.chosenAt) {
    const before = choseBefore === undefined || next.chosenAt >= choseBefore.chosenAt ? prolonged(choseBefore, next) : choseBefore;
    return { current, before };
  }
  const held = prolonged(current, next);
  return { current: held, before: held.chosenAt === current.chosenAt && held.conversation === current.conversation ? choseBefore : current };
}

function prolonged(choice: Choice | undefined, next: Choice): Choice {
  if (choice?.conversation !== next.conversation || next.chosenAt > choice.until) return next;
  return { ...choice, until: Math.max(choice.until, next.until) };
}

const KEEP = 'UPDATE agents SET current_conversation = ?, current_chosen_at = ?, current_until = ?, chose_before = ? WHERE agent = ?';

export function* choose(agent: string, choice: Choice): Operation<Choice> {
  const { current, before } = chosen(yield* lockAgent(agent, 0), choice);
  yield change(KEEP, current.conversation, current.chosenAt, current.until, before === undefined ? null : JSON.stringify(before), agent);
  return current;
}

/** What stands, or what was to be chosen where nothing does. */
export function* choiceOf(agent: string, otherwise: Choice): Operation<Choice> {
  return (yield* lockAgent(agent, 0)).current ?? otherwise;
}

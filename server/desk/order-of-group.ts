import type { Conversation } from '../../shared/conversation';
import { judgeStep } from '../routing/judge-step';
import type { DeskContext } from './desk-context';
import { roadOf } from './native-road';
import { createStepAnswers } from './step-answers';

/** Whom of a group the router would offer a conversation, first things first, leaving out who passes it on and who has it; empty: nobody there can take it. */
export async function orderOfGroup(ctx: DeskContext, group: string, conversation: Conversation, passer: string): Promise<string[]> {
  const view = ctx.view();
  if (!view.group(group)) return [];
  const step = { target: { kind: 'group' as const, group }, respectCapacity: true, acceptAway: false, ringSeconds: 0 };
  const answer = await createStepAnswers(ctx, view, roadOf(conversation))({ target: step.target });
  const { capacity } = view.config.settings;
  const owner = conversation.agent ?? passer;
  const { order } = judgeStep(answer, step, {
    now: ctx.now(), ...(capacity !== undefined && { deskCapacity: capacity }), loadAtLeast: new Map(),
    barred: new Map([[passer, 'excluded'], [owner, 'excluded']]),
  });
  return order.map(({ key }) => key);
}

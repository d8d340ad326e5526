import type { DeskContext } from './desk-context';
import { agentWords } from '../../shared/agent-words';

/** What agents call a visitor: the name the merchant gave, else 访客 and the end of his id. */
export async function visitorName(ctx: Pick<DeskContext, 'records'>, visitor: string): Promise<string> {
  const known = await ctx.records.people.visitorById(visitor);
  return calledName(known?.facts.name, visitor);
}

export const calledName = (name: string | undefined, visitor: string): string => name ?? `${agentWords.visitor.zh} ${visitor.slice(-4)}`;

import type { Entry } from '../../shared/config/entry';
import type { EntryState } from '../../shared/http/visitor';
import type { VisitorFacts } from '../../shared/visitor-facts';
import { askRouter, countOf, questionTerms } from './ask-router';
import type { Decision } from '../routing/question';
import type { ConfigView } from './config-view';
import type { DeskContext } from './desk-context';
import { entryState } from './entry-state';
import { roadOfEntry, type Road } from './native-road';
import { createStepAnswers, type AnswerStep } from './step-answers';

export interface Tapper {
  facts: VisitorFacts;
  lastAgent?: { agent: string; at: number };
}

/** What the router would decide for a tap now, its first offer counted as won; `waiting`: how many wait for the entry. */
export type DecideNow = (entry: Entry, tapper: Tapper) => Promise<{ decision: Decision; waiting: number }>;

/** What each entry would do for a tap now. */
export function createTapNow(ctx: DeskContext, view: ConfigView): (entry: Entry, tapper: Tapper) => Promise<EntryState> {
  const decideNow = createDecideNow(ctx, view);
  return async (entry, tapper) => {
    const { decision, waiting } = await decideNow(entry, tapper);
    return entryState(ctx, view, entry, decision, waiting);
  };
}

export function createDecideNow(ctx: DeskContext, view: ConfigView): DecideNow {
  const answers = new Map<string, AnswerStep>();
  const answersOn = (road: Road | undefined): AnswerStep => {
    const key = road?.account ?? '';
    const known = answers.get(key) ?? askedOnce(createStepAnswers(ctx, view, road));
    answers.set(key, known);
    return known;
  };
  let counts: Promise<Record<string, number>> | undefined;

  return async (entry, { facts, lastAgent }) => {
    let waiting = 0;
    if (entry.overflow.kind === 'queue') {
      counts ??= ctx.records.conversations.waitingCounts();
      waiting = countOf(await counts, entry.key);
    }
    const question = { ...questionTerms(ctx, view, entry, facts, 'preview'), waiting, ...(lastAgent && { lastAgent }) };
    return { waiting, decision: await askRouter(question, answersOn(roadOfEntry(entry)), async () => ({ claim: 'won' })) };
  };
}

/** Entries share their people: each group is read once for all of them. */
function askedOnce(answer: AnswerStep): AnswerStep {
  const known = new Map<string, ReturnType<AnswerStep>>();
  return (ask) => {
    if (ask.prefer !== undefined) return answer(ask);
    const { target } = ask;
    const key = target.kind === 'agent' ? `a:${target.agent}` : target.kind === 'group' ? `g:${target.group}` : 'anyone';
    const before = known.get(key);
    if (before) return before;
    const asked = answer(ask);
    known.set(key, asked);
    return asked;
  };
}

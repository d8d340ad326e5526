import { daySpan } from '../../../frame/days';
import type { Filters } from '../../../frame/filters';
import type { ConversationFilter } from '../../api/conversations';

export const filterNames = ['state', 'entry', 'agent', 'visitor', 'tag', 'days', 'unanswered'] as const;
export type FilterName = (typeof filterNames)[number];

/** What is asked of the server for the filters of the page. */
export function askedFor(of: Filters<FilterName>['of'], now: number): Omit<ConversationFilter, 'limit'> {
  const span = daySpan(of('days'), now);
  return { state: of('state'), entry: of('entry'), agent: of('agent'), visitor: of('visitor'), tag: of('tag'), ...(of('unanswered') !== '' && { unanswered: true }), ...span };
}

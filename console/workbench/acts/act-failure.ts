import type { Failure } from '../../frame/api/answer';
import { failureLine } from '../../frame/failure-words';
import type { LanguageChoice, Say } from '../../frame/language';
import type { actsWords } from './acts-words';

const partOf = (detail: unknown, name: string): unknown => (typeof detail === 'object' && detail !== null ? Reflect.get(detail, name) : undefined);

/** Why an act was not done, with who was quicker where that is known. */
export function actFailure(failure: Failure, say: Say<typeof actsWords>, language: LanguageChoice): string {
  const name = partOf(failure.detail, 'name');
  const load = partOf(failure.detail, 'load');
  if (failure.code === 'taken' && typeof name === 'string') return say('takenBy', { name });
  if (failure.code === 'not-owner' && typeof name === 'string') return say('ownedBy', { name });
  if (failure.code === 'agent-not-available') return typeof load === 'number' ? say('full', { load }) : say('notHere');
  return failureLine(failure, language);
}

import type { ReportRow } from '../../../../shared/http/figures';
import { useLanguage, useWords } from '../../../frame/language';
import { useNames } from '../../names';
import { reportsWords } from './reports-words';

/** What a row of a report is called: an agent, an entry, or a step of its ladder with whom it asks. */
export function useRowNames(): (row: ReportRow) => string {
  const say = useWords(reportsWords);
  const { pick } = useLanguage();
  const names = useNames();

  function target(of: ReportRow['target']): string | undefined {
    switch (of?.kind) {
      case undefined: return undefined;
      case 'agent': return names.agent(of.agent);
      case 'group': return say('targetGroup', { name: names.group(of.group) });
      case 'owner': return say('targetOwner');
      case 'anyone': return say('targetAnyone');
    }
  }
  return ({ key, name, step, target: asked }) => {
    const entry = name ? pick(name) : key;
    if (step === undefined) return entry;
    if (step === 'by-hand') return say('byHand', { entry });
    if (step === 'nobody') return say('nobody', { entry });
    const whom = target(asked);
    return whom === undefined ? say('stepBare', { entry, n: step + 1 }) : say('stepName', { entry, n: step + 1, target: whom });
  };
}

import type { Receipt } from '../../shared/receipt';
import { explainSteps } from '../routing/explain';
import type { ConfigView } from './config-view';

/** A receipt for ops to read: the outcome, then a line for each step, with people's names. */
export function explainReceipt(view: Pick<ConfigView, 'agent' | 'group'>, receipt: Receipt): { zh: string[]; en: string[] } {
  const names = { agent: (key: string) => view.agent(key)?.name ?? key, group: (key: string) => view.group(key)?.name ?? key };
  return { zh: explainSteps(receipt, 'zh', names), en: explainSteps(receipt, 'en', names) };
}

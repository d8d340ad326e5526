import type { Entry } from '../../shared/config/entry';
import type { ConfigView } from './config-view';

/** Whom an entry's ladders may ask, its variants included. */
export interface WhomAsked {
  /** Those named, and the members of groups named. */
  agents: Set<string>;
  anyone: boolean;
}

/** An `owner` step is one visitor's own person and names nobody to whom others may be given. */
export function whomAsked(view: ConfigView, entry: Entry): WhomAsked {
  const asked: WhomAsked = { agents: new Set(), anyone: false };
  for (const { target } of [entry.ladder, ...entry.variants.map((variant) => variant.ladder)].flat()) {
    if (target.kind === 'anyone') asked.anyone = true;
    if (target.kind === 'agent') asked.agents.add(target.agent);
    if (target.kind === 'group') for (const member of view.group(target.group)?.members ?? []) asked.agents.add(member.agent);
  }
  return asked;
}

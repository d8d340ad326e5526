import type { Colleague } from '../../../shared/http/agent';

/** Those whose name or key holds what was typed; who can take it now stands first within his groups and within the others. */
export function findColleagues(colleagues: readonly Colleague[], query: string): Colleague[] {
  const wanted = query.trim().toLowerCase();
  return colleagues
    .filter(({ name, key }) => wanted === '' || name.toLowerCase().includes(wanted) || key.includes(wanted))
    .sort((a, b) => Number(b.sameGroup) - Number(a.sameGroup) || Number(b.available) - Number(a.available));
}

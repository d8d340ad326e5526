import type { Colleague } from '../../../shared/http/agent';

/** Those whose name or key holds what was typed. */
export function findByName<T extends { name: string; key: string }>(all: readonly T[], query: string): T[] {
  const wanted = query.trim().toLowerCase();
  return all.filter(({ name, key }) => wanted === '' || name.toLowerCase().includes(wanted) || key.includes(wanted));
}

/** Colleagues who are called so: those of his groups first, and among them and among the others who can take it now. */
export const findColleagues = (colleagues: readonly Colleague[], query: string): Colleague[] =>
  findByName(colleagues, query).sort((a, b) => Number(b.sameGroup) - Number(a.sameGroup) || Number(b.available) - Number(a.available));

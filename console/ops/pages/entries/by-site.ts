import type { Entry } from '../../../../shared/config/entry';
import type { Site } from '../../../../shared/config/desk-config';

export interface SiteGroup {
  key: string;
  /** Absent: entries name a site that is gone. */
  site?: Site;
  /** With the place each has in the draft. */
  entries: { entry: Entry; at: number }[];
}

/** Entries as visitors meet them: those of one site together, sites in their own order. */
export function bySite(entries: readonly Entry[], sites: readonly Site[]): SiteGroup[] {
  const placed = entries.map((entry, at) => ({ entry, at }));
  const known = new Set(sites.map(({ key }) => key));
  const lost = [...new Set(entries.map(({ site }) => site).filter((key) => !known.has(key)))];
  const of = (key: string) => placed.filter(({ entry }) => entry.site === key);
  return [...sites.map((site) => ({ key: site.key, site, entries: of(site.key) })), ...lost.map((key) => ({ key, entries: of(key) }))];
}

/** The keys of all entries when those of one site are put in this order: the others stay where they are. */
export function inOrder(entries: readonly Entry[], keys: readonly string[]): string[] {
  const wanted = new Set(keys);
  const next = [...keys];
  return entries.map(({ key }) => (wanted.has(key) ? (next.shift() ?? key) : key));
}

import type { VisitorFacts } from '../../../shared/visitor-facts';
import type { Visitor } from '../records/people';
import { int, json, text, textOrNull } from './row';
import type { Row } from './statement';

/** Words of his count as being seen; they are not written a second time for it. */
export const visitorColumns = `v.id, v.site, v.facts, v.created_at, v.seen_at, v.last_entry, v.region,
  (SELECT MAX(c.last_visitor_at) FROM conversations c WHERE c.visitor = v.id) AS spoke_at`;

export const visitorOf = (row: Row): Visitor => {
  const out: Visitor = {
    id: text(row.id), facts: json<VisitorFacts>(row.facts), createdAt: int(row.created_at),
    seenAt: Math.max(int(row.seen_at), typeof row.spoke_at === 'number' ? row.spoke_at : 0),
  };
  const site = textOrNull(row.site);
  const lastEntry = textOrNull(row.last_entry);
  const region = textOrNull(row.region);
  if (site !== null) out.site = site;
  if (lastEntry !== null) out.lastEntry = lastEntry;
  if (region !== null) out.region = region;
  return out;
};

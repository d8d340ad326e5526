import type { VisitorFacts } from '../../../../shared/visitor-facts';
import { json, text } from '../row';
import { ask, change, type Operation } from '../statement';
import { keepWords } from '../visitor-words';

const TABLES: readonly string[] = [
  'CREATE TABLE visitor_words (word TEXT COLLATE "C" NOT NULL, visitor TEXT NOT NULL, PRIMARY KEY (word, visitor)) WITHOUT ROWID',
  'CREATE INDEX visitor_words_of_visitor ON visitor_words (visitor)',
  'CREATE INDEX identities_by_subject ON identities (subject)',
  // Each take looks through messages and webhooks apart.
  'DROP INDEX lanes_due',
];
const KNOWN = "SELECT id, facts FROM visitors WHERE facts <> '{}' AND id > ? ORDER BY id LIMIT 500";

/** What ops find visitors by: words the merchant set, lower case, and the platform's id whatever account it is of. */
export function* visitorWords(): Operation<void> {
  for (const statement of TABLES) yield change(statement);
  let last = '';
  for (;;) {
    const { rows } = yield ask(KNOWN, last);
    if (rows.length === 0) return;
    for (const row of rows) {
      last = text(row.id);
      yield* keepWords(last, json<VisitorFacts>(row.facts));
    }
  }
}

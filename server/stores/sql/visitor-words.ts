import type { VisitorFacts } from '../../../shared/visitor-facts';
import { text } from './row';
import { ask, change, type Operation } from './statement';

const ADD = 'INSERT INTO visitor_words (word, visitor) VALUES (?, ?)';

/** What somebody is found by: his name, order number and tags. */
export function* keepWords(visitor: string, { name, orderNo, tags = [] }: VisitorFacts): Operation<void> {
  yield change('DELETE FROM visitor_words WHERE visitor = ?', visitor);
  const words = [name, orderNo, ...tags].flatMap((word) => (word === undefined || word.trim() === '' ? [] : [word.trim().toLowerCase()]));
  for (const word of new Set(words)) yield change(ADD, word, visitor);
}

/** One letter may begin thousands of names. */
const MOST_WORDS = 1000;

const FIND = `SELECT id FROM visitors WHERE id = ?
  UNION SELECT visitor FROM identities WHERE subject = ?
  UNION SELECT visitor FROM (SELECT visitor FROM visitor_words WHERE word >= ? AND word < ? ORDER BY word LIMIT ${MOST_WORDS}) found`;

/** Ids of those whose own or platform id this is, or one of whose words begins so; each by an index, however many visitors there are. */
export function* findByWords(sought: string): Operation<string[]> {
  const word = sought.toLowerCase();
  return (yield ask(FIND, sought, sought, word, `${word}\u{10ffff}`)).rows.map((row) => text(row.id));
}

import type { GivenSurvey } from '../../../shared/http/chat';
import type { SurveyRecords } from '../records/surveys';
import type { ReadsOf, Table, WritesOf } from './operations';
import { first, given, int, text, textOrNull } from './row';
import { ask, change, type Operation, type Row } from './statement';
import { lockVisitor } from './visitor-store';

const GIVEN = 'SELECT stars, comment, at, agent FROM surveys';

const surveyOf = (row: Row): GivenSurvey =>
  ({ stars: int(row.stars), at: int(row.at), ...given({ comment: textOrNull(row.comment), agent: textOrNull(row.agent) }) });

function* of(conversation: string): Operation<GivenSurvey | undefined> {
  const row = first((yield ask(`${GIVEN} WHERE conversation = ?`, conversation)).rows);
  return row && surveyOf(row);
}

const WHOSE = 'SELECT c.entry, c.last_agent FROM conversations c JOIN visitors v ON v.id = c.visitor WHERE c.id = ? AND c.visitor = ?';
const KEEP = `INSERT INTO surveys (conversation, visitor, agent, entry, stars, comment, at) VALUES (?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (conversation) DO UPDATE SET agent = excluded.agent, entry = excluded.entry, stars = excluded.stars, comment = excluded.comment, at = excluded.at`;

type Answer = Parameters<SurveyRecords['rate']>[0];

function* rate({ conversation, visitor, stars, comment, now }: Answer): Operation<GivenSurvey | undefined> {
  // Whoever is being erased leaves nothing behind.
  yield* lockVisitor(visitor);
  const whose = first((yield ask(WHOSE, conversation, visitor)).rows);
  if (whose === undefined) return undefined;
  yield change(KEEP, conversation, visitor, textOrNull(whose.last_agent), text(whose.entry), stars, comment ?? null, now);
  return yield* of(conversation);
}

/** What a visitor is given with all that is kept of him. */
export function* surveysOf(visitor: string): Operation<(GivenSurvey & { conversation: string })[]> {
  const { rows } = yield ask('SELECT conversation, stars, comment, at, agent FROM surveys WHERE visitor = ? ORDER BY at', visitor);
  return rows.map((row) => ({ conversation: text(row.conversation), ...surveyOf(row) }));
}

export function* eraseSurveys(visitor: string): Operation<void> {
  yield change('DELETE FROM surveys WHERE visitor = ?', visitor);
}

/** Words go with the retention of words; stars stay, as numbers do. */
export function* expireComments(before: number): Operation<void> {
  yield change('UPDATE surveys SET comment = NULL WHERE comment IS NOT NULL AND at < ?', before);
}

export const surveyWrites: Table<WritesOf<'surveys'>> = { 'surveys.rate': rate };
export const surveyReads: Table<ReadsOf<'surveys'>> = { 'surveys.of': of };

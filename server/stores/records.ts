import type { AgentRecords } from './records/agents';
import type { CannedRecords } from './records/canned';
import type { ConfigRecords } from './records/config';
import type { ConversationRecords } from './records/conversations';
import type { Outbox } from './records/delivery';
import type { FigureRecords } from './records/figures';
import type { FileRecords } from './records/files';
import type { NativeRecords } from './records/native';
import type { PeopleRecords } from './records/people';
import type { SecondFactorRecords } from './records/second-factors';
import type { SurveyRecords } from './records/surveys';
import type { VisitRecords } from './records/visits';
import type { WorkbenchRecords } from './records/workbench';

/**
 * What may not vanish, in the desk's words. Every write answers only when it is durable; concurrent writes share a commit
 * and each caller gets his own answer. Losing a race is an answer, never an error.
 */
export interface Records {
  conversations: ConversationRecords;
  outbox: Outbox;
  agents: AgentRecords;
  config: ConfigRecords;
  people: PeopleRecords;
  native: NativeRecords;
  files: FileRecords;
  surveys: SurveyRecords;
  visits: VisitRecords;
  workbench: WorkbenchRecords;
  canned: CannedRecords;
  figures: FigureRecords;
  secondFactors: SecondFactorRecords;
  /** Answers whether the store can be reached, quickly. */
  ready(): Promise<boolean>;
  close(): Promise<void>;
}

import type { GivenSurvey } from '../../../shared/http/chat';

/** How visitors say it was: one survey a conversation. */
export interface SurveyRecords {
  /** His answer; the last one counts. Whether he may give one is asked before. Undefined when the conversation is not his, or he was erased. */
  rate(answer: { conversation: string; visitor: string; stars: number; comment?: string; now: number }): Promise<GivenSurvey | undefined>;
  of(conversation: string): Promise<GivenSurvey | undefined>;
}

import type { ConversationDetail } from '../../../shared/http/agent';

export type Act = 'take' | 'passOn' | 'handBack' | 'askSurvey' | 'end';
/** Why an act cannot be done now; a word of the bar. */
export type Hindrance = 'surveyElsewhere' | 'surveyEarly' | 'surveyAsked' | 'handBackThere';
export type Possible = 'can' | 'hidden' | { hindered: Hindrance };

interface Actor {
  agent: string | undefined;
  supervises: boolean;
}

/** Which acts the bar offers, judged as the server judges them: what makes no sense is hidden, what cannot be done now says why. */
export function possibleActs({ conversation }: Pick<ConversationDetail, 'conversation'>, { agent, supervises }: Actor): Record<Act, Possible> {
  const { state, channel } = conversation;
  const isAssigned = state === 'assigned';
  const isOwn = isAssigned && conversation.agent === agent;
  const mayAct: Possible = state !== 'closed' && (isOwn || supervises) ? 'can' : 'hidden';
  return {
    take: state === 'closed' || isOwn || (isAssigned && !supervises) ? 'hidden' : 'can',
    passOn: mayAct,
    handBack: !isAssigned || mayAct === 'hidden' ? 'hidden' : channel === 'kf' ? { hindered: 'handBackThere' } : 'can',
    askSurvey: !isAssigned || mayAct === 'hidden' ? 'hidden' : surveyOf(conversation),
    end: mayAct,
  };
}

function surveyOf({ channel, firstReplyAt, surveyAskedAt }: ConversationDetail['conversation']): Possible {
  if (channel !== 'chat') return { hindered: 'surveyElsewhere' };
  if (surveyAskedAt !== undefined) return { hindered: 'surveyAsked' };
  return firstReplyAt === undefined ? { hindered: 'surveyEarly' } : 'can';
}

import type { Conversation } from '../../shared/conversation';
import type { ErrorCode } from '../../shared/errors';
import type { Survey } from '../../shared/http/chat';
import type { DeskContext } from './desk-context';
import { done, refused, type Done } from './refused';

const DAY = 86_400_000;
const SURVEY_DAYS = 7;

export interface Rating { stars: number; comment?: string }

/** Why he may not say now how it was; undefined when he may: somebody has answered him, and it is over or the agent asked. */
export function tooEarlyOrOver(ctx: Pick<DeskContext, 'view' | 'now'>, conversation: Conversation): Extract<ErrorCode, 'survey-too-early' | 'survey-over'> | undefined {
  const { state, firstReplyAt, closedAt = 0, surveyAskedAt } = conversation;
  if (firstReplyAt === undefined) return 'survey-too-early';
  if (state !== 'closed') return surveyAskedAt === undefined ? 'survey-too-early' : undefined;
  const days = ctx.view().config.settings.surveyDays ?? SURVEY_DAYS;
  return ctx.now() - closedAt > days * DAY ? 'survey-over' : undefined;
}

/** What his page offers him to say, with what he said so far; undefined: nothing now. */
export async function surveyFor(ctx: DeskContext, conversation: Conversation): Promise<Survey | undefined> {
  if (tooEarlyOrOver(ctx, conversation)) return undefined;
  const given = await ctx.records.surveys.of(conversation.id);
  return given ? saidSoFar(given) : {};
}

/** The visitor says how it was, whatever road he came by; his last answer counts. */
export async function rateConversation(ctx: DeskContext, visitor: string, id: string, { stars, comment }: Rating): Promise<Done<Survey>> {
  const conversation = await ctx.records.conversations.get(id);
  if (conversation?.visitor !== visitor) return refused('conversation-unknown');
  const not = tooEarlyOrOver(ctx, conversation);
  if (not) return refused(not);
  const said = comment?.trim() ?? '';
  const given = await ctx.records.surveys.rate({ conversation: id, visitor, stars, now: ctx.now(), ...(said !== '' && { comment: said }) });
  if (!given) return refused('conversation-unknown');
  ctx.changed(id);
  return done(saidSoFar(given));
}

const saidSoFar = ({ stars, comment }: Rating): Survey => ({ stars, ...(comment !== undefined && { comment }) });

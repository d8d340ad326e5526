import { Type, type Static } from '@sinclair/typebox';
import { Target } from '../config/entry';
import { Words } from '../config/keys';

const Count = Type.Integer({ minimum: 0 });
const Time = Type.Integer({ minimum: 0, description: '毫秒时间戳 / ms since 1970' });

/** `before`: the same a day earlier at this time of day; absent where nobody counted then. */
const compared = (what: string) => Type.Object({ now: Count, before: Type.Optional(Count) }, { description: what });

/** One day by the desk's clock; today's goes as far as now. */
export const FigureDay = Type.Object({
  date: Type.String({ description: 'YYYY-MM-DD' }),
  from: Time,
  visitors: Count,
  conversations: Count,
  serviceMs: Type.Optional(Count),
  agents: Type.Optional(Type.Integer({ minimum: 0, description: '同时在线的客服最多有几位 / the most agents online at once' })),
});
export type FigureDay = Static<typeof FigureDay>;

export const HomeAnswer = Type.Object({
  at: Time,
  timeZone: Type.String(),
  agentsOnline: compared('现在在线的客服 / agents online now'),
  visitorsNow: compared('现在有会话在等待或接待中的访客 / visitors who wait or are being served now'),
  visitors: compared('今天来过的访客 / visitors who came today'),
  conversations: compared('今天开始、访客说过话的会话 / conversations begun today in which the visitor said something'),
  serviceMs: Type.Object(
    { now: Type.Optional(Count), before: Type.Optional(Count) },
    { description: '今天开始并已结束的会话，从首次回复到结束平均多久；没有则不出现 / mean time from first reply to end of those begun and ended today; absent without any' },
  ),
  days: Type.Array(FigureDay, { description: '最近七天，从早到晚，最后一天是今天 / the last seven days, oldest first, the last one is today' }),
});
export type HomeAnswer = Static<typeof HomeAnswer>;

const Spread = Type.Object(
  { medianMs: Count, p90Ms: Count },
  { description: '中位数与 90% 分位（毫秒）/ median and 90th percentile (ms); absent where there is nothing to measure' },
);

const counts = {
  conversations: Type.Integer({ minimum: 0, description: '访客说过话的会话 / conversations in which the visitor said something' }),
  answered: Type.Integer({ minimum: 0, description: '其中有客服回复的 / of them, answered' }),
  named: Type.Integer({ minimum: 0, description: '其中找指定客服的 / of them, asking for a named person' }),
  kept: Type.Integer({ minimum: 0, description: '其中由本人首先回复的 / of those, answered first by that person' }),
  firstReply: Type.Optional(Spread),
  wait: Type.Optional(Spread),
  missed: Type.Integer({ minimum: 0, description: '未及时回复的次数 / times somebody did not reply in time' }),
  transferred: Type.Integer({ minimum: 0, description: '转接的次数 / times it was passed on' }),
  left: Type.Integer({ minimum: 0, description: '变成留言的会话 / became left messages' }),
  unanswered: Type.Integer({ minimum: 0, description: '没有人回复就结束的会话 / ended unanswered' }),
  survey: Type.Optional(Type.Object({ count: Count, mean: Type.Number({ minimum: 1, maximum: 5 }) })),
};

export const ReportCounts = Type.Object(counts);
export type ReportCounts = Static<typeof ReportCounts>;

export const ReportBy = Type.Union([Type.Literal('entry'), Type.Literal('agent'), Type.Literal('step')]);
export type ReportBy = Static<typeof ReportBy>;

/** `key`: of the entry (also where the rows are steps) or agent; `name` is absent when it is not configured any more. */
export const ReportRow = Type.Object({
  key: Type.String(),
  name: Type.Optional(Words),
  step: Type.Optional(Type.Union([Type.Integer({ minimum: 0 }), Type.Literal('by-hand'), Type.Literal('nobody')], {
    description: '转接顺序第几步（从 0 起）；by-hand 人工接入或转接；nobody 一直没有人 / step of the ladder from 0; taken or passed on by hand; nobody at all',
  })),
  target: Type.Optional(Target),
  ...counts,
});
export type ReportRow = Static<typeof ReportRow>;

const Date = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: '按统计时区的日期 / date by the desk’s clock, YYYY-MM-DD' });
export const MOST_REPORT_DAYS = 92;

/** Both days are included. */
export const ReportQuery = Type.Object({ from: Date, to: Date, by: ReportBy }, { additionalProperties: false });
export type ReportQuery = Static<typeof ReportQuery>;

export const ReportAnswer = Type.Object({
  at: Time,
  timeZone: Type.String(),
  by: ReportBy,
  rows: Type.Array(ReportRow),
  all: ReportCounts,
  days: Type.Array(Type.Object({ date: Type.String(), ...counts })),
});
export type ReportAnswer = Static<typeof ReportAnswer>;

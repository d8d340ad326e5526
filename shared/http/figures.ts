import { Type, type Static } from '@sinclair/typebox';

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

import { integerOf, mapBody, recordsOf, type CallResult, type JsonRecord } from './answer';
import { isRecord } from './json';
import type { TokenCalls } from './with-token';

/** Times in milliseconds, both at the beginning of a day: at most 31 days, within the last 180; yesterday is ready after 6 o'clock. */
export interface StatisticSpan {
  readonly from: number;
  readonly to: number;
  /** All accounts if absent. */
  readonly account?: string;
}

export interface KfDay {
  /** Beginning of the day, milliseconds since 1970. */
  readonly at: number;
  /** By WeCom's own names: session_cnt, customer_cnt, first_reply_average_sec and others; shares lie between 0 and 1. */
  readonly figures: Readonly<Record<string, number>>;
}

/** WeCom's own figures. What the application sends counts as the smart assistant's. */
export function kfStatistics(calls: TokenCalls) {
  async function days(path: string, { from, to, account }: StatisticSpan, more: object): Promise<CallResult<readonly KfDay[]>> {
    const json = { ...(account === undefined ? {} : { open_kfid: account }), ...more, start_time: Math.floor(from / 1000), end_time: Math.floor(to / 1000) };
    return mapBody(await calls.call({ method: 'POST', path, json }), (body) => recordsOf(body, 'statistic_list').flatMap(readDay));
  }

  return {
    corpStatistic: (span: StatisticSpan) => days('/cgi-bin/kf/get_corp_statistic', span, {}),
    /** Of one servicer, or of all together. */
    servicerStatistic: (span: StatisticSpan, userid?: string) =>
      days('/cgi-bin/kf/get_servicer_statistic', span, userid === undefined ? {} : { servicer_userid: userid }),
  };
}

function readDay(day: JsonRecord): KfDay[] {
  const seconds = integerOf(day, 'stat_time');
  const { statistic } = day;
  if (seconds === undefined || !isRecord(statistic)) return [];
  const figures = Object.entries(statistic).flatMap(([name, value]) => (typeof value === 'number' ? [[name, value] as const] : []));
  return [{ at: seconds * 1000, figures: Object.fromEntries(figures) }];
}

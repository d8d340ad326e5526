import { closesAt, isOpen, nextOpening } from '../../../../shared/calendar/hours';
import type { Hours } from '../../../../shared/config/hours';
import type { Language, Say } from '../../../frame/language';
import { DAYS } from './hours-form';
import type { hoursWords } from './hours-words';

type Speak = Say<typeof hoursWords>;
export const dayName = (say: Speak, index: number): string => say(`day${DAYS[index] ?? 1}`);

function rangesOf(weekly: Hours['weekly'], day: number, say: Speak): string {
  const ranges = weekly.filter((one) => one.day === day && one.from !== '' && one.to !== '').sort((a, b) => a.from.localeCompare(b.from));
  if (ranges.some(({ from, to }) => from === '00:00' && to === '24:00')) return say('allDay');
  return ranges.map(({ from, to }) => `${from}–${to}`).join(say('list'));
}

/** `周一至周五 09:00–18:00`: neighbours that are alike said once, closed days left out. */
export function weekLine(weekly: Hours['weekly'], say: Speak): string {
  const said = DAYS.map((day) => rangesOf(weekly, day, say));
  if (said.every((one) => one === said[0])) return said[0] ? `${say('everyDay')} ${said[0]}` : say('never');
  const parts: { from: number; to: number; ranges: string }[] = [];
  said.forEach((ranges, i) => {
    const last = parts.at(-1);
    if (last && last.ranges === ranges && last.to === i - 1) last.to = i;
    else if (ranges !== '') parts.push({ from: i, to: i, ranges });
  });
  return parts.map(({ from, to, ranges }) => {
    const [first, last] = [dayName(say, from), dayName(say, to)];
    return `${from === to ? first : to === from + 1 ? first + say('list') + last : say('span', { from: first, to: last })} ${ranges}`;
  }).join('; ');
}

const WEEK = 6 * 86_400_000;

/** `周一 09:00`, further away with the date, on the clock of the hours themselves. */
function whenWords(at: number, now: number, timeZone: string, language: Language): string {
  const tag = language === 'zh' ? 'zh-CN' : 'en';
  const said = (ms: number, form: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat(tag, { timeZone, ...form }).format(ms);
  const date = (ms: number): string => said(ms, { dateStyle: 'short' });
  const clock = said(at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  if (date(at) === date(now)) return clock;
  return `${said(at, at - now < WEEK ? { weekday: 'short' } : { month: 'short', day: 'numeric' })} ${clock}`;
}

/** Whether it is open now, and when that changes, worked out as the router does. */
export function nowLine(hours: Hours, now: number, say: Speak, language: Language): { open: boolean; words: string } {
  const open = isOpen(hours, now);
  const change = open === true ? closesAt(hours, now) : nextOpening(hours, now);
  if (open === 'unknown' || change === 'unknown') return { open: false, words: say('unknown') };
  if (change === 'never') return { open, words: say(open ? 'openAlways' : 'shutAlways') };
  return { open, words: say(open ? 'open' : 'shut', { when: whenWords(change, now, hours.timeZone, language) }) };
}

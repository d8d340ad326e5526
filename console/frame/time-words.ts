import { computed, type ComputedRef } from 'vue';
import { timeOfDay } from '../../shared/asking/clock-words';
import { useLanguage, type Language } from './language';

export interface TimeWords {
  /** `10:32`, on another day `11月28日 10:32`, in another year with the year. */
  moment(ms: number): string;
  /** `10:32`, where the day stands elsewhere. */
  clock(ms: number): string;
  /** `今天`, `昨天` or `11月28日星期六`, in another year with the year. */
  day(ms: number): string;
  /** Date and time in full, for a tooltip. */
  full(ms: number): string;
  /** `2 分 5 秒`; the two largest units only. */
  duration(ms: number): string;
}

const units = [
  { ms: 86_400_000, zh: '天', en: 'd' },
  { ms: 3_600_000, zh: '小时', en: 'h' },
  { ms: 60_000, zh: '分', en: 'min' },
  { ms: 1_000, zh: '秒', en: 's' },
] as const;

/** How long something takes, to the second, rounded up: never "0 秒" for what still lasts. */
export function durationWords(ms: number, language: Language): string {
  let rest = Math.max(0, Math.ceil(ms / 1000)) * 1000;
  const parts: string[] = [];
  for (const unit of units) {
    const count = Math.floor(rest / unit.ms);
    rest -= count * unit.ms;
    if (count > 0) parts.push(`${count} ${unit[language]}`);
    if (parts.length === 2 || (parts.length === 1 && count === 0)) break;
  }
  return parts.length === 0 ? `0 ${units[3][language]}` : parts.join(' ');
}

const tagOf = (language: Language): string => (language === 'zh' ? 'zh-CN' : 'en');

/** In the browser's own time zone. */
export function momentWords(ms: number, now: number, language: Language): string {
  const at = new Date(ms);
  const today = new Date(now);
  const sameYear = at.getFullYear() === today.getFullYear();
  const sameDay = sameYear && at.getMonth() === today.getMonth() && at.getDate() === today.getDate();
  return new Intl.DateTimeFormat(tagOf(language), {
    hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
    ...(!sameDay && { month: 'short', day: 'numeric' }),
    ...(!sameYear && { year: 'numeric' }),
  }).format(at);
}

/** The day of a moment, in the browser's own time zone. */
export function dayWords(ms: number, now: number, language: Language): string {
  const at = new Date(ms);
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  if (at.toDateString() === new Date(now).toDateString()) return language === 'zh' ? '今天' : 'Today';
  if (at.toDateString() === yesterday.toDateString()) return language === 'zh' ? '昨天' : 'Yesterday';
  const sameYear = at.getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat(tagOf(language), { month: 'short', day: 'numeric', weekday: 'short', ...(!sameYear && { year: 'numeric' }) }).format(at);
}

/** Times and durations in the chosen language. */
export function useTimeWords(): ComputedRef<TimeWords> {
  const { language } = useLanguage();
  return computed(() => ({
    moment: (ms) => momentWords(ms, Date.now(), language.value),
    clock: timeOfDay,
    day: (ms) => dayWords(ms, Date.now(), language.value),
    full: (ms) => new Intl.DateTimeFormat(tagOf(language.value), { dateStyle: 'full', timeStyle: 'medium' }).format(ms),
    duration: (ms) => durationWords(ms, language.value),
  }));
}

import type { Language } from '../../shared/asking/language';
import { say } from './words';

/** The day of a moment on the visitor's clock: today, yesterday, or a date. Epoch milliseconds. */
export const dayWords = (language: Language, at: number, now: number): string => {
  const date = new Date(at);
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  if (date.toDateString() === new Date(now).toDateString()) return say(language, 'dayToday');
  if (date.toDateString() === yesterday.toDateString()) return say(language, 'dayYesterday');
  const values = { year: date.getFullYear(), month: date.getMonth() + 1, day: date.getDate() };
  return say(language, values.year === new Date(now).getFullYear() ? 'dayThisYear' : 'dayLong', values);
};

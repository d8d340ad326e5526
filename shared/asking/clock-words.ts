import { sayFrom, type Language } from './language';

const say = sayFrom({
  today: { zh: '今天 {time}', en: 'today {time}' },
  tomorrow: { zh: '明天 {time}', en: 'tomorrow {time}' },
  onDay: { zh: '{month}月{day}日 {time}', en: '{month}/{day} {time}' },
  yesterday: { zh: '昨天 {time}', en: 'yesterday {time}' },
  date: { zh: '{month}月{day}日', en: '{month}/{day}' },
  dateOfYear: { zh: '{year}年{month}月{day}日', en: '{year}/{month}/{day}' },
});

const two = (value: number): string => String(value).padStart(2, '0');

/** Time of day where the visitor is, `09:05`. `at` in epoch milliseconds. */
export const timeOfDay = (at: number): string => {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
};

/** "today 14:00", "tomorrow 09:00" or a date, on the visitor’s clock. */
export const dayAndTime = (language: Language, at: number, now: number): string => {
  const time = timeOfDay(at);
  const date = new Date(at);
  const tomorrow = new Date(now);
  tomorrow.setDate(tomorrow.getDate() + 1);
  if (date.toDateString() === new Date(now).toDateString()) return say(language, 'today', { time });
  if (date.toDateString() === tomorrow.toDateString()) return say(language, 'tomorrow', { time });
  return say(language, 'onDay', { month: date.getMonth() + 1, day: date.getDate(), time });
};

/** When something was: "14:00" of today, "yesterday 09:00" or a date, on the visitor’s clock. */
export const pastTime = (language: Language, at: number, now: number): string => {
  const date = new Date(at);
  const today = new Date(now);
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  if (date.toDateString() === today.toDateString()) return timeOfDay(at);
  if (date.toDateString() === yesterday.toDateString()) return say(language, 'yesterday', { time: timeOfDay(at) });
  const month = date.getMonth() + 1;
  const day = date.getDate();
  return date.getFullYear() === today.getFullYear() ? say(language, 'date', { month, day }) : say(language, 'dateOfYear', { year: date.getFullYear(), month, day });
};

import { clockOf, holidayForm, type HolidayForm, type RangeForm } from './hours-form';

const DAY = 86_400_000;
/** A longer span is a slip of the pen. */
const MOST_DAYS = 60;

const date = String.raw`(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?`;
const later = String.raw`(?:\s*(?:~|～|—|–|至|到|\bto\b|\s-\s)\s*(?:(\d{4})\s*[-/.年]\s*)?(?:(\d{1,2})\s*[-/.月]\s*)?(\d{1,2})\s*日?(?![\d:：]))?`;
const lineForm = new RegExp(`^${date}${later}(.*)$`);
const rangeForm = /(\d{1,2}[:：]\d{2})\s*(?:-|–|—|~|～|至|到|to)\s*(\d{1,2}[:：]\d{2})/g;
const openWords = /上班|补班|营业|\bopen\b/i;
const markWords = /[（(]?(?:上班|放假|休息|休|营业|\bopen\b|\bclosed\b)[）)]?/gi;

/** Days since 1970; undefined when there is no such date. */
function dayOf(year: number, month: number, day: number): number | undefined {
  const at = Date.UTC(year, month - 1, day);
  const read = new Date(at);
  return read.getUTCMonth() === month - 1 && read.getUTCDate() === day ? at / DAY : undefined;
}

/**
 * Reads dates as they are handed around: one a line, or a span, with a name; times or the word for open when it is a day that is worked.
 * @param usual what a day is open that is only said to be worked
 */
export function readHolidays(text: string, usual: readonly RangeForm[]): { holidays: HolidayForm[]; faults: string[] } {
  const holidays: HolidayForm[] = [];
  const faults: string[] = [];
  for (const line of text.split('\n').map((one) => one.trim()).filter((one) => one !== '')) {
    const read = readLine(line, usual);
    if (read) holidays.push(...read);
    else faults.push(line);
  }
  return { holidays, faults };
}

function readLine(line: string, usual: readonly RangeForm[]): HolidayForm[] | undefined {
  const found = lineForm.exec(line);
  if (!found) return undefined;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const first = dayOf(year, month, day);
  const last = found[6] === undefined ? first : dayOf(Number(found[4] ?? year), Number(found[5] ?? month), Number(found[6]));
  if (first === undefined || last === undefined || last < first || last - first >= MOST_DAYS) return undefined;
  const rest = found[7] ?? '';
  const given = [...rest.matchAll(rangeForm)].map(([, from = '', to = '']) => ({ from: clockOf(from), to: clockOf(to) }));
  const ranges = given.length > 0 ? given : openWords.test(rest) ? usual : [];
  const name = rest.replace(rangeForm, ' ').replace(markWords, ' ').replace(/\s+/g, ' ').replace(/^[\s,，:：]+|[\s,，:：]+$/g, '').slice(0, 60);
  return Array.from({ length: last - first + 1 }, (_, i) => holidayForm(new Date((first + i) * DAY).toISOString().slice(0, 10), name, ranges));
}

/** Those given take the place of those of the same date. */
export const joined = (own: readonly HolidayForm[], given: readonly HolidayForm[]): HolidayForm[] => {
  const dates = new Map([...own, ...given].map((one) => [one.date, one]));
  return [...dates.values()].sort((a, b) => a.date.localeCompare(b.date));
};

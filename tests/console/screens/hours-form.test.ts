import { Hours } from '../../../shared/config/hours';
import { formFaults } from '../../../console/frame/form-faults';
import { clockOf, copied, formOf, hoursOf, runsOver } from '../../../console/ops/pages/hours/hours-form';
import { hoursWords } from '../../../console/ops/pages/hours/hours-words';
import { joined, readHolidays } from '../../../console/ops/pages/hours/paste-holidays';
import { nowLine, weekLine } from '../../../console/ops/pages/hours/week-words';
import { spoken } from './spoken';

const say = spoken().from(hoursWords);
const english = spoken('en').from(hoursWords);
const office: Hours = {
  key: 'office', name: '工作日', timeZone: 'Asia/Shanghai',
  weekly: [1, 2, 3, 4, 5].flatMap((day) => [{ day, from: '09:00', to: '12:00' }, { day, from: '13:00', to: '18:00' }]).concat([{ day: 6, from: '20:00', to: '02:00' }]),
  holidays: [{ date: '2026-10-01', name: '国庆节', ranges: [] }, { date: '2026-10-10', ranges: [{ from: '09:00', to: '18:00' }] }],
};

describe('the form of hours', () => {
  test('gives back what it was opened with; a new one is what most shops have', () => {
    expect(hoursOf(formOf(office, []))).toEqual(office);
    const fresh = hoursOf({ ...formOf(undefined, ['hours-1']), name: '新' });
    expect(fresh).toMatchObject({ key: 'hours-2', timeZone: 'Asia/Shanghai', holidays: [] });
    expect([weekLine(fresh.weekly, say), formFaults(Hours, fresh).size]).toEqual(['周一至周五 09:00–18:00', 0]);
  });

  test('times may be written as people do; what is none stays, and is a fault', () => {
    expect(['9', '930', '9:30', '09：30', '24', '24:00', '0', '2400'].map(clockOf)).toEqual(['09:00', '09:30', '09:30', '09:30', '24:00', '24:00', '00:00', '24:00']);
    expect(['25', '9:75', 'noon', '', '24:30'].map(clockOf)).toEqual(['25', '9:75', 'noon', '', '24:30']);
    const form = formOf(office, []);
    form.week[0] = [{ from: 'noon', to: '18' }];
    expect([...formFaults(Hours, hoursOf(form)).keys()]).toEqual(['/weekly/0/from']);
  });

  test('an end before the start is the next day’s; a day is copied to others', () => {
    expect([runsOver({ from: '20', to: '2' }), runsOver({ from: '9', to: '24' }), runsOver({ from: '9', to: '' })]).toEqual([true, false, false]);
    const { week } = formOf(office, []);
    expect(copied(week, 5, 'workdays').map((ranges) => ranges.length)).toEqual([1, 1, 1, 1, 1, 1, 0]);
    expect(copied(week, 0, 'all').map((ranges) => ranges.length)).toEqual([2, 2, 2, 2, 2, 2, 2]);
  });
});

describe('a pasted list of dates', () => {
  const usual = [{ from: '09:00', to: '18:00' }];
  const read = (text: string) => readHolidays(text, usual).holidays.map(({ date, name, ranges }) => [date, name, ranges.map(({ from, to }) => `${from}-${to}`).join()]);

  test.each<[string, (readonly string[])[]]>([
    ['2026-10-01 国庆节', [['2026-10-01', '国庆节', '']]],
    ['2026年9月30日 至 10月2日 国庆节（放假）', [['2026-09-30', '国庆节', ''], ['2026-10-01', '国庆节', ''], ['2026-10-02', '国庆节', '']]],
    ['2026/10/1~3\t国庆', [['2026-10-01', '国庆', ''], ['2026-10-02', '国庆', ''], ['2026-10-03', '国庆', '']]],
    ['2026-12-31 to 2027-01-01 New Year', [['2026-12-31', 'New Year', ''], ['2027-01-01', 'New Year', '']]],
    ['2026-10-10 国庆补班 上班', [['2026-10-10', '国庆补班', '09:00-18:00']]],
    ['2026-12-31 10:00-15:00', [['2026-12-31', '', '10:00-15:00']]],
    ['2026-12-31 除夕 9:00–12:00，13:00-15:00', [['2026-12-31', '除夕', '09:00-12:00,13:00-15:00']]],
  ])('%s', (line, expected) => expect(read(line)).toEqual(expected));

  test('what cannot be read is told, and nothing is made of it', () => {
    const lines = ['国庆节', '2026-02-30', '2026-10-07 至 10-01', '2026-01-01 至 2026-12-31'];
    expect(readHolidays(lines.join('\n\n'), usual)).toEqual({ holidays: [], faults: lines });
  });

  test('a date given again takes the place of what was there', () => {
    const { holidays } = formOf(office, []);
    const both = joined(holidays, readHolidays('2026-10-01 改为上班 上班\n2026-05-01', usual).holidays);
    expect(both.map(({ date, ranges }) => [date, ranges.length])).toEqual([['2026-05-01', 0], ['2026-10-01', 1], ['2026-10-10', 1]]);
  });
});

describe('hours in words', () => {
  test('neighbours that are alike are said once', () => {
    expect(weekLine(office.weekly, say)).toBe('周一至周五 09:00–12:00、13:00–18:00; 周六 20:00–02:00');
    expect(weekLine([6, 7].map((day) => ({ day, from: '00:00', to: '24:00' })), english)).toBe('Saturday, Sunday all day');
    expect([weekLine([], say), weekLine([1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '00:00', to: '24:00' })), say)]).toEqual(['没有营业时间', '每天 全天']);
  });

  test('open now, and when that changes, on the clock of the hours', () => {
    const at = (time: string) => nowLine(office, Date.parse(`${time}+08:00`), say, 'zh');
    expect(at('2026-09-28T10:00')).toEqual({ open: true, words: '营业中，12:00 休息' });
    expect(at('2026-09-30T19:00')).toEqual({ open: false, words: '休息中，周五 09:00 开始' });
    expect(at('2026-09-27T01:00')).toEqual({ open: true, words: '营业中，02:00 休息' });
    expect(nowLine({ ...office, weekly: [], holidays: [] }, 0, say, 'zh').words).toBe('休息中，没有下一次营业');
    expect(nowLine({ ...office, timeZone: 'Mars/Olympus' }, 0, english, 'en').words).toMatch(/^Cannot be worked out/);
  });
});

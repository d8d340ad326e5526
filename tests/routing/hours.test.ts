import fc from 'fast-check';
import type { Hours } from '../../shared/config/hours';
import { closesAt, isOpen, nextOpening, openMinutesDeadline } from '../../shared/calendar/hours';
import { candidate, entry, group, offline, question, tap, to, verdictOf, winner } from './scene';

const HOUR = 3_600_000;
const MINUTE = 60_000;
type Week = [day: number, from: string, to: string][];
const hours = (weekly: Week, holidays: [string, [string, string][]][] = [], timeZone = 'Asia/Shanghai'): Hours => ({
  key: 'h', name: 'h', timeZone,
  weekly: weekly.map(([day, from, till]) => ({ day, from, to: till })),
  holidays: holidays.map(([date, ranges]) => ({ date, ranges: ranges.map(([from, till]) => ({ from, to: till })) })),
});
/** A moment in Shanghai, which is eight hours ahead of UTC all year. */
const at = (moment: string): number => Date.parse(`${moment}:00+08:00`);
const days = [1, 2, 3, 4, 5, 6, 7];
const office: Week = [1, 2, 3, 4, 5].map((day) => [day, '09:00', '18:00']);

describe('H1 a deadline counts only open minutes in the entry’s time zone', () => {
  const week = hours(office, [['2026-10-01', []], ['2026-10-10', [['10:00', '12:00']]]]);

  test.each([
    ['started inside', '2026-09-28T10:00', 60, '2026-09-28T11:00'],
    ['started before opening', '2026-09-28T07:00', 30, '2026-09-28T09:30'],
    ['started after closing', '2026-09-28T20:00', 30, '2026-09-29T09:30'],
    ['over the night', '2026-09-28T17:45', 30, '2026-09-29T09:15'],
    ['over a holiday', '2026-09-30T17:45', 30, '2026-10-02T09:15'],
    ['on a holiday', '2026-10-01T12:00', 30, '2026-10-02T09:30'],
    ['over a weekend', '2026-10-02T17:50', 20, '2026-10-05T09:10'],
    ['on a Saturday that is worked', '2026-10-09T17:50', 20, '2026-10-10T10:10'],
    ['over several days', '2026-09-28T09:00', 20 * 60, '2026-09-30T11:00'],
  ])('H1 %s', (_, start, minutes, end) => {
    expect(openMinutesDeadline(week, at(start), minutes)).toBe(at(end));
  });

  test('H1 the zone is the entry’s: the same instant is inside in Shanghai and outside in Berlin', () => {
    const moment = at('2026-09-28T09:30');
    expect(isOpen(hours(office), moment)).toBe(true);
    expect(isOpen(hours(office, [], 'Europe/Berlin'), moment)).toBe(false);
    expect(nextOpening(hours(office, [], 'Europe/Berlin'), moment)).toBe(Date.parse('2026-09-28T09:00:00+02:00'));
  });

  test('H1 never open: there is no deadline; always open: nothing is skipped', () => {
    expect(openMinutesDeadline(hours([]), at('2026-09-28T09:00'), 5)).toBe('never');
    expect(openMinutesDeadline(hours(days.map((d) => [d, '00:00', '24:00'])), at('2026-09-28T09:00'), 5)).toBe(at('2026-09-28T09:05'));
  });
});

describe('H3 exactly at the edges', () => {
  const week = hours(office);
  test('H3 ends exactly at closing time: at closing', () => {
    expect(openMinutesDeadline(week, at('2026-09-28T17:00'), 60)).toBe(at('2026-09-28T18:00'));
    expect(openMinutesDeadline(week, at('2026-09-28T09:00'), 540)).toBe(at('2026-09-28T18:00'));
  });
  test('H3 starts exactly at closing: counts from the next opening', () => {
    expect(openMinutesDeadline(week, at('2026-09-28T18:00'), 1)).toBe(at('2026-09-29T09:01'));
    expect(openMinutesDeadline(week, at('2026-09-28T18:00'), 0)).toBe(at('2026-09-29T09:00'));
  });
  test('H3 the opening minute is open, the closing minute is not', () => {
    const open = ['2026-09-28T08:59', '2026-09-28T09:00', '2026-09-28T17:59', '2026-09-28T18:00'].map((m) => isOpen(week, at(m)));
    expect(open).toEqual([false, true, true, false]);
    expect(isOpen(week, at('2026-09-28T18:00') - 1)).toBe(true);
    expect(isOpen(week, at('2026-09-28T09:00') - 1)).toBe(false);
  });
});

describe('overnight', () => {
  const night: Week = days.map((day) => [day, '22:00', '02:00']);

  test('a range that ends before it begins runs into the next day', () => {
    const sunday = hours([[7, '22:00', '06:00']]);
    expect([isOpen(sunday, at('2026-09-28T05:59')), isOpen(sunday, at('2026-09-28T06:00')), isOpen(sunday, at('2026-09-27T05:00'))]).toEqual([true, false, false]);
    expect(closesAt(sunday, at('2026-09-27T23:00'))).toBe(at('2026-09-28T06:00'));
  });

  test('into a holiday: a weekly range stops at midnight, since the holiday is open in just its own', () => {
    const eve = hours(night, [['2026-10-01', []]]);
    expect(closesAt(eve, at('2026-09-30T23:00'))).toBe(at('2026-10-01T00:00'));
    expect(nextOpening(eve, at('2026-10-01T01:00'))).toBe(at('2026-10-02T22:00'));
  });

  test('out of a holiday: its own range runs to its end, even into another holiday', () => {
    const through = hours(office, [['2026-10-01', [['20:00', '02:00']]], ['2026-10-02', []]]);
    expect(closesAt(through, at('2026-10-01T21:00'))).toBe(at('2026-10-02T02:00'));
    expect(isOpen(through, at('2026-10-02T10:00'))).toBe(false);
  });

  test('ranges that touch at midnight are one open time; around the clock never closes', () => {
    const joined = hours([[1, '18:00', '24:00'], [2, '00:00', '03:00'], [2, '02:00', '04:00']]);
    expect(closesAt(joined, at('2026-09-28T20:00'))).toBe(at('2026-09-29T04:00'));
    expect(closesAt(hours(days.map((d) => [d, '08:00', '08:00'])), at('2026-09-28T20:00'))).toBe('never');
    expect(nextOpening(hours([[1, '24:00', '02:00']]), at('2026-09-28T12:00'))).toBe(at('2026-09-29T00:00'));
  });
});

describe('summer time', () => {
  const berlin = (weekly: Week): Hours => hours(weekly, [], 'Europe/Berlin');
  const sundayInMarch = Date.parse('2026-03-29T00:00:00Z');
  const sundayInOctober = Date.parse('2026-10-25T00:00:00Z');

  test('an opening time that is skipped opens at the jump', () => {
    const early = berlin([[7, '02:30', '05:00']]);
    expect(nextOpening(early, sundayInMarch)).toBe(sundayInMarch + HOUR);
    expect(closesAt(early, sundayInMarch + HOUR)).toBe(sundayInMarch + 3 * HOUR);
  });

  test('a range that lies in the hour that is skipped does not open at all', () => {
    expect(nextOpening(berlin([[7, '02:10', '02:50']]), sundayInMarch)).toBe(Date.parse('2026-04-05T02:10:00+02:00'));
  });

  test('a closing time that comes twice closes the first time and does not open again', () => {
    const late = berlin([[6, '22:00', '02:30']]);
    const close = sundayInOctober + 30 * MINUTE;
    expect(closesAt(late, sundayInOctober)).toBe(close);
    expect([isOpen(late, close), isOpen(late, close + 45 * MINUTE)]).toEqual([false, false]);
  });

  test('a day with 25 hours has 25 open hours', () => {
    const sunday = berlin([[7, '00:00', '24:00']]);
    const midnight = Date.parse('2026-10-25T00:00:00+02:00');
    expect(closesAt(sunday, midnight)).toBe(midnight + 25 * HOUR);
  });
});

describe('H5 outside hours', () => {
  const shut = hours([[3, '14:00', '18:00']]);
  const ladder = [to.agent('li'), to.group('g'), to.owner()];
  const room = { agents: [candidate('li'), candidate('wang')], groups: [group('g', ['wang'])] };

  test('H5 nobody is asked, and the visitor hears when it opens', () => {
    const { decision, asked } = tap(question(entry(ladder, { hours: 'h' }), { hours: shut }), room);
    expect(decision).toMatchObject({ kind: 'outside-hours', opensAt: at('2026-03-11T14:00'), receipt: { outcome: 'outside-hours' } });
    expect(asked).toEqual([]);
  });

  test('H5 the designated agent who is online anyway, only if the entry allows; never the group', () => {
    const allowing = entry(ladder, { hours: 'h', designatedOutsideHours: true });
    expect(winner(tap(question(allowing, { hours: shut }), room).decision)).toBe('li');
    const gone = tap(question(allowing, { hours: shut, visitor: { ownerAgent: 'ou' } }), { ...room, agents: [offline('li'), candidate('wang'), candidate('ou')] });
    expect(winner(gone.decision)).toBe('ou');
    expect(gone.decision.receipt.steps.map((s) => s.asked)).toEqual([true, false, true]);
    expect(tap(question(allowing, { hours: shut }), { ...room, agents: [offline('li'), candidate('wang')] }).decision.kind).toBe('outside-hours');
  });

  test('H5 hours that never open name no opening', () => {
    const { decision } = tap(question(entry(ladder), { hours: hours([]) }), room);
    expect(decision).not.toHaveProperty('opensAt');
    expect(decision.kind).toBe('outside-hours');
  });

  test('H5 an agent is off shift by his own calendar', () => {
    const { decision } = tap(question(entry([to.agent('li')])), { agents: [candidate('li', { shift: shut })] });
    expect(verdictOf(decision, 'li')).toBe('off-shift');
  });
});

describe('H6 hours that cannot be computed count as open, with a flag', () => {
  const broken: [string, Hours][] = [
    ['an unknown zone', hours([], [], 'Mars/Olympus')],
    ['a date that does not exist', hours([], [['2026-02-30', []]])],
    ['a month that does not exist', hours([], [['2026-13-01', []]])],
    ['a clock time that does not exist', hours([[1, '9:00', '25:00']])],
    ['a holiday with a broken time', hours([], [['2026-10-01', [['10', '12:00']]]])],
  ];
  test.each(broken)('H6 %s', (_, unknown) => {
    expect([isOpen(unknown, 0), nextOpening(unknown, 0), closesAt(unknown, 0), openMinutesDeadline(unknown, 0, 5)]).toEqual(Array(4).fill('unknown'));
    const { decision } = tap(question(entry([to.agent('li')], { hours: 'h' }), { hours: unknown }), { agents: [candidate('li')] });
    expect(decision).toMatchObject({ kind: 'assigned', receipt: { hoursUnknown: true } });
  });

  test('H6 hours the configuration does not have, and a shift it does not have', () => {
    const { decision } = tap(question(entry([to.agent('li')], { hours: 'lost' })), { agents: [candidate('li')] });
    expect(decision).toMatchObject({ kind: 'assigned', receipt: { hoursUnknown: true } });
    const shiftLost = tap(question(entry([to.agent('li')])), { agents: [candidate('li', {}, { shift: 'lost' })] });
    expect(shiftLost.decision).toMatchObject({ kind: 'assigned', receipt: { hoursUnknown: true } });
  });

  test('H6 hours that can be computed raise no flag', () => {
    const { decision } = tap(question(entry([]), { hours: hours(days.map((d) => [d, '00:00', '24:00'])) }), { agents: [] });
    expect(decision.receipt).not.toHaveProperty('hoursUnknown');
  });
});

describe('isOpen, nextOpening and closesAt agree', () => {
  const clock = fc.integer({ min: 0, max: 96 }).map((quarter) => `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`);
  const range = fc.tuple(fc.integer({ min: 1, max: 7 }), clock, clock);
  const date = fc.integer({ min: 0, max: 400 }).map((n) => new Date(Date.UTC(2026, 0, 1) + n * 24 * HOUR).toISOString().slice(0, 10));
  const holiday = fc.tuple(date, fc.array(fc.tuple(clock, clock), { maxLength: 2 }));
  const zone = fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/Havana', 'Africa/Casablanca', 'UTC');
  const some = fc.tuple(fc.array(range, { maxLength: 6 }), fc.array(holiday, { maxLength: 3 }), zone).map(([w, h, z]) => hours(w, h, z));
  // Half the instants lie near a change of clocks in one of the zones.
  const changes = ['2026-03-08T07:00Z', '2026-03-29T01:00Z', '2026-10-25T01:00Z', '2026-11-01T06:00Z', '2026-04-04T15:00Z', '2026-10-03T15:30Z', '2026-03-08T05:00Z'].map((c) => Date.parse(c));
  const instant = fc.oneof(
    fc.integer({ min: Date.UTC(2026, 0, 2), max: Date.UTC(2027, 0, 1) }),
    fc.tuple(fc.constantFrom(...changes), fc.integer({ min: -600, max: 600 })).map(([c, m]) => c + m * MINUTE),
  );

  test('the next opening is open and nothing before it is; open until the closing and shut at it', () => {
    fc.assert(fc.property(some, instant, fc.double({ min: 0, max: 0.999, noNaN: true }), (given, from, part) => {
      const open = nextOpening(given, from);
      expect(open === from).toBe(isOpen(given, from) === true);
      if (typeof open !== 'number') return;
      expect(isOpen(given, open)).toBe(true);
      if (open > from) expect(isOpen(given, Math.floor(from + (open - from) * part))).toBe(false);
      const close = closesAt(given, open);
      if (typeof close !== 'number') return;
      expect(close).toBeGreaterThan(open);
      expect(isOpen(given, close)).toBe(false);
      expect(isOpen(given, Math.floor(open + (close - open) * part))).toBe(true);
      expect(closesAt(given, close)).toBe(close);
    }), { numRuns: 500 });
  });

  test('a deadline has just its minutes of open time before it', () => {
    fc.assert(fc.property(some, instant, fc.integer({ min: 1, max: 600 }), (given, from, minutes) => {
      const end = openMinutesDeadline(given, from, minutes);
      if (typeof end !== 'number' || end - from > 21 * 24 * HOUR) return;
      let open = 0;
      for (let t = from; t < end; t += MINUTE) if (isOpen(given, t)) open += 1;
      expect(Math.abs(open - minutes)).toBeLessThanOrEqual(1);
    }), { numRuns: 100 });
  });

  test('away from changes of clocks it is what the clock on the wall says', () => {
    const wall = (z: string, t: number): { weekday: number; minute: number } => {
      const part = Object.fromEntries(new Intl.DateTimeFormat('en-GB', { timeZone: z, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(t).map((p) => [p.type, p.value]));
      return { weekday: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(part.weekday ?? '') + 1, minute: Number(part.hour) * 60 + Number(part.minute) };
    };
    const minutes = (c: string): number => Number(c.slice(0, 2)) * 60 + Number(c.slice(3));
    const summer = fc.integer({ min: Date.UTC(2026, 5, 5), max: Date.UTC(2026, 7, 20) });
    fc.assert(fc.property(fc.array(range, { maxLength: 6 }), zone, summer, (weekly, z, t) => {
      const { weekday, minute } = wall(z, t);
      const expected = weekly.some(([day, from, till]) => {
        const start = minutes(from);
        const end = minutes(till) <= start ? minutes(till) + 1440 : minutes(till);
        return [0, 1, 2].some((back) => ((weekday - 1 - back + 7) % 7) + 1 === day && start <= minute + back * 1440 && minute + back * 1440 < end);
      });
      expect(isOpen(hours(weekly, [], z), t)).toBe(expected);
    }), { numRuns: 500 });
  });
});

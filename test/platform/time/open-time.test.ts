import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Calendar, ELAPSED } from '#platform/time/calendar.ts';
import { at, fromMillis, type Instant, plusMinutes, toMillis } from '#platform/time/instant.ts';
import {
  afterOpenMinutes,
  openMinutes,
  openStretches,
  requireKnownYears,
  unknownYears,
} from '#platform/time/open-time.ts';

const NINE_TO_SIX = [
  { opens: '09:00', closes: '12:00' },
  { opens: '13:00', closes: '18:00' },
];

const office = Calendar.parse({
  id: 'office',
  version: 'V1.0',
  hours: {
    monday: NINE_TO_SIX,
    tuesday: NINE_TO_SIX,
    wednesday: NINE_TO_SIX,
    thursday: NINE_TO_SIX,
    friday: NINE_TO_SIX,
  },
  overrides: {
    '2026-02-14': { is: 'working', like: 'friday', name: '春节' },
    '2026-02-16': { is: 'closed', name: '春节' },
    '2026-02-17': { is: 'closed', name: '春节' },
    '2026-03-04': { is: 'special', hours: [{ opens: '10:00', closes: '11:00' }] },
    '2027-01-01': { is: 'closed', name: '元旦' },
  },
  yearsKnown: [2026],
});

const LATE = [{ opens: '18:00', closes: '02:00' }];
const mall = Calendar.parse({
  id: 'mall',
  version: 'V1.0',
  hours: { friday: LATE, saturday: [{ opens: '00:30', closes: '03:00' }, ...LATE] },
});

const aroundTheClock = Calendar.parse({
  id: 'open-all-day',
  version: 'V1.0',
  hours: Object.fromEntries(
    ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'].map((day) => [
      day,
      [{ opens: '00:00', closes: '24:00' }],
    ]),
  ),
});

const newYork = Calendar.parse({
  id: 'new-york',
  version: 'V1.0',
  zone: 'America/New_York',
  hours: { sunday: [{ opens: '00:00', closes: '06:00' }], monday: [{ opens: '22:00', closes: '01:00' }] },
});

describe('elapsed time', () => {
  it('counts every minute', () => {
    expect(openMinutes(ELAPSED, at('2026-03-02T12:00:00Z'), at('2026-03-03T12:00:30Z'))).toBe(1440.5);
    expect(afterOpenMinutes(ELAPSED, at('2026-03-02T12:00:00Z'), 10)).toBe('2026-03-02T12:10:00.000Z');
  });

  it('is nothing when it runs backwards', () => {
    expect(openMinutes(ELAPSED, at('2026-03-03T12:00:00Z'), at('2026-03-02T12:00:00Z'))).toBe(0);
  });
});

describe('opening hours', () => {
  it('stop at lunch and over night', () => {
    expect(openMinutes(office, at('2026-03-02T11:30:00+08:00'), at('2026-03-02T13:15:00+08:00'))).toBe(45);
    expect(afterOpenMinutes(office, at('2026-03-02T17:50:00+08:00'), 30)).toBe(at('2026-03-03T09:20:00+08:00'));
  });

  it('carry a deadline over the weekend', () => {
    expect(afterOpenMinutes(office, at('2026-03-06T17:30:00+08:00'), 60)).toBe(at('2026-03-09T09:30:00+08:00'));
  });

  it('know closed days, made-up working days and special hours', () => {
    expect(openMinutes(office, at('2026-02-16T00:00:00+08:00'), at('2026-02-18T00:00:00+08:00'))).toBe(0);
    expect(openMinutes(office, at('2026-02-14T00:00:00+08:00'), at('2026-02-15T00:00:00+08:00'))).toBe(8 * 60);
    expect(openMinutes(office, at('2026-03-04T00:00:00+08:00'), at('2026-03-05T00:00:00+08:00'))).toBe(60);
  });

  it('may last over midnight and overlap without counting a minute twice', () => {
    expect(openMinutes(mall, at('2026-03-06T12:00:00+08:00'), at('2026-03-07T12:00:00+08:00'))).toBe(9 * 60);
    expect(openMinutes(mall, at('2026-03-08T00:00:00+08:00'), at('2026-03-08T12:00:00+08:00'))).toBe(2 * 60);
  });

  it('may be the whole day on every day', () => {
    const [from, to] = [at('2026-03-02T12:00:00Z'), at('2026-04-02T12:00:00Z')];

    expect(openMinutes(aroundTheClock, from, to)).toBe(openMinutes(ELAPSED, from, to));
    expect(openStretches(aroundTheClock, from, to)).toEqual([{ from, to, open: true }]);
  });

  it.each([
    ['spring forward', '2026-03-08', 5 * 60],
    ['fall back', '2026-11-01', 7 * 60],
    ['do neither', '2026-11-08', 6 * 60],
  ])('are as long as they last when clocks %s', (_, date, minutes) => {
    const from = at(`${date}T00:00:00-05:00`);

    expect(openMinutes(newYork, plusMinutes(from, -120), plusMinutes(from, 720))).toBe(minutes);
  });

  it('are seen as stretches without a gap', () => {
    expect(openStretches(office, at('2026-03-02T11:00:00+08:00'), at('2026-03-02T14:00:00+08:00'))).toEqual([
      { from: at('2026-03-02T11:00:00+08:00'), to: at('2026-03-02T12:00:00+08:00'), open: true },
      { from: at('2026-03-02T12:00:00+08:00'), to: at('2026-03-02T13:00:00+08:00'), open: false },
      { from: at('2026-03-02T13:00:00+08:00'), to: at('2026-03-02T14:00:00+08:00'), open: true },
    ]);
  });

  it.each([
    ['it never opens', { hours: { monday: [] } }],
    ['its zone is unknown', { hours: 'always', zone: 'Asia/Nowhere' }],
    ['an hour is no hour', { hours: { monday: [{ opens: '25:00', closes: '26:00' }] } }],
  ])('are refused when %s', (_, part) => {
    expect(Calendar.safeParse({ id: 'odd', version: 'V1.0', ...part }).success).toBe(false);
  });
});

describe('a year whose holidays are unknown', () => {
  const [from, to] = [at('2026-12-31T12:00:00+08:00'), at('2027-01-04T12:00:00+08:00')];

  it('counts every weekday as working and is named for an alarm', () => {
    expect(openMinutes(office, at('2027-01-01T00:00:00+08:00'), at('2027-01-02T00:00:00+08:00'))).toBe(8 * 60);
    expect(unknownYears(office, from, to)).toEqual([2027]);
  });

  it('is refused where a guess will not do', () => {
    expect(() => requireKnownYears(office, from, to)).toThrow(
      expect.objectContaining({ code: 'calendar.year-unknown' }),
    );
    expect(() => requireKnownYears(office, from, from)).not.toThrow();
  });

  it('is none for elapsed time', () => {
    expect(unknownYears(ELAPSED, from, to)).toEqual([]);
  });
});

const anyInstant = fc
  .integer({ min: toMillis(at('2026-02-01T00:00:00Z')), max: toMillis(at('2026-03-20T00:00:00Z')) })
  .map((millis) => fromMillis(millis));
const anyCalendar = fc.constantFrom(ELAPSED, office, mall, aroundTheClock, newYork);

describe('open time', () => {
  it('adds up', () => {
    return fc.assert(
      fc.property(anyCalendar, fc.tuple(anyInstant, anyInstant, anyInstant), (calendar, instants) => {
        const [one, two, three] = [...instants].sort() as [Instant, Instant, Instant];
        const parts = openMinutes(calendar, one, two) + openMinutes(calendar, two, three);
        expect(parts).toBeCloseTo(openMinutes(calendar, one, three), 6);
      }),
    );
  });

  it('is reached exactly, and not a millisecond earlier', () => {
    return fc.assert(
      fc.property(anyCalendar, anyInstant, fc.integer({ min: 1, max: 3000 * 60_000 }), (calendar, from, millis) => {
        const minutes = millis / 60_000;
        const reached = afterOpenMinutes(calendar, from, minutes);
        expect(openMinutes(calendar, from, reached)).toBeCloseTo(minutes, 6);
        expect(openMinutes(calendar, from, fromMillis(toMillis(reached) - 1))).toBeLessThan(minutes);
      }),
    );
  });

  it('equals the minutes counted one by one', () => {
    const anyHours = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 23 }))
      .filter(([opens, closes]) => opens !== closes)
      .map(([opens, closes]) => ({ opens: `${pad(opens)}:00`, closes: `${pad(closes)}:30` }));
    const anyDay = fc.array(anyHours, { minLength: 1, maxLength: 3 });
    return fc.assert(
      fc.property(anyDay, anyDay, anyDay, anyInstant, fc.integer({ min: 0, max: 4000 }), (mon, sat, own, from, n) => {
        const calendar = Calendar.parse({
          id: 'any',
          version: 'V1.0',
          hours: { monday: mon, saturday: sat },
          overrides: {
            '2026-02-11': { is: 'special', hours: own },
            '2026-03-02': { is: 'closed' },
            '2026-03-04': { is: 'working', like: 'saturday' },
          },
        });
        const start = fromMillis(Math.floor(toMillis(from) / 60_000) * 60_000);
        expect(openMinutes(calendar, start, plusMinutes(start, n))).toBe(countedOneByOne(calendar, start, n));
      }),
      { numRuns: 60 },
    );
  });
});

const pad = (hour: number) => String(hour).padStart(2, '0');

/** Looks at every minute on a wall in Shanghai (always UTC+8 in these years). */
function countedOneByOne(calendar: Calendar, from: Instant, minutes: number): number {
  const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
  const hoursOf = (wall: Date) => {
    const override = calendar.overrides[wall.toISOString().slice(0, 10)];
    const weekly = calendar.hours as Exclude<Calendar['hours'], 'always'>;
    if (override?.is === 'closed') return [];
    if (override?.is === 'special') return override.hours;
    return weekly[override?.is === 'working' ? override.like : days[wall.getUTCDay()]!] ?? [];
  };
  let count = 0;
  for (let minute = 0; minute < minutes; minute += 1) {
    const wall = new Date(toMillis(from) + (minute + 8 * 60) * 60_000);
    const yesterday = new Date(wall.getTime() - 24 * 60 * 60_000);
    const time = wall.toISOString().slice(11, 16);
    const today = hoursOf(wall).some(({ opens, closes }) => opens <= time && (time < closes || closes <= opens));
    const spilt = hoursOf(yesterday).some(({ opens, closes }) => closes <= opens && time < closes);
    if (today || spilt) count += 1;
  }
  return count;
}

import { Calendar, calendarName, ELAPSED } from '#platform/time/calendar.ts';

const OFFICE = [
  { opens: '09:00', closes: '12:00' },
  { opens: '13:00', closes: '18:00' },
];

/** The shop's working week; its holidays come with the calendars of their years. */
const WORKDAY = Calendar.parse({
  id: 'workday',
  version: 'V1.0',
  hours: { monday: OFFICE, tuesday: OFFICE, wednesday: OFFICE, thursday: OFFICE, friday: OFFICE },
  yearsKnown: [],
});

const CALENDARS = [ELAPSED, WORKDAY];

/** The ids a policy may name. */
export const CALENDAR_IDS: readonly string[] = CALENDARS.map(({ id }) => id);

/** The calendar of an id (`elapsed`) or of the name a clock keeps (`elapsed@V1.0`). */
export function calendarOf(name: string): Calendar {
  const calendar = CALENDARS.find((known) => known.id === name || calendarName(known) === name);
  if (!calendar) throw new Error(`There is no calendar ${name}`);
  return calendar;
}

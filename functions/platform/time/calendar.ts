import * as z from 'zod';

export const Weekday = z.enum(['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']);
export type Weekday = z.infer<typeof Weekday>;

const WallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);

/** Opening hours on the wall; closing at or before the opening time means on the next day (`18:00` to `02:00`). */
export const Hours = z.strictObject({ opens: WallTime, closes: WallTime });
export type Hours = z.infer<typeof Hours>;

/** A date that is not like its weekday: closed, a working day (调休) like another weekday, or with hours of its own. */
const Override = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('closed'), name: z.string().optional() }),
  z.strictObject({ is: z.literal('working'), like: Weekday, name: z.string().optional() }),
  z.strictObject({ is: z.literal('special'), hours: z.array(Hours).min(1), name: z.string().optional() }),
]);

const Zone = z.string().refine((zone) => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}, 'Not a time zone');

const opensSometime = (weekly: Partial<Record<Weekday, Hours[]>>) =>
  Object.values(weekly).some((hours) => hours.length > 0);

/**
 * When time counts. `hours` is `always` (elapsed time) or a weekly pattern; the hours of a day belong to the date on which they
 * open. `yearsKnown` names the years whose holidays are in `overrides`; without it no year has holidays.
 */
export const Calendar = z.strictObject({
  id: z.string().min(1),
  version: z.string().min(1),
  zone: Zone.default('Asia/Shanghai'),
  hours: z.union([
    z.literal('always'),
    z.partialRecord(Weekday, z.array(Hours)).refine(opensSometime, 'A calendar that never opens has no deadlines'),
  ]),
  overrides: z.record(z.iso.date(), Override).default({}),
  yearsKnown: z.array(z.int()).optional(),
});
export type Calendar = z.infer<typeof Calendar>;

/** Every minute counts: the calendar of every promise that names no other. */
export const ELAPSED: Calendar = {
  id: 'elapsed',
  version: 'V1.0',
  zone: 'Asia/Shanghai',
  hours: 'always',
  overrides: {},
};

/** How a deadline names the calendar that set it: `elapsed@V1.0`. */
export function calendarName({ id, version }: Calendar): string {
  return `${id}@${version}`;
}

import { Cron } from 'croner';

/** When a Scheduler expression is due next after an instant; undefined when never again. `since` is where a rate starts. */
export type NextRun = (after: number, since: number) => number | undefined;

const MINUTE = 60_000;
const UNITS: Record<string, number> = { minute: MINUTE, hour: 60 * MINUTE, day: 24 * 60 * MINUTE };

/** Reads `at(…)`, `rate(…)` or `cron(…)` of EventBridge Scheduler in a time zone; throws when it is none of them. */
export function readExpression(expression: string, timeZone: string): NextRun {
  const [, kind, inside = ''] = expression.match(/^(at|rate|cron)\((.+)\)$/) ?? [];
  if (kind === 'at') return once(inside, timeZone);
  if (kind === 'rate') return every(inside);
  if (kind === 'cron') return cron(inside, timeZone);
  throw new Error(`Not a schedule expression: ${expression}`);
}

function once(local: string, timeZone: string): NextRun {
  const due = new Cron(local, { timezone: timeZone, paused: true }).nextRun(new Date(0))?.getTime();
  if (due === undefined) throw new Error(`Not an instant: ${local}`);
  return (after) => (due > after ? due : undefined);
}

function every(inside: string): NextRun {
  const [, count, unit = ''] = inside.match(/^(\d+) (minute|hour|day)s?$/) ?? [];
  const pause = Number(count) * (UNITS[unit] ?? Number.NaN);
  if (!(pause > 0)) throw new Error(`Not a rate: ${inside}`);
  return (after, since) => since + (Math.floor((after - since) / pause) + 1) * pause;
}

function cron(inside: string, timeZone: string): NextRun {
  const [minute, hour, day, month, weekday, year, ...more] = inside.trim().split(/\s+/);
  if (!minute || !hour || !day || !month || !weekday || !year || more.length > 0)
    throw new Error(`Not six cron fields: ${inside}`);
  if ((day === '?') === (weekday === '?')) throw new Error(`Exactly one of day and weekday must be "?": ${inside}`);
  const pattern = ['0', minute, hour, day.replace('?', '*'), month, quartzWeekday(weekday), year].join(' ');
  const schedule = new Cron(pattern, { timezone: timeZone, paused: true, mode: '7-part', sloppyRanges: true });
  return (after) => schedule.nextRun(new Date(after))?.getTime();
}

/** AWS counts weekdays 1–7 from Sunday, croner 0–6. */
function quartzWeekday(weekday: string): string {
  return weekday.replace('?', '*').replace(/(?<![#\d/])[1-7](?!\d)/g, (day) => String(Number(day) - 1));
}

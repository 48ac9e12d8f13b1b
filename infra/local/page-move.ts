import type { Asked } from './http-server.ts';
import { fieldsOf, isForm } from './page-fields.ts';
import type { Why } from './page-refusals.ts';

/** Where the clock is to go, or why not: for programs and for the page. */
export type Moved = { target: number } | { refused: string; why: Why };

const DURATION = /^P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?=\d)(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,9})S)?)?$/;
const UNITS = [7 * 86_400_000, 86_400_000, 3_600_000, 60_000, 1000];
// A zone is needed: a time without one would mean another instant on another computer.
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;
// The page shows the shop's time and is filled in with it: eight hours ahead all year round.
const SHOP_TIME = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)$/;
const FURTHEST = 10 * 365 * 86_400_000;

const HOW = 'Give {"to": "2026-01-31T09:00:00Z"}, {"by": "PT10M"} or {"by": 10} (minutes).';

/** Reads `to` or `by` from JSON or from the page's form. */
export function readMove(asked: Asked, now: number): Moved {
  const fields = fieldsOf(asked);
  if (!fields) return { refused: `The body is not a JSON object. ${HOW}`, why: 'other' };
  const { to, by, ...more } = fields;
  const strange = Object.keys(more)[0];
  if (strange !== undefined) return { refused: `Unknown field ${JSON.stringify(strange)}. ${HOW}`, why: 'other' };
  if ((to === undefined) === (by === undefined))
    return { refused: `Exactly one of "to" and "by" is needed. ${HOW}`, why: 'time' };
  const target = to === undefined ? now + (milliseconds(by) ?? Number.NaN) : instant(isForm(asked) ? zoned(to) : to);
  if (Number.isNaN(target)) return { refused: `${JSON.stringify(to ?? by)} is not understood. ${HOW}`, why: 'time' };
  if (target - now > FURTHEST) return { refused: 'That is more than ten years ahead.', why: 'far' };
  return { target };
}

const zoned = (to: unknown): unknown => (typeof to === 'string' ? to.replace(SHOP_TIME, '$1T$2+08:00') : to);

function instant(to: unknown): number {
  if (typeof to !== 'string') return Number.NaN;
  const day = Date.parse(`${to.slice(0, 10)}T00:00:00Z`);
  if (!INSTANT.test(to) || Number.isNaN(day) || new Date(day).toISOString().slice(0, 10) !== to.slice(0, 10))
    return Number.NaN;
  return Date.parse(to);
}

function milliseconds(by: unknown): number | undefined {
  if (typeof by === 'number') return Number.isFinite(by) && by >= 0 ? Math.round(by * 60_000) : undefined;
  const parts = typeof by === 'string' && by !== 'P' ? by.match(DURATION) : null;
  if (!parts) return undefined;
  return UNITS.reduce((sum, unit, index) => sum + Number(parts[index + 1] ?? 0) * unit, 0);
}

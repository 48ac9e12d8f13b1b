import * as z from 'zod';
import { type Instant, toMillis } from '#platform/time/instant.ts';
import { dateIn } from '#platform/time/zone.ts';

/** A quarter of the year in the shop's time, such as `2026Q1`. */
export const Quarter = z
  .string()
  .regex(/^\d{4}Q[1-4]$/)
  .brand<'Quarter'>();
export type Quarter = z.infer<typeof Quarter>;

const ZONE = 'Asia/Shanghai'; // the shop's time, in which its quarters begin
const QUARTERS = 4;
const MONTHS = 3;

function named(quarters: number): Quarter {
  return `${Math.floor(quarters / QUARTERS)}Q${(quarters % QUARTERS) + 1}` as Quarter;
}

function quartersUntil(instant: Instant): number {
  const [year, month] = dateIn(ZONE, toMillis(instant)).split('-').map(Number);
  return Number(year) * QUARTERS + Math.floor((Number(month) - 1) / MONTHS);
}

/** The quarter a moment lies in. */
export const quarterOf = (instant: Instant): Quarter => named(quartersUntil(instant));

/** The last quarter that is over at a moment. */
export const quarterBefore = (instant: Instant): Quarter => named(quartersUntil(instant) - 1);

/** Every quarter from the one a moment lies in to the one another lies in. */
export function quartersFrom(from: Instant, to: Instant): Quarter[] {
  const [first, last] = [quartersUntil(from), quartersUntil(to)];
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_, nth) => named(first + nth));
}

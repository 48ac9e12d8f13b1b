import * as z from 'zod';
import { Instant, type Clock as Time } from '#platform/time/instant.ts';
import { calendarOf } from './calendars.ts';
import { ClockKind } from './clock.ts';
import type { ClockStore } from './clock-store.ts';
import { look, nextLook } from './look.ts';

/** What a timer carries: which clock, which run of it, and when it was set to wake. */
export const Timer = z.object({ subject: z.string(), kind: ClockKind, run: z.int().min(1), lookAt: Instant });
export type Timer = z.infer<typeof Timer>;

type Needs = { readonly clocks: ClockStore; readonly clock: Time };

/** Looks once, and says whether to wait `again` until `lookAt` or that the timer is `done`. */
export const lookAtClock =
  ({ clocks, clock }: Needs) =>
  async ({ subject, kind, run, lookAt }: Timer) => {
    // The timer woke, so its moment has come, even where this machine's clock is a little behind.
    const now = clock();
    const at = now < lookAt ? lookAt : now;
    const looked = await clocks.change(subject, kind, (found) => look(found, { run, at }, calendarOf(found.calendar)));
    const wakeAt = looked.clock?.run === run ? nextLook(looked.clock, at) : undefined;
    return { subject, kind, run, lookAt: wakeAt ?? at, word: wakeAt ? ('again' as const) : ('done' as const) };
  };

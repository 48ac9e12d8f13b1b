import { eachOf } from '#platform/jobs/each-of.ts';
import { log, metric } from '#platform/log.ts';
import { type Instant, plusMinutes, type Clock as Time, toMillis } from '#platform/time/instant.ts';
import { calendarOf } from './calendars.ts';
import { LOOK_BUCKETS } from './clock-item.ts';
import type { ClockStore, ToLookAt } from './clock-store.ts';
import { look } from './look.ts';

const GRACE_MINUTES = 1 / 60; // a timer that wakes within a second of its moment has not missed it
const AT_ONCE = 16; // times 4 partitions: 64 looks at a time

type Needs = { readonly clocks: ClockStore; readonly clock: Time };

/** Looks at every clock whose moment has passed, whatever became of its timer; what was left to do is counted as missed. */
export const sweep =
  ({ clocks, clock }: Needs) =>
  async (): Promise<{ missed: number }> => {
    const at = clock();
    let missed = 0;
    const lookAt = async ({ subject, kind }: ToLookAt) => {
      const due = (found: Parameters<typeof look>[0]) =>
        look(found, { run: found.run, at }, calendarOf(found.calendar));
      const { clock: found, changed } = await clocks.change(subject, kind, due);
      if (!changed) return;
      missed += 1;
      log.warn('timer missed', { subject, kind, run: found?.run });
    };
    await eachOf(LOOK_BUCKETS, LOOK_BUCKETS.length, (bucket) => sweepBucket(clocks, { bucket, at, lookAt }));
    if (missed > 0) metric('TimerMissed', missed, toMillis(at));
    return { missed };
  };

type Bucket = {
  readonly bucket: string;
  readonly at: Instant;
  readonly lookAt: (clock: ToLookAt) => Promise<void>;
};

async function sweepBucket(clocks: ClockStore, { bucket, at, lookAt }: Bucket): Promise<void> {
  const until = plusMinutes(at, -GRACE_MINUTES);
  let after: string | undefined;
  do {
    const page = await clocks.dueBefore(until, bucket, after);
    await eachOf(page.items, AT_ONCE, lookAt);
    after = page.after;
  } while (after);
}

import * as z from 'zod';
import type { Write } from '#platform/store/commit.ts';
import { bucketOf, entity } from '#platform/store/entity.ts';
import type { Key } from '#platform/store/table.ts';
import { Clock, ClockKind, isLive } from './clock.ts';

/** How the sort keys of a subject's clocks begin. */
export const clocksOf = '@clock#';

export const clockKey = (subject: string, kind: ClockKind): Key => ({ pk: subject, sk: `${clocksOf}${kind}` });

// Each partition takes 1,000 writes a second, a complaint writes about twelve times: two hold 160 complaints a second, and the
// sweeper asks each of them every minute.
const LOOK_PARTITIONS = 2;

const partitions = (name: 'look' | 'late'): readonly string[] =>
  Array.from({ length: LOOK_PARTITIONS }, (_, bucket) => `${name}#${bucket}`);

/** The partitions of the index `byLook` that hold the clocks somebody must look at, by when. */
export const LOOK_BUCKETS = partitions('look');

/** Its partitions of broken promises that climb no further, by when they were due: nobody looks at them, but they are still owed. */
export const LATE_BUCKETS = partitions('late');

/** A clock in the table; in the index `byLook` while somebody must look at it, or while it is owed late. */
export const clockEntity = entity<Clock>({
  name: 'clock',
  schema: Clock.strip().transform(({ lookAt, ...clock }) => ({
    ...clock,
    ...(clock.plan.length > 0 && lookAt && { lookAt }),
  })),
  key: ({ subject, kind }) => clockKey(subject, kind),
  indexes: (clock) => {
    const bucket = bucketOf(clock.subject) % LOOK_PARTITIONS;
    if (clock.lookAt) return { lookBucket: LOOK_BUCKETS[bucket] };
    if (isLive(clock) && clock.breachedAt) return { lookBucket: LATE_BUCKETS[bucket], lookAt: clock.dueAt };
    return { lookBucket: undefined };
  },
});

/** Saves a clock that changed since it was read; a new one (version 0) must not be there yet. */
export function clockWrite(changed: Clock): Write {
  const { version } = changed;
  return {
    put: clockEntity.toItem({ ...changed, version: version + 1 }),
    when: version === 0 ? 'absent' : { version },
  };
}

const Indexed = z.object({ pk: z.string(), sk: z.string().startsWith(clocksOf) });

/** A clock as the index names it. */
export type ToLookAt = { readonly subject: string; readonly kind: ClockKind; readonly key: Key };

export function toLookAt(item: Readonly<Record<string, unknown>>): ToLookAt {
  const { pk, sk } = Indexed.parse(item);
  return { subject: pk, kind: ClockKind.parse(sk.slice(clocksOf.length)), key: { pk, sk } };
}

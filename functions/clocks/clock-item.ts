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

// Parts the two moments of a place in the index.
const THEN = '#';

const partitions = (name: 'look' | 'climb' | 'late'): readonly string[] =>
  Array.from({ length: LOOK_PARTITIONS }, (_, bucket) => `${name}#${bucket}`);

const LOOK = partitions('look');
const CLIMB = partitions('climb');
const LATE = partitions('late');

/** The partitions of the index `byLook` that hold the clocks somebody must look at: before they are due, and broken ones that climb. */
export const LOOK_BUCKETS = [...LOOK, ...CLIMB];

/** Its partitions of all that is owed, with the broken promises that climb no further: nobody looks at those, but they are due. */
export const DUE_BUCKETS = [...LOOK_BUCKETS, ...LATE];

/** Whether what stands in this partition sorts by when it was due, not by when somebody must look. */
export const sortsByDue = (bucket: string): boolean => !LOOK.includes(bucket);

/**
 * A clock in the table; in the index `byLook` while somebody must look at it, or while it is owed late. What is not due before
 * somebody looks sorts by that moment, and names when it is due (a paused one: nothing); a broken promise sorts by when it was
 * due, and names its next level while it climbs.
 */
export const clockEntity = entity<Clock>({
  name: 'clock',
  schema: Clock.omit({ lookAt: true })
    .strip()
    .transform((clock) => ({ ...clock, ...(clock.plan[0] && { lookAt: clock.plan[0].at }) })),
  key: ({ subject, kind }) => clockKey(subject, kind),
  indexes: (clock) => {
    const { lookAt, dueAt, state } = clock;
    const bucket = bucketOf(clock.subject) % LOOK_PARTITIONS;
    if (lookAt && state === 'running' && lookAt > dueAt)
      return { lookBucket: CLIMB[bucket], lookAt: `${dueAt}${THEN}${lookAt}` };
    if (lookAt) return { lookBucket: LOOK[bucket], lookAt: `${lookAt}${THEN}${state === 'running' ? dueAt : ''}` };
    if (isLive(clock) && clock.breachedAt) return { lookBucket: LATE[bucket], lookAt: dueAt };
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

const Indexed = z.object({
  pk: z.string(),
  sk: z.string().startsWith(clocksOf),
  lookBucket: z.string(),
  lookAt: z.string(),
});

/** A clock as the index names it: by what it sorts, when somebody must look at it, and when it is due; never, while it is paused. */
export type Standing = {
  readonly subject: string;
  readonly kind: ClockKind;
  readonly sortsAt: string;
  readonly lookAt: string;
  readonly dueAt: string | undefined;
};

export function standing(item: Readonly<Record<string, unknown>>): Standing {
  const { pk, sk, lookBucket, lookAt } = Indexed.parse(item);
  const [sortsAt = '', then = sortsAt] = lookAt.split(THEN);
  const [looks, due] = CLIMB.includes(lookBucket) ? [then, sortsAt] : [sortsAt, then];
  const kind = ClockKind.parse(sk.slice(clocksOf.length));
  return { subject: pk, kind, sortsAt, lookAt: looks, dueAt: due === '' ? undefined : due };
}

/** The end of everything that sorts at a moment or before it. */
export const through = (until: string): string => `${until}${THEN}~`;

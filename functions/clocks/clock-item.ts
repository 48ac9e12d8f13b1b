import type { Write } from '#platform/store/commit.ts';
import { BUCKETS, bucketOf, entity } from '#platform/store/entity.ts';
import { Clock, type ClockKind } from './clock.ts';

const STATE = '@clock#';

export const clockKey = (subject: string, kind: ClockKind) => ({ pk: subject, sk: `${STATE}${kind}` });
export const clocksOf = (subject: string) => ({ pk: subject, skPrefix: STATE });

/** The partitions of the index over clocks that must be looked at. */
export const LOOK_BUCKETS = Array.from({ length: BUCKETS }, (_, bucket) => `look#${bucket}`);

/** A clock in the table; in the index `byLook` exactly while somebody must look at it. */
export const clockEntity = entity<Clock>({
  name: 'clock',
  schema: Clock.strip(),
  key: ({ subject, kind }) => clockKey(subject, kind),
  indexes: ({ subject, lookAt }) => ({ lookBucket: lookAt && `look#${bucketOf(subject)}` }),
});

/** Saves a clock that changed since it was read; a new one (version 0) must not be there yet. */
export function clockWrite(changed: Clock): Write {
  const { version } = changed;
  return {
    put: clockEntity.toItem({ ...changed, version: version + 1 }),
    when: version === 0 ? 'absent' : { version },
  };
}

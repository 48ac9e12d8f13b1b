import { metric } from '#platform/log.ts';
import { type Instant, toMillis } from '#platform/time/instant.ts';

/** Counts one thing more that waits for a person: many at once are a fault of ours, or somebody's attempt. */
export const countSetAside = (at: Instant): void => metric('SetAside', 1, toMillis(at));

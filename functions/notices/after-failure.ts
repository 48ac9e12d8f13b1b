import { SendFailed } from '#platform/send-failed.ts';
import type { Instant } from '#platform/time/instant.ts';
import { failed, failedForGood } from './claim.ts';
import type { Claimed, Failed } from './notice.ts';

/**
 * A notice that its provider did not confirm. What is refused is not tried again. What may have gone is, once by mail, which carries
 * its key; a text message has none, so that a second one would be read twice (C3).
 */
export function afterFailure(claimed: Claimed, error: unknown, at: Instant): Failed {
  const because = error instanceof Error ? error.name : 'unknown'; // its message may hold the address
  const outcome = error instanceof SendFailed ? error.outcome : 'later';
  if (outcome === 'refused') return failedForGood(claimed, at, because);
  if (outcome === 'later') return failed(claimed, at, because);
  const isLast = claimed.channel === 'sms' || claimed.doubted === true;
  return isLast ? failedForGood(claimed, at, 'unknown') : failed({ ...claimed, doubted: true }, at, because);
}

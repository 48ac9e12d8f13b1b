import { type Instant, plusMinutes } from '#platform/time/instant.ts';
import type { Claimed, Failed, NewNotice, Notice, Receipt } from './notice.ts';

const LEASE_MINUTES = 1; // the function that sends runs 15 s at most, and comes again a minute after it failed

/** The notice in the hands of whoever sends it now. */
export function firstClaim(notice: NewNotice, at: Instant): Claimed {
  return { ...notice, state: 'claimed', attempts: 1, leaseUntil: plusMinutes(at, LEASE_MINUTES), version: 0 };
}

/**
 * What to do with a notice that was claimed before: nothing when it is done, wait while another sends it, and take it over when
 * that one failed or has not been heard of until its lease ran out (a customer gets rather one too many than none: C3).
 */
export function claimAgain(found: Notice, at: Instant): Claimed | 'done' | 'leased' {
  if (found.state !== 'claimed' && found.state !== 'failed') return 'done';
  if (found.state === 'failed' && found.final) return 'done';
  if (found.state === 'claimed' && found.leaseUntil > at) return 'leased';
  const attempts = found.attempts + 1;
  return { ...common(found), state: 'claimed', attempts, leaseUntil: plusMinutes(at, LEASE_MINUTES) };
}

/** It was sent, after all where it was told before that it was not: should it come back, that is told anew. */
export function sent(claimed: Claimed, at: Instant, providerId?: string): Notice {
  const { toldOf: _told, ...kept } = common(claimed);
  return { ...kept, state: 'sent', sentAt: at, ...(providerId && { providerId }) };
}

/** It was not sent, and is tried again. */
export function failed(claimed: Claimed, at: Instant, because: string): Failed {
  return { ...common(claimed), state: 'failed', failedAt: at, because };
}

/** It was not sent, or nobody will ever know, and is not tried again. */
export function failedForGood(claimed: Claimed, at: Instant, because: string): Failed {
  return { ...common(claimed), state: 'failed', failedAt: at, because, final: true };
}

/** It is not sent on purpose. */
export function withheld(claimed: Claimed, because: string): Notice {
  return { ...common(claimed), state: 'withheld', because };
}

/** What a provider says became of a message, and what it says of the sending where that is not on record. */
export type Came = { readonly receipt: Receipt; readonly providerId?: string; readonly sentAt?: Instant };

/**
 * The notice with its receipt, when that says more than is known: a complaint stands above a failure, a failure above an arrival.
 * A message that has a receipt was sent, whatever the house noted of it so far.
 */
export function received(found: Notice, { receipt, providerId, sentAt = receipt.at }: Came): Notice | undefined {
  if (found.state === 'sent') return isGraver(receipt, found.receipt) ? { ...found, receipt } : undefined;
  if (found.state !== 'claimed' && found.state !== 'failed') return undefined;
  return { ...common(found), state: 'sent', sentAt, ...(providerId && { providerId }), receipt };
}

const GRAVITY = ['delivered', 'failed', 'complained'];

const isGraver = (next: Receipt, known: Receipt | undefined): boolean =>
  !known || GRAVITY.indexOf(next.status) > GRAVITY.indexOf(known.status);

function common(notice: Claimed | Failed) {
  const {
    leaseUntil: _lease,
    failedAt: _failed,
    because: _because,
    final: _final,
    ...kept
  } = {
    leaseUntil: undefined,
    failedAt: undefined,
    because: undefined,
    final: undefined,
    ...notice,
  };
  return kept;
}

import type { Told } from '#platform/events/event.ts';
import { Refusal } from '#platform/refusal.ts';
import type { Instant } from '#platform/time/instant.ts';
import { appsOf, type Customer, type Known, lastPurchaseOf, type Merged } from './customer.ts';
import { partitionOf } from './customer-item.ts';
import type { CustomerEvent } from './events.ts';

export const MOST_ABSORBED = 50; // reading one customer stays one or two batches

export type Why = { readonly because: 'proven' | 'staff'; readonly by: string; readonly at: Instant };

export type Merge = { readonly into: Known; readonly merged: Merged; readonly event: Told<CustomerEvent> };

/** Points one record to another; no row moves, so it can be undone. Neither may be merged or erased: no circle can come about. */
export function merge(from: Customer, into: Customer, { because, by, at }: Why): Merge {
  if (from.status !== 'known' || into.status !== 'known') throw notKnown();
  if (from.id === into.id) {
    throw new Refusal('conflict', 'customer.same', 'This is the same customer already');
  }
  if (into.absorbed.length >= MOST_ABSORBED) {
    throw new Refusal('conflict', 'customer.too-many-merged', 'Too many records were merged into this customer');
  }
  const lastPurchaseAt = lastPurchaseOf(from);
  const absorbed = { id: from.id, at, apps: appsOf(from), ...(lastPurchaseAt && { lastPurchaseAt }) };
  const apart = (one: Known, other: string) => one.apart.filter((id) => id !== other);
  return {
    into: { ...into, absorbed: [...into.absorbed, absorbed], apart: apart(into, from.id) },
    merged: {
      ...from,
      ...{ status: 'merged', mergedInto: into.id, mergedAt: at, mergedBecause: because },
      apart: apart(from, into.id),
    },
    event: {
      type: 'CustomersMerged',
      subject: partitionOf(from.id),
      ...{ at, by, customerId: from.id, into: into.id, because },
    },
  };
}

export type Parting = { readonly from: Known; readonly parted: Known; readonly event: Told<CustomerEvent> };

/** Undoes a merge: both are as they were, and are not joined again but by staff. A hold that began while they were one keeps both. */
export function part(merged: Customer, from: Customer, { by, at }: Omit<Why, 'because'>): Parting {
  if (merged.status !== 'merged' || from.status === 'erased' || merged.mergedInto !== from.id) {
    throw new Refusal('conflict', 'customer.not-merged', 'This record is not merged into another');
  }
  if (from.status === 'merged') throw notKnown();
  const { mergedInto: _into, mergedAt, mergedBecause: _because, ...rest } = merged;
  const heldSince = from.legalHold && from.legalHold.since >= mergedAt ? from.legalHold : undefined;
  const legalHold = rest.legalHold ?? heldSince;
  return {
    parted: { ...rest, status: 'known', apart: [...rest.apart, from.id], ...(legalHold && { legalHold }) },
    from: {
      ...from,
      absorbed: from.absorbed.filter(({ id }) => id !== merged.id),
      apart: [...from.apart, merged.id],
    },
    event: {
      type: 'CustomersParted',
      subject: partitionOf(merged.id),
      ...{ at, by, customerId: merged.id, from: from.id },
    },
  };
}

const notKnown = () =>
  new Refusal('conflict', 'customer.not-known', 'One of these records was merged or erased; please look it up again');

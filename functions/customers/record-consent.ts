import * as z from 'zod';
import type { Actor } from '#platform/auth/actor.ts';
import { reference } from '#platform/http/text.ts';
import { Refusal } from '#platform/refusal.ts';
import type { Instant } from '#platform/time/instant.ts';
import { Channel } from '#tickets/ticket.ts';
import { OfCustomer } from './act.ts';
import type { Known } from './customer.ts';
import type { CustomerChange } from './customer-change.ts';
import { partitionOf } from './customer-item.ts';

const MOST_PURPOSES = 50;

/** What for, under which words, and by which way: given, or taken back as easily. */
const Said = z.strictObject({
  purpose: z.string().regex(/^[a-z][A-Za-z]{1,39}$/, 'is not a purpose'),
  textVersion: reference(40),
  given: z.boolean(),
  channel: Channel,
});
type Said = z.infer<typeof Said>;

export const RecordConsentInput = { path: OfCustomer, body: Said };

/** The last word on each purpose stands in the record; every word stays on the timeline (the ledger of PIPL 13 to 16). */
export function recordConsent(customer: Known, said: Said, by: Actor, at: Instant): CustomerChange {
  const others = customer.consents.filter(({ purpose }) => purpose !== said.purpose);
  if (others.length >= MOST_PURPOSES) {
    throw new Refusal('conflict', 'consent.too-many', 'There are consents for fifty purposes already');
  }
  return {
    next: { ...customer, consents: [...others, { ...said, at }] },
    events: [
      {
        type: 'ConsentRecorded',
        subject: partitionOf(customer.id),
        ...{ at, by: by.id, customerId: customer.id, ...said },
      },
    ],
  };
}

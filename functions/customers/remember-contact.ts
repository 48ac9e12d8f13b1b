import * as z from 'zod';
import { HOUSE, type HouseEvent } from '#platform/events/event.ts';
import { Instant, minutesBetween } from '#platform/time/instant.ts';
import { consentsOf, type Family, type Known } from './customer.ts';
import type { CustomerStore } from './customer-store.ts';
import { familyOf } from './family.ts';
import { recordConsent } from './record-consent.ts';

const Heard = z.discriminatedUnion('type', [
  z.object({ type: z.literal('TicketOpened'), at: Instant, customerId: z.string(), origin: z.string() }),
  z.object({ type: z.literal('SmsRefused'), at: Instant, customerId: z.string() }),
]);

type Needs = { readonly customers: Pick<CustomerStore, 'followed' | 'change' | 'records'> };

const NOTHING_KEPT = { writes: () => [] };
const A_DAY = 24 * 60; // who writes ten times a day is written down once

/** When a customer was last in contact, to the day (CUS-16); and that they refuse advertisements, when they said so by SMS. */
export const rememberContact =
  ({ customers }: Needs) =>
  async (event: HouseEvent): Promise<void> => {
    const heard = Heard.parse(event);
    const { customerId, at } = heard;
    const customer = (await customers.followed([customerId])).get(customerId);
    if (!customer) return;
    if (heard.type === 'SmsRefused') {
      if (refusedSince(await familyOf(customer, customers), at)) return;
      const refuse = async (found: Known) =>
        recordConsent(found, refusal(await familyOf(found, customers)), BY_HOUSE, at);
      await customers.change(customer.id, refuse, NOTHING_KEPT);
      return;
    }
    if (heard.origin !== 'customer' || minutesBetween(customer.lastContactAt, at) < A_DAY) return;
    await customers.change(
      customer.id,
      (found) => ({ next: { ...found, lastContactAt: at }, events: [] }),
      NOTHING_KEPT,
    );
  };

const BY_HOUSE = { id: HOUSE, roles: [], app: HOUSE };
const PURPOSE = 'marketing';

const consentOf = (family: Family) => consentsOf(family).find(({ purpose }) => purpose === PURPOSE);

function refusedSince(family: Family, at: Instant): boolean {
  const last = consentOf(family);
  return last !== undefined && last.at >= at;
}

/** Taken back under the words it was given under, if it ever was. */
function refusal(family: Family) {
  const { textVersion = 'none' } = consentOf(family) ?? {};
  return { purpose: PURPOSE, textVersion, given: false, channel: 'sms' as const };
}

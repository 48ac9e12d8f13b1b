import * as z from 'zod';
import { HOUSE, type HouseEvent } from '#platform/events/event.ts';
import { NOTHING_KEPT } from '#platform/http/keep-answers.ts';
import { Instant } from '#platform/time/instant.ts';
import { consentsOf, type Family, type Known, MARKETING } from './customer.ts';
import type { CustomerStore } from './customer-store.ts';
import { familyOf } from './family.ts';
import { recordConsent } from './record-consent.ts';

const Refused = z.object({ type: z.literal('SmsRefused'), at: Instant, customerId: z.string() });

type Needs = { readonly customers: Pick<CustomerStore, 'followed' | 'change' | 'records'> };

/** They refuse advertisements, as they said by SMS. */
export const rememberRefusal =
  ({ customers }: Needs) =>
  async (event: HouseEvent): Promise<void> => {
    const { customerId, at } = Refused.parse(event);
    const customer = (await customers.followed([customerId])).get(customerId);
    if (!customer || refusedSince(await familyOf(customer, customers), at)) return;
    const refuse = async (found: Known) =>
      recordConsent(found, refusal(await familyOf(found, customers)), BY_HOUSE, at);
    await customers.change(customer.id, refuse, NOTHING_KEPT);
  };

const BY_HOUSE = { id: HOUSE, roles: [], app: HOUSE };

const consentOf = (family: Family) => consentsOf(family).find(({ purpose }) => purpose === MARKETING);

function refusedSince(family: Family, at: Instant): boolean {
  const last = consentOf(family);
  return last !== undefined && last.at >= at;
}

/** Taken back under the words it was given under, if it ever was. */
function refusal(family: Family) {
  const { textVersion = 'none' } = consentOf(family) ?? {};
  return { purpose: MARKETING, textVersion, given: false, channel: 'sms' as const };
}

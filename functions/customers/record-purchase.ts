import * as z from 'zod';
import type { Call } from '#platform/http/endpoint.ts';
import { reference } from '#platform/http/text.ts';
import { When } from '#platform/http/when.ts';
import type { Keyring } from '#platform/personal/keyring.ts';
import { Refusal } from '#platform/refusal.ts';
import { changedMeanwhile, isChangedMeanwhile } from '#platform/store/retry.ts';
import type { Instant } from '#platform/time/instant.ts';
import { type ActNeeds, OfCustomer } from './act.ts';
import { changeFamily, shownFamily } from './change-family.ts';
import { isMadeHere, type Known } from './customer.ts';
import type { CustomerChange } from './customer-change.ts';
import type { CustomerDoor } from './customer-door.ts';
import { partitionOf, purchaseKey } from './customer-item.ts';
import { mergedInto } from './family.ts';
import { seenBy } from './seen.ts';

export const RecordPurchaseInput = {
  path: OfCustomer,
  body: z.strictObject({ orderNumber: reference(64), at: When.optional() }),
};

type Needs = ActNeeds & { readonly door: CustomerDoor; readonly keyring: () => Keyring };

/** Somebody bought something; the same order number counts once. Whoever was not known so far is known by their account now, to this app. */
export const recordPurchase =
  ({ customers, clock, door, keyring }: Needs) =>
  async ({ path, body, actor, keep }: Call<typeof RecordPurchaseInput>) => {
    const now = clock();
    const bought = { at: body.at ?? now, now, by: actor.id };
    const house = await keyring().house();
    const order = house.index('order', `${actor.app}\n${body.orderNumber}`);
    const named = { account: path.customerId, app: actor.app, proven: true, language: 'zh-CN' } as const;
    // An id of the house's own names only somebody who is there.
    const customerId = isMadeHere(path.customerId)
      ? (await customers.known(path.customerId)).id
      : (await door.recognise(named, now)).customerId;
    const counted = async (customer: Known) => {
      await seenBy(customer, actor, customers);
      const merged = await mergedInto([customer], customers);
      const ids = [customer, ...merged].map(({ id }) => id);
      return { merged, isCounted: await customers.counted(ids, order) };
    };
    const decide = async (customer: Known) => {
      const { merged, isCounted } = await counted(customer);
      if (isCounted) throw changedMeanwhile();
      return { change: purchase(customer, order, bought), merged };
    };
    try {
      return await changeFamily(decide, (...one) => customers.change(customerId, ...one), { keep, at: now });
    } catch (error) {
      if (!isChangedMeanwhile(error)) throw error;
      const customer = await customers.known(customerId);
      const { merged, isCounted } = await counted(customer);
      if (!isCounted) throw error;
      return shownFamily(customer, merged, now); // once more, it counts as the first time
    }
  };

type Bought = { readonly at: Instant; readonly now: Instant; readonly by: string };

/** The last purchase and their number; refuses one of the future. The order is claimed, so that it counts once. */
export function purchase(customer: Known, order: string, { at, now, by }: Bought): CustomerChange {
  if (at > now) throw new Refusal('invalid', 'purchase.in-future', 'A purchase cannot be later than now');
  const { lastPurchaseAt = at } = customer;
  const subject = partitionOf(customer.id);
  return {
    next: { ...customer, purchases: customer.purchases + 1, lastPurchaseAt: at > lastPurchaseAt ? at : lastPurchaseAt },
    events: [{ type: 'PurchaseRecorded', subject, ...{ at: now, by, customerId: customer.id, boughtAt: at } }],
    also: [{ put: { ...purchaseKey(customer.id, order), entity: 'purchase', at }, when: 'absent' }],
  };
}

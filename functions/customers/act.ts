import * as z from 'zod';
import type { Actor } from '#platform/auth/actor.ts';
import type { Keep } from '#platform/http/keep-answers.ts';
import type { Reply } from '#platform/http/reply.ts';
import type { Clock, Instant } from '#platform/time/instant.ts';
import { changeFamily } from './change-family.ts';
import { CustomerId, type Known } from './customer.ts';
import type { CustomerChange } from './customer-change.ts';
import type { CustomerStore } from './customer-store.ts';
import { mergedInto } from './family.ts';
import { seenBy } from './seen.ts';

export const OfCustomer = z.strictObject({ customerId: CustomerId });

export type ActNeeds = { readonly customers: CustomerStore; readonly clock: Clock };

type Called = {
  readonly path: { readonly customerId: string };
  readonly body: unknown;
  readonly actor: Actor;
  readonly keep: Keep;
};
type Moment<Sent extends Called> = Pick<Sent, 'body' | 'actor'> & { readonly at: Instant };

/** An act on one customer: they must exist for the actor, the rule decides, all is saved at once, the answer is masked. */
export const act =
  <Sent extends Called>(decide: (customer: Known, moment: Moment<Sent>) => CustomerChange) =>
  ({ customers, clock }: ActNeeds) =>
  async ({ path, body, actor, keep }: Sent): Promise<Reply> => {
    const at = clock();
    const rule = async (customer: Known) => {
      await seenBy(customer, actor, customers);
      const merged = await mergedInto([customer], customers);
      return { change: decide(customer, { body, actor, at }), merged };
    };
    return changeFamily(rule, (...one) => customers.change(path.customerId, ...one), { keep, at });
  };

import * as z from 'zod';
import type { Actor } from '#platform/auth/actor.ts';
import type { Keep } from '#platform/http/keep-answers.ts';
import { ok, type Reply } from '#platform/http/reply.ts';
import type { Clock, Instant } from '#platform/time/instant.ts';
import { CustomerId, type Known, type Merged } from './customer.ts';
import type { CustomerChange } from './customer-change.ts';
import type { CustomerStore } from './customer-store.ts';
import { customerView } from './customer-view.ts';
import { mergedInto, together } from './family.ts';
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
    let merged: Merged[] = [];
    const answer = (customer: Known) => ok(customerView(together([customer, ...merged]), at), customer.version);
    const rule = async (customer: Known) => {
      await seenBy(customer, actor, customers);
      merged = await mergedInto([customer], customers);
      return decide(customer, { body, actor, at });
    };
    return answer(await customers.change(path.customerId, rule, keep(answer)));
  };

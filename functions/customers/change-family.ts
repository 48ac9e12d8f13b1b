import type { Keep, Saving } from '#platform/http/keep-answers.ts';
import { ok, type Reply } from '#platform/http/reply.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { Customer, Merged } from './customer.ts';
import { customerView } from './customer-view.ts';
import { together } from './family.ts';
import { noSuchCustomer } from './seen.ts';

/** What a rule makes of a customer, and who is merged into them then. */
export type FamilyChange<Change> = { readonly change: Change; readonly merged: readonly Merged[] };

type Save<Read extends unknown[], Change> = (
  rule: (...read: Read) => Promise<Change>,
  saving: Saving<Customer>,
) => Promise<Customer>;

/**
 * Saves what a rule decides and answers with the whole person, masked. When another was faster the rule is asked again: who is
 * merged into them is what it found the last time, in the kept answer as well.
 */
export async function changeFamily<Read extends unknown[], Change>(
  decide: (...read: Read) => Promise<FamilyChange<Change>>,
  save: Save<Read, Change>,
  { keep, at }: { readonly keep: Keep; readonly at: Instant },
): Promise<Reply> {
  let last: readonly Merged[] = [];
  const answer = (customer: Customer) => shownFamily(customer, last, at);
  const rule = async (...read: Read) => {
    const { change, merged } = await decide(...read);
    last = merged;
    return change;
  };
  return answer(await save(rule, keep(answer)));
}

/** The whole person, masked; nobody where somebody was erased. */
export function shownFamily(customer: Customer, merged: readonly Merged[], at: Instant): Reply {
  if (customer.status !== 'known') throw noSuchCustomer();
  return ok(customerView(together([customer, ...merged]), at), customer.version);
}

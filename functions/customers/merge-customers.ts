import * as z from 'zod';
import type { Call } from '#platform/http/endpoint.ts';
import { line } from '#platform/http/text.ts';
import type { Instant } from '#platform/time/instant.ts';
import { OfCustomer } from './act.ts';
import { type AuditNeeds, sealReason } from './audit-reason.ts';
import { changeFamily } from './change-family.ts';
import { type Customer, CustomerId, type Merged } from './customer.ts';
import type { CustomerStore } from './customer-store.ts';
import { mergedInto } from './family.ts';
import { type Merge, merge, type Parting, part } from './merge.ts';
import { noSuchCustomer } from './seen.ts';

export const MergeInput = { path: OfCustomer, body: z.strictObject({ into: CustomerId, reason: line(200) }) };
export const UnmergeInput = { path: OfCustomer, body: z.strictObject({ reason: line(200) }) };

type Decided = {
  readonly all: readonly [Customer, Customer];
  readonly event: (Merge | Parting)['event'];
  /** The record that the one of the path is joined to, or parted from. */
  readonly other: string;
  /** What is part of the first record then. */
  readonly merged: readonly Merged[];
};
type Called = Pick<Call<typeof UnmergeInput>, 'path' | 'body' | 'actor' | 'keep'>;
type Moment<Sent extends Called> = Pick<Sent, 'path' | 'body'> & { readonly by: string; readonly at: Instant };

/** An act of staff on two records: with a reason, on the chain of the one that the path names. */
const onTwo =
  <Sent extends Called>(
    what: 'merge' | 'part',
    decide: (moment: Moment<Sent>, customers: CustomerStore) => Promise<Decided>,
  ) =>
  (needs: AuditNeeds) =>
  async ({ path, body, actor: { id: by }, keep }: Sent) => {
    const { customers, audit, clock } = needs;
    const at = clock();
    const reason = await sealReason(path.customerId, body.reason, needs);
    const decideAll = async () => {
      const { all, event, other, merged } = await decide({ path, body, by, at }, customers);
      const also = await audit.next(path.customerId, { at, by, what, of: [other], reason });
      return { change: { all, events: [event], also }, merged };
    };
    return changeFamily(decideAll, customers.changeAll, { keep, at });
  };

/** Staff say that two records are the same person: the one points to the other, and nothing moves. */
export const mergeCustomers = onTwo<Call<typeof MergeInput>>('merge', async ({ path, body, by, at }, customers) => {
  const records = await customers.records([path.customerId, body.into]);
  const [from, into] = [there(records.get(path.customerId)), there(records.get(body.into))];
  const joined = merge(from, into, { because: 'staff', by, at });
  const others = await mergedInto([joined.into, joined.merged], customers);
  return {
    all: [joined.into, joined.merged],
    event: joined.event,
    other: into.id,
    merged: [joined.merged, ...others],
  };
});

/** Staff say that a record was merged by mistake: both are as they were. */
export const partCustomers = onTwo<Call<typeof UnmergeInput>>('part', async ({ path, by, at }, customers) => {
  const record = there((await customers.records([path.customerId])).get(path.customerId));
  const into = record.status === 'merged' ? record.mergedInto : record.id;
  const from = there((await customers.records([into])).get(into));
  const parting = part(record, from, { by, at });
  return {
    all: [parting.parted, parting.from],
    event: parting.event,
    other: from.id,
    merged: await mergedInto([parting.parted], customers),
  };
});

function there(found: Customer | undefined): Customer {
  if (!found) throw noSuchCustomer();
  return found;
}

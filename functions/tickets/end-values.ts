import type { HouseEvent } from '#platform/events/event.ts';
import type { SealedValues } from './sealed-values.ts';

type Needs = { readonly values: Pick<SealedValues, 'endAfter'> };

/** When a ticket is closed, the numbers of documents and cards on it have 30 days left. */
export const endValues =
  ({ values }: Needs) =>
  async ({ subject, at }: HouseEvent): Promise<void> =>
    values.endAfter(subject, at);

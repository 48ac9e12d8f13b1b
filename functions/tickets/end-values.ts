import type { HouseEvent } from '#platform/events/event.ts';
import type { Table } from '#platform/store/table.ts';
import { endValuesAfter } from './sealed-values.ts';

type Needs = { readonly table: () => Table };

/** When a ticket is closed, the numbers of documents and cards on it have 30 days left. */
export const endValues =
  ({ table }: Needs) =>
  async ({ subject, at }: HouseEvent): Promise<void> =>
    endValuesAfter(table(), subject, at);

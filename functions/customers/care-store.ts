import * as z from 'zod';
import { commit, type Put, type Write } from '#platform/store/commit.ts';
import { entity } from '#platform/store/entity.ts';
import { itemAt } from '#platform/store/item-at.ts';
import { allOf } from '#platform/store/partition.ts';
import { untilSaved } from '#platform/store/retry.ts';
import type { Table } from '#platform/store/table.ts';
import { Instant, plusMinutes, toMillis } from '#platform/time/instant.ts';
import { TicketId } from '#tickets/ticket.ts';
import { partitionOf } from './customer-item.ts';

/** When somebody was last dissatisfied about one thing. */
const Said = z.object({
  ...{ customerId: z.string(), about: z.string(), at: Instant, expiresAt: z.int() },
  version: z.int().min(1).optional(),
});
type Said = z.infer<typeof Said>;

/** The last call the house owed a customer, and the fact that was the last straw. */
export const Care = z.object({
  customerId: z.string(),
  ticketId: TicketId,
  openedAt: Instant,
  eventId: z.string(),
  version: z.int().min(0),
});
export type Care = z.infer<typeof Care>;

const saidKey = ({ customerId, about }: Pick<Said, 'customerId' | 'about'>) => ({
  pk: partitionOf(customerId),
  sk: `said#${about}`,
});
const saidEntity = entity<Said>({ name: 'dissatisfaction', schema: Said, key: saidKey });

/** As it was when it was read; one that an earlier build wrote has no version. */
function asRead(before: Said | undefined): Put['when'] {
  if (!before) return 'absent';
  return before.version === undefined ? 'always' : { version: before.version };
}

const careKey = (customerId: string) => ({ pk: partitionOf(customerId), sk: '@care' });
const careEntity = entity<Care>({ name: 'care', schema: Care, key: ({ customerId }) => careKey(customerId) });

export type CareStore = {
  /** Remembers it for as long as it may count; said again about the same thing, the last time counts. */
  remember(said: Omit<Said, 'expiresAt' | 'version'>, forMinutes: number): Promise<void>;
  said(customerId: string): Promise<readonly Pick<Said, 'about' | 'at'>[]>;
  last(customerId: string): Promise<Care | undefined>;
};

/** The care of a customer in the write that opens its ticket: another one meanwhile, and neither is saved. */
export function careWrite(care: Care): Write {
  const { version } = care;
  const put = careEntity.toItem({ ...care, version: version + 1 });
  return { put, when: version === 0 ? 'absent' : { version } };
}

export function careStore(table: () => Table): CareStore {
  const said = (customerId: string) =>
    allOf(table(), { pk: partitionOf(customerId), begins: 'said#', entity: saidEntity });
  return {
    said,
    remember: (one, forMinutes) =>
      untilSaved(async () => {
        const item = await itemAt(table(), saidKey(one));
        const before = item && saidEntity.fromItem(item);
        if (before && before.at >= one.at) return;
        const expiresAt = Math.ceil(toMillis(plusMinutes(one.at, forMinutes)) / 1000);
        const version = (before?.version ?? 0) + 1;
        await commit(table(), [{ put: saidEntity.toItem({ ...one, expiresAt, version }), when: asRead(before) }]);
      }),
    last: async (customerId) => {
      const item = await itemAt(table(), careKey(customerId));
      return item && careEntity.fromItem(item);
    },
  };
}

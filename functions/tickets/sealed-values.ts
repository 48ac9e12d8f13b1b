import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Clear } from '#platform/personal/clear.ts';
import type { Keyring } from '#platform/personal/keyring.ts';
import { Sealed } from '#platform/personal/sealed.ts';
import type { Write } from '#platform/store/commit.ts';
import { commit } from '#platform/store/commit.ts';
import type { Table } from '#platform/store/table.ts';
import { type Instant, plusMinutes, toMillis } from '#platform/time/instant.ts';
import type { Ticket } from './ticket.ts';

/** A number of a document or a card that was taken out of a message. */
export const SealedValue = z.object({ messageId: z.string(), kind: z.string(), value: z.string() });
export type SealedValue = z.infer<typeof SealedValue>;

type OpenedValue = Omit<SealedValue, 'value'> & { readonly value: Clear };

/** Such numbers lie by themselves and end sooner than what they were taken from (REC-06). */
export type SealedValues = {
  /** Opened, for whoever may reveal them; each prints `[sealed]` until it is read. */
  of(ticket: Ticket): Promise<OpenedValue[]>;
};

const KEPT_AFTER_CLOSING_MINUTES = 30 * 24 * 60;
const MOST_IN_ONE_WRITE = 100;

const Kept = z.object({ pk: z.string(), sk: z.string(), messageId: z.string(), sealed: Sealed });
/** Of one message, or of several that were saved together, each then named. */
const Values = z.array(SealedValue.partial({ messageId: true }));

type Needs = { readonly table: () => Table; readonly keys: Keyring };

async function kept({ name, client }: Table, ticketId: string) {
  const all = {
    TableName: name,
    KeyConditionExpression: 'pk = :id AND begins_with(sk, :values)',
    ExpressionAttributeValues: { ':id': ticketId, ':values': 'v#' },
    ConsistentRead: true,
  };
  const found = [];
  for await (const { Items = [] } of paginateQuery({ client }, all))
    found.push(...Items.map((item) => Kept.parse(item)));
  return found;
}

/** What is shown of them to whoever may read them. */
export const readValues = (values: readonly OpenedValue[]): SealedValue[] =>
  values.map(({ messageId, kind, value }) => ({ messageId, kind, value: value.text }));

export function sealedValues({ table, keys }: Needs): SealedValues {
  return {
    of: async ({ id, requester }) => {
      const [found, key] = await Promise.all([kept(table(), id), keys.find(requester.customerId)]);
      if (!key) return [];
      return found.flatMap(({ pk, sk, sealed, messageId }) =>
        Values.parse(JSON.parse(key.open({ pk, sk, attribute: 'values' }, sealed))).map((one) => ({
          messageId: one.messageId ?? messageId,
          kind: one.kind,
          value: new Clear(one.value),
        })),
      );
    },
  };
}

/** Lets those of a closed ticket end 30 days later (REC-06). */
export async function endValuesAfter(table: Table, ticketId: string, closedAt: Instant): Promise<void> {
  const expiresAt = Math.floor(toMillis(plusMinutes(closedAt, KEPT_AFTER_CLOSING_MINUTES)) / 1000);
  const writes = (await kept(table, ticketId)).map(({ pk, sk }): Write => ({ set: { pk, sk }, to: { expiresAt } }));
  for (let from = 0; from < writes.length; from += MOST_IN_ONE_WRITE) {
    await commit(table, writes.slice(from, from + MOST_IN_ONE_WRITE));
  }
}

import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Keyring } from '#platform/personal/keyring.ts';
import { Sealed } from '#platform/personal/sealed.ts';
import type { Table } from '#platform/store/table.ts';
import type { Ticket } from './ticket.ts';

/** A number that was taken out of what somebody wrote, such as that of an identity document (REC-06). */
export const SealedValue = z.object({ kind: z.string(), value: z.string() });
export type SealedValue = z.infer<typeof SealedValue>;

const Kept = z.object({ pk: z.string(), sk: z.string(), sealed: Sealed });

export type SealedValues = {
  /** The numbers sealed at the door of a ticket, in the clear: for who may reveal them. None once their time has come. */
  of(ticket: Ticket): Promise<readonly SealedValue[]>;
};

type Needs = { readonly table: () => Table; readonly keys: Keyring };

export function sealedValues({ table, keys }: Needs): SealedValues {
  return {
    of: async ({ id, requester }) => {
      const { name, client } = table();
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: name,
          KeyConditionExpression: 'pk = :id AND begins_with(sk, :values)',
          ExpressionAttributeValues: { ':id': id, ':values': 'v#' },
          ConsistentRead: true,
        }),
      );
      const key = await keys.find(requester.customerId);
      return Items.map((item) => Kept.parse(item)).flatMap(({ pk, sk, sealed }) => {
        return key ? z.array(SealedValue).parse(JSON.parse(key.open({ pk, sk, attribute: 'values' }, sealed))) : [];
      });
    },
  };
}

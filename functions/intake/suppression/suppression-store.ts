import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Table } from '#platform/store/table.ts';
import { nothingKnown, type Suppression, suppressionEntity, suppressionKey } from './suppression.ts';

/** Whom nothing may be sent to. Whoever sends asks first. */
export type Suppressions = { of(index: string): Promise<Suppression> };

export function suppressions(table: () => Table): Suppressions {
  return {
    of: async (index) => {
      const { name, client } = table();
      const { Item } = await client.send(
        new GetCommand({ TableName: name, Key: suppressionKey(index), ConsistentRead: true }),
      );
      return Item ? suppressionEntity.fromItem(Item) : nothingKnown(index);
    },
  };
}

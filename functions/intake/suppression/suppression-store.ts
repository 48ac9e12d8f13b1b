import { itemAt } from '#platform/store/item-at.ts';
import type { Table } from '#platform/store/table.ts';
import { nothingKnown, type Suppression, suppressionEntity, suppressionKey } from './suppression.ts';

/** Whom nothing may be sent to. Whoever sends asks first. */
export type Suppressions = { of(index: string): Promise<Suppression> };

export function suppressions(table: () => Table): Suppressions {
  return {
    of: async (index) => {
      const item = await itemAt(table(), suppressionKey(index));
      return item ? suppressionEntity.fromItem(item) : nothingKnown(index);
    },
  };
}

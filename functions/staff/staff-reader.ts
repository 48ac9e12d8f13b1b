import { itemAt } from '#platform/store/item-at.ts';
import type { Table } from '#platform/store/table.ts';
import { type Clock, type Instant, plusMinutes } from '#platform/time/instant.ts';
import { NOBODY, type StaffDirectory } from './staff.ts';
import { staffEntity, staffKey } from './staff-item.ts';

/** What other rooms may read of the staff. */
export type StaffReader = { directory(): Promise<StaffDirectory> };

/** The directory as it is now; an empty one before the first was written. */
export function staffReader(table: () => Table): StaffReader {
  return {
    directory: async () => {
      const item = await itemAt(table(), staffKey);
      return item ? staffEntity.fromItem(item) : NOBODY;
    },
  };
}

const KEPT_MINUTES = 0.5; // a reading of a full directory costs 30 read units

/** The same directory, read again when the last reading is half a minute old. */
export function keptFor30Seconds({ directory }: StaffReader, clock: Clock): StaffReader {
  let kept: { readonly until: Instant; readonly directory: StaffDirectory } | undefined;
  return {
    directory: async () => {
      const now = clock();
      if (!kept || kept.until <= now) kept = { until: plusMinutes(now, KEPT_MINUTES), directory: await directory() };
      return kept.directory;
    },
  };
}

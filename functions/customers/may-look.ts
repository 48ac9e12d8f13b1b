import { takeOneOfAny } from '#platform/store/sliding-counter.ts';
import type { Table } from '#platform/store/table.ts';
import type { Instant } from '#platform/time/instant.ts';

const LOOKS = { most: 30, everyMinutes: 60, stepMinutes: 5 }; // within any hour, as reliability asks of a person of the house

/** Counts one more look of a person of the house; says no when they had their share. */
export type MayLook = (personId: string, at: Instant) => Promise<boolean>;

export const mayLook =
  (table: () => Table): MayLook =>
  (personId, at) =>
    takeOneOfAny(table(), `cap_reveal#${personId}`, LOOKS, at);

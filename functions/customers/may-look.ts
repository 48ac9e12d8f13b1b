import { Refusal } from '#platform/refusal.ts';
import { giveBackOneOfAny, type SlidingCap, takeOneOfAny } from '#platform/store/sliding-counter.ts';
import type { Table } from '#platform/store/table.ts';
import type { Instant } from '#platform/time/instant.ts';

/** Within any hour, as reliability asks of a person of the house. */
const LOOKS: SlidingCap = { most: 30, everyMinutes: 60, stepMinutes: 5 };

/**
 * Counts one more look of a person of the house, then lets it show; refuses when they had their share: `customer.reveal-limit`.
 * A look that showed nothing gives its place back: nothing is shown that is not counted.
 */
export type MayLook = <Shown>(personId: string, at: Instant, show: () => Promise<Shown>) => Promise<Shown>;

export const mayLook =
  (table: () => Table): MayLook =>
  async (personId, at, show) => {
    const name = `cap_reveal#${personId}`;
    if (!(await takeOneOfAny(table(), name, LOOKS, at))) throw tooOften();
    try {
      return await show();
    } catch (error) {
      await giveBackOneOfAny(table(), name, LOOKS, at).catch(() => undefined); // why nothing was shown matters more
      throw error;
    }
  };

const tooOften = () =>
  new Refusal('tooMany', 'customer.reveal-limit', 'You have looked at personal data as often as an hour allows', {
    headers: { 'retry-after': '600' },
  });

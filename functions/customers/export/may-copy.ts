import type { Keyring } from '#platform/personal/keyring.ts';
import { Refusal } from '#platform/refusal.ts';
import { type SlidingCap, takeOneOfAny } from '#platform/store/sliding-counter.ts';
import type { Table } from '#platform/store/table.ts';
import type { Instant } from '#platform/time/instant.ts';

const ANY_DAY = { everyMinutes: 24 * 60, stepMinutes: 60 };
/** How many copies of themself somebody begins within any day, and on how many pages they go on: each stands on their chain for good. */
const COPIES: SlidingCap = { most: 5, ...ANY_DAY };
const PAGES: SlidingCap = { most: 500, ...ANY_DAY };

/** Counts one more page of a customer's own copy; refuses when they had their share of this day: `customer.copy-limit`. */
export type MayCopy = (customerId: string, page: 'first' | 'next', at: Instant) => Promise<void>;

type Needs = { readonly table: () => Table; readonly keyring: () => Keyring };

export const mayCopy =
  ({ table, keyring }: Needs): MayCopy =>
  async (customerId, page, at) => {
    const who = (await keyring().house()).index('copies', customerId);
    const [name, cap] = page === 'first' ? [`cap_copy#${who}`, COPIES] : [`cap_page#${who}`, PAGES];
    if (!(await takeOneOfAny(table(), name, cap, at))) throw tooOften();
  };

const tooOften = () =>
  new Refusal(
    'tooMany',
    'customer.copy-limit',
    'You have taken as many copies of your data as a day allows; please come again tomorrow. The copies you have are complete',
    { headers: { 'retry-after': '3600' } },
  );

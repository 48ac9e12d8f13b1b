import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { commit } from '#platform/store/commit.ts';
import type { Page } from '#platform/store/cursor.ts';
import { entity } from '#platform/store/entity.ts';
import { newestOf } from '#platform/store/newest-of.ts';
import { allOf, newestIn } from '#platform/store/partition.ts';
import type { Table } from '#platform/store/table.ts';
import { aTable } from './a-table.ts';

const HOW_MANY = 150;
const RARE = 40; // every fortieth
const Bell = z.object({ shelf: z.string(), n: z.int(), rare: z.boolean() });
type Bell = z.infer<typeof Bell>;

const padded = (n: number) => String(n).padStart(4, '0');
const bellEntity = entity<Bell>({
  name: 'bell',
  schema: Bell,
  key: ({ shelf, n }) => ({ pk: shelf, sk: `bell#${padded(n)}` }),
  indexes: ({ n }) => ({ listKey: `bells#${n % 3}`, sortKey: padded(n) }),
});
const all = Array.from({ length: HOW_MANY }, (_, n) => n);
const newestFirst = all.toReversed();

let table: Table;
beforeAll(async () => {
  table = await aTable();
  for (const n of all) {
    await commit(table, [{ put: bellEntity.toItem({ shelf: 'top', n, rare: n % RARE === 0 }), when: 'absent' }]);
  }
  await commit(table, [{ put: { pk: 'top', sk: 'candle#1', entity: 'candle' }, when: 'absent' }]);
});

const any = () => true;
const onTop = { pk: 'top', begins: 'bell#', entity: bellEntity };
const everywhere = {
  ...{ index: 'byList', attribute: 'listKey', partitions: ['bells#0', 'bells#1', 'bells#2'] },
  entity: bellEntity,
};

const ways = {
  'of one partition': (wants: (bell: Bell) => boolean) => (size: number, after?: string) =>
    newestIn(table, { ...onTop, wants }, size, after),
  'spread over several': (wants: (bell: Bell) => boolean) => (size: number, after?: string) =>
    newestOf(table, { ...everywhere, wants }, size, after),
};

/** The numbers of a whole list, asked for page by page. */
async function walked(page: (size: number, after?: string) => Promise<Page<Bell>>, size: number): Promise<number[]> {
  const numbers: number[] = [];
  for (let after: string | undefined; ; ) {
    const { items, after: next } = await page(size, after);
    expect(items.length).toBeLessThanOrEqual(size);
    numbers.push(...items.map(({ n }) => n));
    if (next === undefined) return numbers;
    after = next;
  }
}

describe.each(Object.entries(ways))('a list %s', (_, way) => {
  it.each([1, 7, 50, 100])('is shown whole, newest first, in pages of %d', async (size) => {
    expect(await walked(way(any), size)).toEqual(newestFirst);
  });

  it('ends where nothing follows', async () => {
    expect(await way(any)(HOW_MANY + 1)).not.toHaveProperty('after');
  });

  it.each([1, 2, 25])('shows what is rare in pages of %d, and nothing else', async (size) => {
    const rare = await walked(
      way((bell) => bell.rare),
      size,
    );

    expect(rare).toEqual(newestFirst.filter((n) => n % RARE === 0));
  });
});

describe('a partition', () => {
  it('is read whole and in order, without what lies beside it', async () => {
    expect((await allOf(table, onTop)).map(({ n }) => n)).toEqual(all);
  });
});

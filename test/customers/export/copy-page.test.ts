import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copyPage, PAGE, type Where } from '#customers/export/copy-page.ts';
import { ofEach, one, type Part } from '#customers/export/piece.ts';

const text = (length: number) => ({ text: 'x'.repeat(length) });

/** A part of these owners, each with pieces of these lengths. */
const aPart = (name: string, owners: readonly (readonly number[])[]): Part =>
  ofEach(owners, async function* (lengths, after, nth) {
    for (const [place, length] of lengths.entries()) {
      if (place <= Number(after ?? -1)) continue;
      yield { place: String(place), lists: { events: [{ id: `${name} ${nth} ${place}`, ...text(length) }] } };
    }
  });

async function allPages(parts: Readonly<Record<string, Part>>, limit: typeof PAGE) {
  const pages: { id: string }[][] = [];
  for (let from: Where | undefined; ; ) {
    const { lists, next } = await copyPage(parts, from, limit);
    pages.push(lists.events as { id: string }[]);
    if (!next) return pages;
    from = next;
  }
}

async function all<T>(many: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const each of many) found.push(each);
  return found;
}

const Owners = fc.array(fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 5 }), { maxLength: 4 });

describe('a copy in pages', () => {
  it('holds every piece once and in order, however it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(Owners, Owners, fc.nat(400), fc.integer({ min: 1, max: 4 }), async (a, b, bytes, pieces) => {
        const pages = await allPages({ a: aPart('a', a), b: aPart('b', b) }, { bytes, pieces });
        const made = [a, b].flatMap((owners, part) =>
          owners.flatMap((lengths, nth) => lengths.map((_, place) => `${'ab'[part]} ${nth} ${place}`)),
        );

        expect(pages.flat().map(({ id }) => id)).toEqual(made);
        for (const page of pages) {
          expect(page.length).toBeLessThanOrEqual(pieces);
          if (page.length > 1) expect(Buffer.byteLength(JSON.stringify(page))).toBeLessThanOrEqual(bytes);
        }
      }),
    );
  });

  it('is one page for whoever has little', async () => {
    const { lists, next } = await copyPage({ a: aPart('a', [[10, 10], [10]]) }, undefined);

    expect(next).toBeUndefined();
    expect(lists.events).toHaveLength(3);
    expect(lists.files).toEqual([]);
  });

  it('stays far below what Lambda answers', async () => {
    const large = 200_000;
    const pages = await allPages({ a: aPart('a', [Array.from({ length: 40 }, () => large)]) }, PAGE);

    for (const page of pages) expect(Buffer.byteLength(JSON.stringify(page))).toBeLessThan(1_000_000);
    expect(pages.flat()).toHaveLength(40);
  });

  it('gives what somebody has one of once', async () => {
    let made = 0;
    const single = one(async () => {
      made += 1;
      return { records: [{ made }] };
    });
    const first = await all(single(undefined));

    expect(first).toEqual([{ place: '', lists: { records: [{ made: 1 }] } }]);
    expect(await all(single(first[0]!.place))).toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeTimelines, type Part, type Placed } from '#customers/merge-timelines.ts';

type One = Placed & { readonly hidden: boolean };

/** Reads a timeline as a table does: so many items before a place, those that may be seen. */
function read(timeline: readonly One[], before: string | undefined, size: number): Part<One> {
  const rest = timeline.filter(({ place }) => before === undefined || place < before).sort(newestFirst);
  const page = rest.slice(0, size);
  return {
    entries: page.filter(({ hidden }) => !hidden),
    last: page.at(-1)?.place,
    more: rest.length > page.length,
  };
}

const newestFirst = (one: Placed, other: Placed) => (one.place < other.place ? 1 : -1);

const timelines = fc
  .uniqueArray(fc.integer({ min: 0, max: 999 }), { maxLength: 60 })
  .chain((moments) => fc.tuple(...moments.map((moment) => fc.tuple(fc.constant(moment), fc.nat(5), fc.boolean()))))
  .map((all) => {
    const each: One[][] = [[], [], [], [], [], []];
    for (const [moment, of, hidden] of all) each[of]?.push({ place: `t#${String(moment).padStart(3, '0')}`, hidden });
    return each;
  });

describe('several timelines as one', () => {
  it('hold everything that may be seen, newest first and once, however they are paged', () => {
    fc.assert(
      fc.property(timelines, fc.integer({ min: 1, max: 10 }), (all, size) => {
        const seen: string[] = [];
        let before: string | undefined;
        for (let pages = 0; pages < 200; pages += 1) {
          const page = mergeTimelines(
            all.map((timeline) => read(timeline, before, size)),
            size,
          );
          expect(page.entries.length).toBeLessThanOrEqual(size);
          seen.push(...page.entries.map(({ place }) => place));
          before = page.before;
          if (before === undefined) break;
        }
        const visible = all.flat().filter(({ hidden }) => !hidden);
        expect(before).toBeUndefined();
        expect(seen).toEqual(visible.sort(newestFirst).map(({ place }) => place));
      }),
    );
  });

  it('are full pages where everything may be seen', () => {
    const timeline = (letter: string) =>
      Array.from({ length: 9 }, (_, n) => ({ place: `t#${n}${letter}`, hidden: false }));
    const parts = ['a', 'b', 'c'].map((letter) => read(timeline(letter), undefined, 5));

    expect(mergeTimelines(parts, 5).entries).toHaveLength(5);
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SAMPLE_PERCENT, sample } from '#surveys/sample.ts';

const customers = fc
  .uniqueArray(fc.string({ minLength: 1, maxLength: 12 }), { maxLength: 80 })
  .map((ids) => ids.map((customerId) => ({ customerId })));
const percents = fc.integer({ min: 1, max: 100 });
const numbered = (count: number) => Array.from({ length: count }, (_, index) => ({ customerId: `cus_${index}` }));

describe('a sample of the customers served', () => {
  it.each([
    [0, 0],
    [1, 1],
    [10, 1],
    [11, 2],
    [70, 7],
    [1000, 100],
  ])('of %i has %i', (served, drawn) => {
    expect(sample(numbered(served), SAMPLE_PERCENT, 'seed')).toHaveLength(drawn);
  });

  it('is as large as asked for, and not one larger', () => {
    return fc.assert(
      fc.property(customers, percents, fc.string(), (served, percent, seed) => {
        const { length } = sample(served, percent, seed);
        expect(length * 100).toBeGreaterThanOrEqual(served.length * percent);
        expect((length - 1) * 100).toBeLessThan(Math.max(served.length * percent, 1));
      }),
    );
  });

  it('has nobody twice, and nobody who was not served', () => {
    return fc.assert(
      fc.property(customers, percents, fc.string(), (served, percent, seed) => {
        const ids = sample([...served, ...served], percent, seed).map(({ customerId }) => customerId);
        expect(new Set(ids).size).toBe(ids.length);
        expect(served.map(({ customerId }) => customerId)).toEqual(expect.arrayContaining(ids));
      }),
    );
  });

  it('is the same in whatever order the customers come', () => {
    return fc.assert(
      fc.property(
        customers.chain((served) =>
          fc.tuple(fc.constant(served), fc.shuffledSubarray(served, { minLength: served.length })),
        ),
        percents,
        fc.string(),
        ([served, shuffled], percent, seed) => {
          expect(sample(shuffled, percent, seed)).toEqual(sample(served, percent, seed));
        },
      ),
    );
  });

  it('can draw everybody, and everybody about as often', () => {
    const served = numbered(20);
    const times = new Map<string, number>();
    for (let seed = 0; seed < 1_000; seed += 1) {
      for (const { customerId } of sample(served, SAMPLE_PERCENT, String(seed))) {
        times.set(customerId, (times.get(customerId) ?? 0) + 1);
      }
    }

    expect(times.size).toBe(20);
    expect(Math.min(...times.values())).toBeGreaterThan(60);
    expect(Math.max(...times.values())).toBeLessThan(140);
  });
});

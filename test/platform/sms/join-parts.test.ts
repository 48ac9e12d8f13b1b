import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PartOf } from '#platform/sms/heard-sms.ts';
import { joinParts, joinWhatCame, type Part } from '#platform/sms/join-parts.ts';

const part = (index: number, text: string, more: Partial<Part> = {}): Part => ({
  ...{ reference: '42', count: 3, index, text },
  ...more,
});

describe('a long message', () => {
  it('waits until its last part came', () => {
    const first = joinParts([], part(3, '退款。'));
    expect(first).toEqual({ waiting: [part(3, '退款。')] });
    const second = joinParts(first.waiting, part(1, '包裹坏了，'));
    expect(second.joined).toBeUndefined();

    expect(joinParts(second.waiting, part(2, '我要'))).toEqual({ joined: '包裹坏了，我要退款。', waiting: [] });
  });

  it('of one part is there at once', () => {
    expect(joinParts([], part(1, '好', { count: 1 }))).toEqual({ joined: '好', waiting: [] });
  });

  it('is itself in any order, with any part told again, beside another of the same sender', () => {
    const texts = fc.array(fc.string(), { minLength: 1, maxLength: 8 });
    const given = texts.chain((all) => {
      const parts = all.map((text, place) => part(place + 1, text, { count: all.length }));
      const told = fc.array(fc.constantFrom(...parts), { maxLength: 10 }).chain((again) => {
        const whole = [...parts, ...again];
        return fc.shuffledSubarray(whole, { minLength: whole.length });
      });
      return fc.record({ all: fc.constant(all), told });
    });

    fc.assert(
      fc.property(given, ({ all, told }) => {
        const other = part(1, '别的', { reference: '43' });
        let waiting: readonly Part[] = [other];
        let joined: string | undefined;
        for (const next of told) {
          const result = joinParts(waiting, next);
          waiting = result.waiting;
          joined = result.joined ?? joined;
          if (result.joined !== undefined) break;
        }
        expect(joined).toBe(all.join(''));
        expect(waiting).toEqual([other]);
      }),
      { seed: 20260302 },
    );
  });

  it('that never came whole is read with its gaps', () => {
    expect(joinWhatCame([part(3, '退款。'), part(1, '包裹坏了，')])).toBe('包裹坏了，…退款。');
    expect(joinWhatCame([part(5, '后来')])).toBe('…………后来');
    expect(joinWhatCame([])).toBe('');
  });

  it.each([
    { reference: '1', count: 0, index: 1 },
    { reference: '1', count: 256, index: 1 },
    { reference: '1', count: 2, index: 0 },
    { reference: '', count: 2, index: 1 },
    { reference: '1', count: 1e9, index: 1 },
  ])('has no part such as %j', (given) => {
    expect(PartOf.safeParse(given).success).toBe(false);
  });
});

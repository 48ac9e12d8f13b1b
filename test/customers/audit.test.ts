import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AuditEntry, brokenAt, chained } from '#customers/audit.ts';
import { noon } from './some.ts';

const look = { at: noon, by: 'mira', what: 'reveal', of: ['phone'], ticketId: 'tkt_1' } as const;

function aChain(length: number): AuditEntry[] {
  const entries: AuditEntry[] = [];
  for (let each = 0; each < length; each += 1) {
    entries.push(chained('u-wang', { ...look, of: [`field${each}`] }, entries.at(-1)));
  }
  return entries;
}

describe('the audit chain of a customer', () => {
  it.each([0, 1, 30])('of %d entries is whole as it was written', (length) => {
    expect(brokenAt(aChain(length))).toBeUndefined();
  });

  it('numbers its entries and binds each to the one before', () => {
    const [first, second] = aChain(2);

    expect([first?.n, second?.n]).toEqual([1, 2]);
    expect(second?.before).toBe(first?.hash);
  });

  it.each(['at', 'by', 'what', 'of', 'ticketId', 'reason', 'because', 'customerId', 'hash', 'before', 'n'] as const)(
    'shows that somebody altered %s',
    (field) => {
      const altered = aChain(3).map((entry, index) => (index === 1 ? { ...entry, [field]: 'other' } : entry));

      expect(brokenAt(altered as AuditEntry[])).toBe(2);
    },
  );

  it('shows an entry that is missing or out of its place', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 8 }), (index) => {
        const entries = aChain(10);

        expect(brokenAt(entries.toSpliced(index, 1))).toBe(index + 1);
        expect(brokenAt(entries.toSpliced(index, 2, entries[index + 1]!, entries[index]!))).toBe(index + 1);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AuditEntry, type AuditHead, brokenAt, chained, headAt } from '#customers/audit.ts';
import { aHouseKey } from '../support/keys.ts';
import { noon } from './some.ts';

const look = { at: noon, by: 'mira', what: 'reveal', of: ['phone'], ticketId: 'tkt_1' } as const;
const mac = (text: string) => aHouseKey.sign('audit', text).toString('base64url');
const forged = (text: string) => aHouseKey.sign('another purpose', text).toString('base64url');

type Chain = { readonly entries: readonly AuditEntry[]; readonly head?: AuditHead };

function longer({ entries, head }: Chain, sign = mac, by = 'mira'): Chain {
  const of = [`field${entries.length}`];
  const entry = chained('u-wang', { ...look, by, of }, { newest: entries.at(-1), head }, sign);
  return { entries: [...entries, entry], head: headAt(entry, sign) };
}

function aChain(length: number): Chain {
  let chain: Chain = { entries: [] };
  for (let each = 0; each < length; each += 1) chain = longer(chain);
  return chain;
}

const broken = ({ entries, head }: Chain) => brokenAt(entries, head, mac);

describe('the audit chain of a customer', () => {
  it.each([0, 1, 30])('of %d entries is whole as it was written', (length) => {
    expect(broken(aChain(length))).toBeUndefined();
  });

  it('numbers its entries and binds each to the one before', () => {
    const [first, second] = aChain(2).entries;

    expect([first?.n, second?.n]).toEqual([1, 2]);
    expect(second?.before).toBe(first?.mac);
  });

  it.each(['at', 'by', 'what', 'of', 'ticketId', 'reason', 'because', 'customerId', 'mac', 'before', 'n'] as const)(
    'shows that somebody altered %s',
    (field) => {
      const { entries, head } = aChain(3);
      const altered = entries.map((entry, index) => (index === 1 ? { ...entry, [field]: 'other' } : entry));

      expect(broken({ entries: altered as AuditEntry[], head: head! })).toBe(2);
    },
  );

  it('shows an entry that is missing or out of its place', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 8 }), (index) => {
        const { entries, head } = aChain(10);
        const swapped = entries.toSpliced(index, 2, entries[index + 1]!, entries[index]!);

        expect(broken({ entries: entries.toSpliced(index, 1), head: head! })).toBe(index + 1);
        expect(broken({ entries: swapped, head: head! })).toBe(index + 1);
      }),
    );
  });

  it('shows that the newest are cut off, however many', () => {
    const { entries, head } = aChain(10);

    expect(entries.map((_, left) => broken({ entries: entries.slice(0, left), head: head! }))).toEqual(
      entries.map((_, left) => left + 1),
    );
  });

  it.each([
    ['is gone', () => undefined, 4],
    ['is that of two entries before', () => aChain(1).head, 2],
    ['counts fewer', (head: AuditHead) => ({ ...head, version: 2 }), 3],
    ['counts more', (head: AuditHead) => ({ ...head, version: 9 }), 4],
    ['is that of another entry in the place of the last', () => longer(aChain(2), mac, 'bo').head, 4],
    ['was signed by somebody else', (head: AuditHead) => ({ ...head, mac: forged('head') }), 4],
    ["is another customer's", (head: AuditHead) => ({ ...head, customerId: 'u-li' }), 4],
  ])('shows that its end %s', (_, change, at) => {
    const { entries, head } = aChain(3);

    expect(broken({ entries, head: change(head!) } as Chain)).toBe(at);
  });

  it('cannot be written anew by whoever does not have the key of the house', () => {
    let chain: Chain = { entries: [] };
    for (let each = 0; each < 3; each += 1) chain = longer(chain, forged);

    expect(broken(chain)).toBe(1);
  });

  it.each([
    ['its newest were cut off', ({ entries, head }: Chain) => ({ entries: entries.slice(0, 2), head }), 3],
    ['its end was taken away', ({ entries }: Chain) => ({ entries }), 5],
    ['its end was put back', ({ entries }: Chain) => ({ entries, head: aChain(2).head }), 5],
    ['both were cut, but for the end', ({ entries }: Chain) => ({ entries: entries.slice(0, 2) }), 3],
  ])('goes on, and stays broken for all to see, after %s', (_, tampered, at) => {
    const after = longer(longer(tampered(aChain(4)) as Chain));

    expect(broken(after)).toBe(at);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appsOf, type Customer } from '#customers/customer.ts';
import { merge, part } from '#customers/merge.ts';
import { at, plusMinutes } from '#platform/time/instant.ts';
import { aCustomer, noon } from './some.ts';

const wang = aCustomer({ id: 'u-wang' });
const mailer = aCustomer({ id: 'cus_mailer', account: false });
const byMira = { because: 'staff', by: 'mira', at: noon } as const;
const refusal = (code: string) => expect.objectContaining({ code });

describe('merging two customers', () => {
  it('points the one to the other and says so', () => {
    const { into, merged, event } = merge(mailer, wang, byMira);

    expect(merged).toMatchObject({ status: 'merged', mergedInto: 'u-wang', mergedBecause: 'staff' });
    expect(into.absorbed).toEqual([{ id: 'cus_mailer', at: noon, apps: [] }]);
    expect(event).toEqual({
      type: 'CustomersMerged',
      subject: 'customer_cus_mailer',
      at: noon,
      by: 'mira',
      customerId: 'cus_mailer',
      into: 'u-wang',
      because: 'staff',
    });
  });

  it('carries over when they last bought something', () => {
    const bought = aCustomer({ id: 'u-shopper', lastPurchaseAt: at('2026-02-01T00:00:00Z') });

    expect(merge(bought, wang, byMira).into.absorbed).toMatchObject([{ lastPurchaseAt: '2026-02-01T00:00:00.000Z' }]);
  });

  it('is of the apps of both, until they are parted', () => {
    const ofShop = aCustomer({ apps: ['shop-app'] });
    const ofOther = aCustomer({
      id: 'u-other',
      apps: ['other-app'],
      absorbed: [{ id: 'cus_1', at: noon, apps: ['till'] }],
    });
    const { into, merged } = merge(ofOther, ofShop, byMira);

    expect(appsOf(into)).toEqual(['shop-app', 'other-app', 'till']);
    const { from, parted } = part(merged, into, byMira);
    expect([appsOf(from), appsOf(parted)]).toEqual([['shop-app'], ['other-app', 'till']]);
  });

  it('is refused with oneself, into a merged record, and of one', () => {
    const { merged, into } = merge(mailer, wang, byMira);
    const zhao = aCustomer({ id: 'u-zhao' });

    expect(() => merge(wang, wang, byMira)).toThrow(refusal('customer.same'));
    expect(() => merge(zhao, merged, byMira)).toThrow(refusal('customer.not-known'));
    expect(() => merge(merged, zhao, byMira)).toThrow(refusal('customer.not-known'));
    expect(() => merge(into, merged, byMira)).toThrow(refusal('customer.not-known'));
  });

  it('takes in fifty records and no more', () => {
    const absorbed = Array.from({ length: 50 }, (_, each) => ({ id: `cus_${each}`, at: noon, apps: [] }));

    expect(() => merge(mailer, aCustomer({ absorbed }), byMira)).toThrow(refusal('customer.too-many-merged'));
  });

  it('never makes a circle, in whatever order records are merged and parted', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const steps = fc.array(fc.tuple(fc.constantFrom('merge', 'part'), fc.nat(4), fc.nat(4)), { maxLength: 40 });
    fc.assert(
      fc.property(steps, (all) => {
        const records = new Map<string, Customer>(ids.map((id) => [id, aCustomer({ id })]));
        for (const [act, one, other] of all) {
          const [from, into] = [records.get(ids[one]!)!, records.get(ids[other]!)!];
          try {
            const done = act === 'merge' ? merge(from, into, byMira) : part(from, into, byMira);
            const [first, second] = 'merged' in done ? [done.merged, done.into] : [done.parted, done.from];
            records.set(first.id, first).set(second.id, second);
          } catch {
            // a refusal changes nothing
          }
        }
        const follow = (id: string, left = ids.length): number => {
          const record = records.get(id);
          return record?.status === 'merged' && left > 0 ? follow(record.mergedInto, left - 1) : left;
        };
        expect(ids.map((id) => follow(id)).every((left) => left > 0)).toBe(true);
        for (const record of records.values()) {
          const pointing = [...records.values()].filter(
            (one) => one.status === 'merged' && one.mergedInto === record.id,
          );
          const absorbed = record.status === 'erased' ? [] : record.absorbed.map(({ id }) => id);
          expect(absorbed.sort()).toEqual(pointing.map(({ id }) => id).sort());
        }
      }),
    );
  });
});

describe('undoing a merge', () => {
  const { into, merged } = merge(mailer, wang, byMira);

  it('leaves both as they were, and apart', () => {
    const { parted, from, event } = part(merged, into, byMira);

    expect(parted).toEqual({ ...mailer, apart: ['u-wang'] });
    expect(from).toEqual({ ...wang, apart: ['cus_mailer'] });
    expect(event).toMatchObject({ type: 'CustomersParted', customerId: 'cus_mailer', from: 'u-wang' });
  });

  it.each([
    ['before they were one', -1, undefined],
    ['at the moment they became one', 0, true],
    ['while they were one', 1, true],
  ])('leaves a hold that began %s on the one that had it, and on both from then on', (_, minutes, onBoth) => {
    const legalHold = { since: plusMinutes(merged.mergedAt, minutes), by: 'bao' };
    const { parted, from } = part(merged, { ...into, legalHold }, byMira);

    expect(from.legalHold).toEqual(legalHold);
    expect(parted.legalHold).toEqual(onBoth && legalHold);
  });

  it('is refused where nothing was merged', () => {
    expect(() => part(mailer, wang, byMira)).toThrow(refusal('customer.not-merged'));
    expect(() => part(merged, mailer, byMira)).toThrow(refusal('customer.not-merged'));
  });
});

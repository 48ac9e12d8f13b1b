import { describe, expect, it } from 'vitest';
import { patched } from '#customers/change-profile.ts';
import { lastPurchaseOf } from '#customers/customer.ts';
import { NO_PROFILE, servedAs, typeOf } from '#customers/profile.ts';
import { recordConsent } from '#customers/record-consent.ts';
import { purchase } from '#customers/record-purchase.ts';
import { at } from '#platform/time/instant.ts';
import { mira } from '../support/people.ts';
import { aCustomer, noon } from './some.ts';

const officer = { id: 'bao', roles: ['privacyOfficer' as const], app: 'desk' };

describe('the type of a customer', () => {
  it.each([
    ['nothing so far', undefined, '2026-03-02T12:00:00Z', 'new'],
    ['a minute ago', '2026-03-02T11:59:00Z', '2026-03-02T12:00:00Z', 'old'],
    ['on the same day six months ago', '2025-09-01T16:00:00Z', '2026-03-02T12:00:00Z', 'old'],
    ['the day before that, in Shanghai', '2025-09-01T15:59:59Z', '2026-03-02T12:00:00Z', 'new'],
    [
      'on the last day of February, half a year before the end of August',
      '2026-02-28T04:00:00Z',
      '2026-08-31T04:00:00Z',
      'old',
    ],
    ['on 27 February, half a year before the end of August', '2026-02-27T04:00:00Z', '2026-08-31T04:00:00Z', 'new'],
    ['on 29 February of a leap year', '2028-02-29T04:00:00Z', '2028-08-31T04:00:00Z', 'old'],
  ])('who bought something %s', (_, bought, now, type) => {
    expect(typeOf(bought === undefined ? undefined : at(bought), at(now))).toBe(type);
  });

  it('counts what was bought under a record that was merged into theirs', () => {
    const absorbed = [{ id: 'cus_1', at: noon, apps: [], lastPurchaseAt: at('2026-03-01T00:00:00Z') }];
    const customer = aCustomer({ lastPurchaseAt: at('2025-01-01T00:00:00Z'), absorbed });

    expect(lastPurchaseOf(customer)).toBe('2026-03-01T00:00:00.000Z');
  });
});

describe('what a ticket keeps of a customer', () => {
  it('is what decides how they are served', () => {
    const profile = { ...NO_PROFILE, tier: 'A', vip: true, business: 'enterprise', dedicatedContact: 'mira' } as const;

    expect(servedAs({ profile }, noon)).toEqual({
      type: 'new',
      tier: 'A',
      vip: true,
      elderly: false,
      business: true,
      dedicatedContact: 'mira',
    });
  });
});

describe('changing what is known of a customer', () => {
  const known = aCustomer({ profile: { ...NO_PROFILE, tier: 'B', vip: true } });

  it('changes what is named, takes away what is null, and leaves the rest', () => {
    const { next, events } = patched([known], { tier: null, elderly: true }, mira, noon);

    expect(next.profile).toEqual({ ...NO_PROFILE, vip: true, elderly: true });
    expect(events).toMatchObject([{ type: 'CustomerChanged', fields: ['elderly', 'tier'], by: 'mira' }]);
  });

  it('lets nobody but the privacy officer set or lift a legal hold', () => {
    const held = patched([known], { legalHold: true }, officer, noon).next;

    expect(held.legalHold).toEqual({ since: noon, by: 'bao' });
    expect(patched([held], { vip: false }, mira, noon).next.legalHold).toEqual(held.legalHold);
    expect(patched([held], { legalHold: true }, mira, noon).next.legalHold).toEqual(held.legalHold);
    expect(patched([held], { legalHold: false }, officer, noon).next.legalHold).toBeUndefined();
    for (const [customer, legalHold] of [
      [known, true],
      [held, false],
    ] as const) {
      expect(() => patched([customer], { legalHold }, mira, noon)).toThrow(
        expect.objectContaining({ code: 'customer.hold-by-officer' }),
      );
    }
  });
});

describe('a consent', () => {
  const said = { purpose: 'marketing', textVersion: 'V1.0', given: true, channel: 'web' } as const;

  it('is the last word on its purpose, and told', () => {
    const given = recordConsent(aCustomer(), said, mira, noon).next;
    const { next, events } = recordConsent(given, { ...said, given: false }, mira, noon);

    expect(next.consents).toEqual([{ ...said, given: false, at: noon }]);
    expect(events).toMatchObject([{ type: 'ConsentRecorded', ...said, given: false }]);
  });

  it('is refused for the fifty-first purpose', () => {
    const consents = Array.from({ length: 50 }, (_, each) => ({ ...said, purpose: `purpose${each}`, at: noon }));

    expect(() => recordConsent(aCustomer({ consents }), said, mira, noon)).toThrow(
      expect.objectContaining({ code: 'consent.too-many' }),
    );
  });
});

describe('a purchase', () => {
  const earlier = at('2026-03-01T12:00:00Z');

  it('counts, and the last one stays the last', () => {
    const bought = purchase(aCustomer(), 'order-1', { at: noon, now: noon, by: 'shop-app' });
    const { next, also } = purchase(bought.next, 'order-2', { at: earlier, now: noon, by: 'shop-app' });

    expect(next).toMatchObject({ purchases: 2, lastPurchaseAt: noon });
    expect(also).toMatchObject([{ put: { pk: 'customer_u-wang', sk: 'order#order-2' }, when: 'absent' }]);
  });

  it('is refused when it is yet to come', () => {
    expect(() => purchase(aCustomer(), 'order-1', { at: noon, now: earlier, by: 'shop-app' })).toThrow(
      expect.objectContaining({ code: 'purchase.in-future' }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { type Consent, consentsOf, MARKETING } from '#customers/customer.ts';
import { plusMinutes } from '#platform/time/instant.ts';
import { aCustomer, noon } from './some.ts';

const said = (given: boolean, minutes: number): Consent => ({
  ...{ purpose: MARKETING, textVersion: '1', given, channel: 'web' },
  at: plusMinutes(noon, minutes),
});
const lastOf = (own: Consent, other: Consent) =>
  consentsOf([aCustomer({ consents: [own] }), aCustomer({ id: 'u-other', consents: [other] })]);

describe('what a person with two records last said of a purpose', () => {
  it.each([
    ['the newer word of their own record', said(false, 1), said(true, 0), false],
    ['the newer word of the other', said(true, 0), said(false, 1), false],
    ['that of their own record where both were said at once', said(false, 0), said(true, 0), false],
  ])('is %s', (_, own, other, given) => {
    expect(lastOf(own, other)).toMatchObject([{ purpose: MARKETING, given }]);
  });
});

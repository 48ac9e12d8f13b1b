import { describe, expect, it } from 'vitest';
import { smsCountries } from '#platform/sms/sms-countries.ts';

describe('text messages', () => {
  it.each([
    [undefined, '+8613812345678', true],
    ['', '+8613812345678', true],
    [undefined, '+18765550100', false],
    [undefined, '13812345678', false],
    ['+86, +852', '+85261234567', true],
    ['+86 +852', '+85361234567', false],
    ['+1212', '+12125550100', true],
    ['+1212', '+18765550100', false],
  ])('where %s is named, to %s: %s', (given, number, goes) => {
    expect(smsCountries(given)(number)).toBe(goes);
  });

  it.each(['86', '+', '+86;+852', '*', '+86 all'])(
    'are not sent at all while %s is named: nobody means that',
    (given) => {
      expect(() => smsCountries(given)).toThrow('SmsCountries');
    },
  );
});

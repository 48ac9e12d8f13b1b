import { describe, expect, it } from 'vitest';
import { phoneE164 } from '#platform/sms/phone-e164.ts';

describe('a number as a provider writes it', () => {
  it.each([
    ['13800000001', undefined, '+8613800000001'],
    ['8613800000001', undefined, '+8613800000001'],
    ['008613800000001', undefined, '+8613800000001'],
    ['+86 138-0000-0001', undefined, '+8613800000001'],
    ['+14255550182', undefined, '+14255550182'],
    ['0014255550182', undefined, '+14255550182'],
    ['51234567', '852', '+85251234567'],
    ['51234567', '+852', '+85251234567'],
    ['51234567', '00852', '+85251234567'],
    ['10086', undefined, '+8610086'],
  ])('%s of %s is %s', (text, country, number) => {
    expect(phoneE164(text, country)).toBe(number);
  });

  it.each([
    '',
    '+',
    '1381111****',
    '12',
    'Kefu',
    '+0123456789',
    '+86138000000011111',
    '１３８００００００００',
    '1'.repeat(99),
  ])('%s is none', (text) => {
    expect(phoneE164(text)).toBeUndefined();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskAddress, maskEmail, maskPhone } from '#platform/personal/mask-contact.ts';

describe('masking a phone number', () => {
  it.each([
    ['+8613812345678', '138****5678'],
    ['8613812345678', '138****5678'],
    ['138 1234 5678', '138****5678'],
    ['１３８１２３４５６７８', '138****5678'],
    ['+447911126789', '+44****6789'],
    ['+1 (415) 555-2671', '+1****2671'],
    ['+852 9123 4567', '+852****4567'],
    ['0044 7911 126789', '+44****6789'],
    ['010-62341234', '010-****1234'],
    ['(0571) 8888 1234', '0571-****1234'],
    ['+86 21 6234 1234', '021-****1234'],
    ['0755-2345678转801', '0755-****5678'],
    ['4008001234', '****1234'],
    ['12345', '****'],
    ['', '****'],
  ])('%s is shown as %s', (phone, shown) => {
    expect(maskPhone(phone)).toBe(shown);
  });
});

describe('masking an address of mail', () => {
  it.each([
    ['zhang.wei@example.com', 'z***@example.com'],
    ['13812345678@example.cn', '1***@example.cn'],
    ['"a@b"@example.com', '"***@example.com'],
    ['nobody', 'n***'],
    ['@example.com', '***@example.com'],
  ])('%s is shown as %s', (email, shown) => {
    expect(maskEmail(email)).toBe(shown);
  });
});

describe('masking an address', () => {
  it.each([
    ['浙江省杭州市西湖区文三路100号3幢502室', '浙江省杭州市西湖区'],
    ['收货地址：北京市 朝阳区，建国路88号', '北京市 朝阳区'],
    ['新疆维吾尔自治区乌鲁木齐市天山区光明路1号', '新疆维吾尔自治区乌鲁木齐市天山区'],
    ['上海南京路100号', '上海'],
    ['南京路100号', '***'],
    ['香港九龙弥敦道1号', '香港'],
    ['221B Baker Street', '***'],
  ])('%s is shown as %s', (address, shown) => {
    expect(maskAddress(address)).toBe(shown);
  });
});

describe('masking twice', () => {
  const letters = fc.constantFrom(...'0123456789+-*()转@.a ，中山路桥区吉林市南京街'.split(''), '浙江省', '杭州');
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.array(letters, { maxLength: 20 }).map((all) => all.join('')),
  );

  it.each([
    ['a phone number', maskPhone],
    ['an address of mail', maskEmail],
    ['an address', maskAddress],
  ])('is masking %s once', (_, mask) => {
    fc.assert(
      fc.property(text, (any) => {
        expect(mask(mask(any))).toBe(mask(any));
      }),
      { numRuns: 2_000 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import { identifying } from '#customers/identity.ts';
import { suppressionIndex } from '#intake/suppression/suppression.ts';
import { participant } from '#intake/thread/participant.ts';
import { addressIndex, normalAddress } from '#platform/personal/address-index.ts';
import { aHouseKey } from '../../support/keys.ts';

describe('the index of an address', () => {
  it.each([
    ['Li@Example.com', 'li@example.com'],
    ['li@bücher.example', 'li@xn--bcher-kva.example'],
    ['li@BÜCHER.example', 'li@xn--bcher-kva.example'],
    ['li@bu\u0308cher.example', 'li@xn--bcher-kva.example'],
    ['客服@例子.中国', '客服@xn--fsqu00a.xn--fiqs8s'],
  ])('is the same for %s as for %s', (written, looked) => {
    expect(addressIndex(aHouseKey, written)).toBe(addressIndex(aHouseKey, looked));
    expect(normalAddress(written)).toBe(looked);
  });

  it('is one for whoever takes part, whom nothing is sent to and who a customer is', () => {
    const written = 'Li@Bücher.example';
    const [known] = identifying({ email: written });
    const indexes = [
      participant(aHouseKey, written),
      suppressionIndex(aHouseKey, 'email', written),
      aHouseKey.index('email', known!.value),
    ];

    expect(new Set(indexes)).toEqual(new Set([addressIndex(aHouseKey, 'li@xn--bcher-kva.example')]));
  });

  it('tells other addresses apart', () => {
    expect(addressIndex(aHouseKey, 'li@example.com')).not.toBe(addressIndex(aHouseKey, 'li@example.org'));
  });

  it('is there for what is no address, too', () => {
    expect(normalAddress('nobody')).toBeUndefined();
    expect(addressIndex(aHouseKey, 'Nobody')).toBe(addressIndex(aHouseKey, 'nobody'));
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readChallenge, writtenChallenge } from '#intake/forms/challenge.ts';
import { FORM_RULES } from '#intake/forms/form-rules.ts';
import { workOf } from '#intake/forms/proof-of-work.ts';
import { senderOf } from '#intake/forms/sender-of.ts';
import { at } from '#platform/time/instant.ts';
import { aHouseKey } from '../memory-keyring.ts';

const CHALLENGE = { nonce: `chl_${'7'.repeat(26)}`, bits: 18, expiresAt: at('2026-03-02T12:10:00Z') };

describe('work', () => {
  // As `printf %s kefu.0 | sha256sum` begins with 007e, and so on.
  it.each([
    ['0', 9],
    ['1', 0],
    ['4', 2],
    ['5', 1],
    ['12', 5],
    ['15', 3],
  ])('of the answer %s is %i zero bits', (answer, bits) => {
    expect(workOf('kefu', answer)).toBe(bits);
  });

  it('is one bit more in half of all answers', () => {
    const works = Array.from({ length: 4096 }, (_, answer) => workOf('challenge', String(answer)));
    const share = (bits: number) => works.filter((work) => work >= bits).length / works.length;

    expect(share(0)).toBe(1);
    expect(share(1)).toBeCloseTo(0.5, 1);
    expect(share(4)).toBeCloseTo(1 / 16, 1);
  });

  it('asked of a letter is some 260,000 hashes', () => {
    expect(2 ** FORM_RULES.bits).toBe(262_144);
  });
});

describe('a challenge', () => {
  const written = writtenChallenge(aHouseKey(), CHALLENGE);

  it('is read as it was written', () => {
    expect(readChallenge(aHouseKey(), written)).toEqual(CHALLENGE);
  });

  it('of another house is none', () => {
    expect(readChallenge(aHouseKey('other'), written)).toBeUndefined();
  });

  it('is none any more when one letter of it is another', () => {
    fc.assert(
      fc.property(fc.nat(written.length - 1), fc.constantFrom(...'0az_.-Z'), (place, letter) => {
        const forged = written.slice(0, place) + letter + written.slice(place + 1);
        const same = readChallenge(aHouseKey(), forged);
        expect(forged === written || same === undefined).toBe(true);
      }),
    );
  });

  it('is never taken for one that is anything else', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        expect(readChallenge(aHouseKey(), text)).toBeUndefined();
      }),
    );
  });
});

describe('the sender of a letter', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['2001:db8:0:0:ffff::1', '2001:db8:0:0'],
    ['2001:0DB8:0000:0001:1:2:3:4', '2001:db8:0:1'],
    ['::1', '0:0:0:0'],
  ])('at %s is counted as %s', (address, sender) => {
    expect(senderOf(address)).toBe(sender);
  });

  it('is some short text, whatever the address is', () => {
    fc.assert(
      fc.property(fc.string(), (address) => {
        expect(senderOf(address).length).toBeLessThanOrEqual(60);
      }),
    );
  });
});
